/** Whatever is sent to whichever route, the service lives, answers with a stable code, and tells nothing it should not. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededStore, seededStore } from '../../test/fixtures/seeded-store.ts'
import { hostileRequests, secret } from '../../test/support/hostile-requests.ts'
import { systemClock } from '../clock.ts'
import { compilePolicy } from '../decide/compile-policy.ts'
import { makeDecider } from '../decide/decider.ts'
import { type Follower, followSnapshot } from '../follow/follow.ts'
import { trustedProxies } from '../gateway/caller.ts'
import { createApp } from './app.ts'
import { type LiveIngest, liveIngest } from './live/ingest.ts'
import { makeMetrics } from './metrics.ts'
import { routes } from './routes/index.ts'

let seeded: SeededStore
let live: LiveIngest
let follower: Follower
let app: ReturnType<typeof createApp>
const logged: string[] = []
const log = (line: string): void => void logged.push(line)

beforeAll(async () => {
  seeded = await seededStore()
  const { store } = seeded
  live = liveIngest(store, { k0: '11', k1: '22' }, { clock: systemClock, lingerMs: 1 })
  const policy = compilePolicy()
  follower = followSnapshot({ store, policy, clock: systemClock, log, everyMs: 3_600_000 })
  await follower.ready
  const metrics = makeMetrics({ heldBytes: () => live.heldBytes })
  const decider = makeDecider(follower, systemClock)
  const callers = { secret: 'of a test', accountHeader: 'x-account', trusted: trustedProxies([]) }
  const served = { live, follower, decider, metrics, callers, sketchKey: 'test' }
  app = createApp({
    store,
    version: '0',
    glossary: {},
    clock: systemClock,
    page: new Map(),
    log,
    ...served,
  })
})
afterAll(async () => {
  await follower?.stop()
  await live?.close()
  await seeded?.close()
})

const asText = (body: ArrayBuffer): string => Buffer.from(body).toString('latin1')

test.each(routes.map(route => [route.method, route.path, route] as const))(
  '%s %s answers anything at all below 500, with a code and nothing of our own',
  async (_method, _path, route) => {
    await fc.assert(
      fc.asyncProperty(hostileRequests(route), async ({ path, init }) => {
        const answer = await app.request(path, init)
        const text = asText(await answer.arrayBuffer())
        expect([path, answer.status < 500, text.slice(0, answer.status < 500 ? 0 : 300)]).toEqual([
          path,
          true,
          '',
        ])
        if (answer.status < 400) return
        const said = JSON.parse(text)
        // TAXII has an error of its own form.
        if (said.http_status !== undefined) expect(said.title).toBeTypeOf('string')
        else expect(said.code).toMatch(/^[a-z-]+\/[a-z-]+$/)
        expect(text).not.toMatch(/node_modules|\/src\/|DB::Exception|at \S+ \(/)
        expect(text).not.toContain(secret)
      }),
      { numRuns: 12, seed: 20260501 },
    )
    expect(logged).toEqual([])
  },
  120_000,
)
