/** A provider as the story needs it: model, gateway and service, all on loopback, at a time that the story tells. */
import { join } from 'node:path'
import { compilePolicy } from '../../../src/decide/compile-policy.ts'
import { makeDecider } from '../../../src/decide/decider.ts'
import { type Follower, followSnapshot } from '../../../src/follow/follow.ts'
import { trustedProxies } from '../../../src/gateway/caller.ts'
import { openUpstream } from '../../../src/gateway/forward.ts'
import { openGateway } from '../../../src/gateway/gateway.ts'
import { makeRecorder } from '../../../src/gateway/recorder.ts'
import { decideAtService, storeAtService } from '../../../src/gateway/serve-client.ts'
import { loadMailDomains, loadNetworks } from '../../../src/ingest/enrich/load.ts'
import type { Exchange } from '../../../src/model/exchange.ts'
import { createApp } from '../../../src/server/app.ts'
import { listen } from '../../../src/server/listen.ts'
import { liveIngest } from '../../../src/server/live/ingest.ts'
import { loadKey } from '../../../src/store/key.ts'
import type { Store } from '../../../src/store/store.ts'
import { type ModelUpstream, openModelUpstream } from '../model-upstream.ts'
import { openTemporary } from '../temporary-store.ts'

export interface Provider {
  readonly gateway: string
  readonly store: Store
  readonly upstream: ModelUpstream
  readonly follower: Follower
  /** Everything that happens happens at this moment, epoch milliseconds. */
  setTime(now: number): void
  /** What the model answers to an exchange of the world. */
  expectAnswers(exchanges: readonly Exchange[]): void
  /** Asks the service as a person or program would. */
  api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object | string): Promise<T>
  /** Until everything recorded is stored. */
  settle(): Promise<void>
  close(): Promise<void>
}

export async function openProvider(start: number): Promise<Provider> {
  let now = start
  const clock = (): number => now
  const logged: string[] = []
  const log = (line: string): void => void logged.push(line)
  const { store, data, end } = await openTemporary()
  const key = await loadKey(join(data, 'keys'))
  await loadNetworks(store)
  await loadMailDomains(store)

  const follower = followSnapshot({ store, policy: compilePolicy(), clock, log, everyMs: 3_600_000 })
  await follower.ready
  const live = liveIngest(store, key, { clock, lingerMs: 20 })
  const app = createApp({
    store,
    version: 'story',
    glossary: {},
    clock,
    page: new Map(),
    log,
    live,
    follower,
    decider: makeDecider(follower, clock),
  })
  const served = await listen(app, 0)

  const answers = new Map<string, Exchange>()
  const upstream = await openModelUpstream({ said: story => saidOf(answers.get(story)) })
  const service = { url: new URL(served.url) }
  const recorder = makeRecorder({ store: storeAtService(service), log, name: 'story', flushMs: 200 })
  const gateway = await openGateway({
    host: '127.0.0.1',
    port: 0,
    upstream: openUpstream(new URL(upstream.url), 30_000),
    // A busy test machine must not be taken for a service that is gone.
    decider: decideAtService(service, 60_000),
    recorder,
    clock,
    caller: { secret: 'story', accountHeader: 'x-account', trusted: trustedProxies([]) },
    contact: 'appeals@provider.example',
    log,
  })

  return {
    gateway: gateway.url,
    store,
    upstream,
    follower,
    setTime: time => {
      now = time
    },
    expectAnswers: exchanges => {
      for (const exchange of exchanges) answers.set(exchange.id, exchange)
    },
    api: async (method, path, body) => {
      const response = await fetch(served.url + path, {
        method,
        ...(body !== undefined && {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json' },
        }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return JSON.parse(text)
    },
    settle: async () => {
      while (gateway.active() > 0) await new Promise(resume => setTimeout(resume, 5))
      await recorder.flush()
      if (recorder.counts.dropped > 0 || logged.length > 0)
        throw new Error(`${recorder.counts.dropped} exchanges lost: ${logged.join('\n')}`)
    },
    close: async () => {
      await gateway.close(1_000)
      await upstream.close()
      await served.close()
      await live.close()
      await follower.stop()
      await end()
    },
  }
}

const saidOf = (exchange: Exchange | undefined) =>
  exchange && {
    text: exchange.response?.text || 'Yes.',
    input: exchange.usage?.input_tokens ?? 0,
    output: exchange.usage?.output_tokens ?? 0,
    cached: exchange.usage?.cached_tokens ?? 0,
    reasoning: exchange.usage?.reasoning_tokens ?? 0,
  }
