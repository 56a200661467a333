/** A gateway on loopback before the stand-in upstream, with what it records and decides in a test's hands. */
import { trustedProxies } from '../../src/gateway/caller.ts'
import type { Decider } from '../../src/gateway/decider.ts'
import { openUpstream } from '../../src/gateway/forward.ts'
import { openGateway } from '../../src/gateway/gateway.ts'
import { makeRecorder } from '../../src/gateway/recorder.ts'
import { makeSlower } from '../../src/gateway/slow.ts'
import type { Decision } from '../../src/model/decision.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import { type ModelUpstream, openModelUpstream } from './model-upstream.ts'

export const allowed: Decision = { decision: 'allow', measure: 'none', reasons: [], ttl_ms: 1_000 }

export interface Recorded extends Exchange {
  decision?: { decision: string; measure: string; refused?: boolean; fallback?: boolean; campaign?: string }
}

export interface UnderTest {
  readonly url: string
  readonly upstream: ModelUpstream
  readonly settled: { decision: Decision; spent: unknown }[]
  readonly logged: string[]
  decided: (account: string) => Decision
  /** Everything recorded so far, once no call is under way. */
  recorded(): Promise<Recorded[]>
  /** Calls under way may take so long to end. */
  close(graceMs?: number): Promise<void>
}

export async function gatewayUnderTest(
  options: {
    gapMs?: number
    words?: number
    upstreamUrl?: string
    silenceMs?: number
    clock?: () => number
  } = {},
): Promise<UnderTest> {
  const upstream = await openModelUpstream(options)
  const lines: string[] = []
  const settled: UnderTest['settled'] = []
  const logged: string[] = []
  const clock = options.clock ?? Date.now
  const recorder = makeRecorder({
    store: async batch => void lines.push(...batch),
    log: line => logged.push(line),
    name: 'test',
    flushMs: 10,
  })
  const decider: Decider = {
    decide: request => test.decided(request.account),
    settle: (decision, spent) => settled.push({ decision, spent }),
  }
  const gateway = await openGateway({
    host: '127.0.0.1',
    port: 0,
    upstream: openUpstream(new URL(options.upstreamUrl ?? upstream.url), options.silenceMs ?? 5_000),
    decider,
    recorder,
    clock,
    caller: { secret: 'secret of a test', accountHeader: 'x-account', trusted: trustedProxies([]) },
    contact: 'https://provider.example/appeals',
    slower: makeSlower(),
    log: line => logged.push(line),
  })
  const test: UnderTest = {
    url: gateway.url,
    upstream,
    settled,
    logged,
    decided: () => allowed,
    recorded: async () => {
      while (gateway.active() > 0) await new Promise(resume => setTimeout(resume, 5))
      await recorder.flush()
      return lines.map(line => JSON.parse(line))
    },
    close: async (graceMs = 100) => {
      await gateway.close(graceMs)
      await upstream.close()
    },
  }
  return test
}
