/** A process of its own: the gateway before `argv[2]`, with its own decision and record, the record going nowhere. */
import { trustedProxies } from '../../src/gateway/caller.ts'
import type { Decider } from '../../src/gateway/decider.ts'
import { openUpstream } from '../../src/gateway/forward.ts'
import { openGateway } from '../../src/gateway/gateway.ts'
import { makeRecorder } from '../../src/gateway/recorder.ts'

const decider: Decider = {
  decide: () => ({ decision: 'watch', measure: 'watch', reasons: [], ttl_ms: 1_000 }),
  settle: () => undefined,
}
const recorder = makeRecorder({ store: async () => undefined, log: console.error, name: 'bench' })
const gateway = await openGateway({
  host: '127.0.0.1',
  port: 0,
  upstream: openUpstream(new URL(process.argv[2] ?? ''), 60_000),
  decider,
  recorder,
  clock: Date.now,
  caller: { secret: 'bench', trusted: trustedProxies([]) },
  log: console.error,
})
process.send?.({ port: Number(new URL(gateway.url).port) })
let highest = 0
setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss())
}, 50)
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ rss: highest, cpu: user + system, recorded: recorder.counts.recorded })
})
