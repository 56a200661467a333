/** One of the servers of the decide bench, in a process of its own: `server.ts floor|stillwatch|limiter|cedar`. */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { makeDecider } from '../../src/decide/decider.ts'
import { makeRecogniser } from '../../src/decide/recogniser.ts'
import { makeSnapshot } from '../../src/decide/snapshot.ts'
import { createApp } from '../../src/server/app.ts'
import { listen } from '../../src/server/listen.ts'
import type { ServerParts } from '../../src/server/route.ts'
import { benchKnown, benchPolicy, rules } from './world.ts'

const [kind = 'floor', accounts = '1000000', members = '100000'] = process.argv.slice(2)

function stillwatch(): Hono {
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
  return createApp({
    // No route that is asked here reads the store.
    store: {} as ServerParts['store'],
    version: 'bench',
    clock: Date.now,
    glossary: {} as ServerParts['glossary'],
    page: new Map(),
    decider,
    log: line => console.error(line),
  })
}

/** What a user would otherwise write: the same body in, one check, a small answer. */
function other(check: (account: string, model: string) => boolean | Promise<boolean>): Hono {
  const app = new Hono()
  app.post('/v1/decide', async context => {
    const { account, model } = await context.req.json<{ account: string; model: string }>()
    const passes = await check(account, model)
    return context.json({ decision: passes ? 'allow' : 'block', reasons: [], ttl_ms: 5000 })
  })
  return app
}

function limiter(): Hono {
  const points = new RateLimiterMemory({ points: 1e9, duration: 60 })
  return other(async account => (await points.consume(account)).remainingPoints > 0)
}

function cedarPerRequest(): Hono {
  cedar.preparsePolicySet('bench', { staticPolicies: rules })
  const facts = {
    kyc: 'none',
    plan: 'paid',
    country: '',
    owner_country: '',
    payment: '',
    programme: '',
    organization: '',
    status: '',
    age_days: 1,
  }
  return other((account, model) => {
    const principal = { uid: { type: 'Account', id: account }, attrs: facts, parents: [] }
    const resource = {
      uid: { type: 'Model', id: model },
      attrs: { name: model, known: true, newest: false },
      parents: [],
    }
    const answer = cedar.statefulIsAuthorized({
      principal: principal.uid,
      action: { type: 'Action', id: 'use' },
      resource: resource.uid,
      context: {},
      preparsedPolicySetId: 'bench',
      entities: [principal, resource],
    })
    return answer.type === 'success' && answer.response.decision === 'allow'
  })
}

const apps: Record<string, () => Hono> = {
  floor: () => other(() => true),
  stillwatch,
  limiter,
  cedar: cedarPerRequest,
}
const listening = await listen((apps[kind] ?? (apps.floor as () => Hono))(), 0)
process.send?.(listening.url)
// CPU seconds spent so far: on a machine that does other things too, the only fair clock.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1e6)
})
process.on('disconnect', () => process.exit(0))
