/** A provider as the story needs it: model, gateway and service, all on loopback, at a time that the story tells. */
import { join } from 'node:path'
import { compilePolicy } from '../../../src/decide/compile-policy.ts'
import { makeDecider } from '../../../src/decide/decider.ts'
import { makeLeasedBudgets } from '../../../src/decide/leased-budgets.ts'
import { detect } from '../../../src/discover/detect.ts'
import { followSnapshot } from '../../../src/follow/follow.ts'
import { followService } from '../../../src/follow/follow-service.ts'
import { trustedProxies } from '../../../src/gateway/caller.ts'
import { openUpstream } from '../../../src/gateway/forward.ts'
import { openGateway } from '../../../src/gateway/gateway.ts'
import { leasedDecider } from '../../../src/gateway/leased-decider.ts'
import { makeRecorder } from '../../../src/gateway/recorder.ts'
import { leaseAtService, storeAtService } from '../../../src/gateway/serve-client.ts'
import type { Exchange } from '../../../src/model/exchange.ts'
import type { Run } from '../../../src/model/finding.ts'
import { createApp } from '../../../src/server/app.ts'
import { listen } from '../../../src/server/listen.ts'
import { liveIngest } from '../../../src/server/live/ingest.ts'
import { hasNewTraffic } from '../../../src/server/new-traffic.ts'
import { repeat } from '../../../src/server/schedule.ts'
import { loadKey } from '../../../src/store/key.ts'
import type { Store } from '../../../src/store/store.ts'
import { type ModelUpstream, openModelUpstream } from '../model-upstream.ts'
import { withNetworks } from '../networks-loaded.ts'
import { openTemporary } from '../temporary-store.ts'

export interface Provider {
  readonly gateway: string
  readonly store: Store
  readonly upstream: ModelUpstream
  /** Until the schedule has looked for campaigns, as it does by itself when there is new traffic. */
  nextDetection(): Promise<Run>
  /** Until the service has read its store again, and the gateway has what it then knows. */
  catchUp(): Promise<void>
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
  const { store, data, end } = await openTemporary(undefined, withNetworks)
  const key = await loadKey(join(data, 'keys'))

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

  let wanted: { done(run: Run): void; failed(error: unknown): void } | undefined
  const schedule = repeat({
    everyMs: 50,
    firstMs: 50,
    // The story says when the hour has come; whether there is anything to look at is asked as ever.
    isDue: async () => wanted !== undefined && (await hasNewTraffic(store)),
    work: async () => {
      wanted?.done(await detect(store))
      wanted = undefined
    },
    failed: error => wanted?.failed(error),
  })

  const answers = new Map<string, Exchange>()
  const upstream = await openModelUpstream({ said: story => saidOf(answers.get(story)) })
  const service = { url: new URL(served.url) }
  // As `stillwatch gateway --service` decides: by a snapshot that follows the service's, in a process of its own.
  const snapshot = followService({
    ...service,
    folder: join(data, 'gateway'),
    clock,
    log,
    everyMs: 3_600_000,
  })
  await snapshot.ready
  const budgets = makeLeasedBudgets({
    gateway: 'story',
    ask: leaseAtService(service),
    clock,
    shareWhenCutOff: () => snapshot.policy().settings.budget_when_cut_off,
  })
  const recorder = makeRecorder({ store: storeAtService(service), log, name: 'story', flushMs: 3_000 })
  const gateway = await openGateway({
    host: '127.0.0.1',
    port: 0,
    upstream: openUpstream(new URL(upstream.url), 30_000),
    decider: leasedDecider(snapshot, budgets),
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
    nextDetection: () =>
      new Promise((done, failed) => {
        wanted = { done, failed }
      }),
    catchUp: async () => {
      await follower.refresh()
      await snapshot.refresh()
    },
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
      await schedule.stop()
      await budgets.giveBack()
      await snapshot.stop()
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
