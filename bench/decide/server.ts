/** One of the servers of the decide bench, in a process of its own: `server.ts floor|stillwatch|limiter|cedar`. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { makeDecider } from '../../src/decide/decider.ts'
import { makeRecogniser } from '../../src/decide/recogniser.ts'
import { makeSnapshot } from '../../src/decide/snapshot.ts'
import { type AppParts, createApp } from '../../src/server/app.ts'
import { makeAccess } from '../../src/server/auth/access.ts'
import { hotDoor } from '../../src/server/hot.ts'
import { type Listening, listen } from '../../src/server/listen.ts'
import { makeMetrics } from '../../src/server/metrics.ts'
import type { ServerParts } from '../../src/server/route.ts'
import { benchKnown, benchPolicy, cedarQuestion, rules } from './world.ts'

const [kind = 'floor', accounts = '1000000', members = '100000'] = process.argv.slice(2)

/** As `serve` puts it together, with its metrics. */
function stillwatch(): Promise<Listening> {
  const policy = benchPolicy()
  let snapshot = makeSnapshot(benchKnown(Number(accounts), Number(members), 20, Date.now()), policy)
  // The follower would read once a second; the age is all that changes.
  setInterval(() => {
    snapshot = { ...snapshot, readAt: Date.now() }
  }, 1000).unref()
  const decider = makeDecider(
    { current: () => snapshot, policy: () => policy, recogniser: makeRecogniser() },
    Date.now,
  )
  const access = makeAccess({ clock: Date.now, perSecond: 1e9 })
  const metrics = makeMetrics({ heldBytes: () => 0, decisions: decider.tally })
  const parts: AppParts = {
    // No route that is asked here reads the store.
    store: {} as ServerParts['store'],
    version: 'bench',
    clock: Date.now,
    glossary: {} as ServerParts['glossary'],
    page: new Map(),
    decider,
    access,
    log: line => console.error(line),
    onAnswer: answer => metrics.answered(answer),
  }
  return listen(createApp(parts), 0, { hot: hotDoor(parts, access) })
}

/** What a user would otherwise write: the same body in, one check, a small answer. */
function other(check: (account: string, model: string) => boolean | Promise<boolean>): Promise<Listening> {
  const app = new Hono()
  app.post('/v1/decide', async context => {
    const { account, model } = await context.req.json<{ account: string; model: string }>()
    const passes = await check(account, model)
    return context.json({ decision: passes ? 'allow' : 'block', reasons: [], ttl_ms: 5000 })
  })
  // As its own adapter serves it by default, which is the fastest it can.
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: async () => void server.close(),
      }),
    )
  })
}

function limiter(): Promise<Listening> {
  const points = new RateLimiterMemory({ points: 1e9, duration: 60 })
  return other(async account => (await points.consume(account)).remainingPoints > 0)
}

function cedarPerRequest(): Promise<Listening> {
  cedar.preparsePolicySet('bench', { staticPolicies: rules })
  return other((account, model) => {
    const answer = cedar.statefulIsAuthorized(cedarQuestion(account, model))
    return answer.type === 'success' && answer.response.decision === 'allow'
  })
}

const servers: Record<string, () => Promise<Listening>> = {
  floor: () => other(() => true),
  stillwatch,
  limiter,
  cedar: cedarPerRequest,
}
const listening = await (servers[kind] ?? stillwatch)()
process.send?.(listening.url)
// CPU seconds spent so far: on a machine that does other things too, the only fair clock.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1e6)
})
process.on('disconnect', () => process.exit(0))
