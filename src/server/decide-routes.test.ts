/** Decisions, settlements, leases and the snapshot over HTTP: by the short way and by the app, which must agree. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compilePolicy } from '../decide/compile-policy.ts'
import { makeDecider } from '../decide/decider.ts'
import { type Known, knowNothing } from '../decide/known.ts'
import type { LeaseGrant } from '../decide/lease.ts'
import { makeRecogniser } from '../decide/recogniser.ts'
import { makeSnapshot } from '../decide/snapshot.ts'
import { decodeKnown } from '../follow/copy.ts'
import type { Follower } from '../follow/follow.ts'
import type { Decision } from '../model/decision.ts'
import { type AppParts, createApp } from './app.ts'
import { makeAccess } from './auth/access.ts'
import { mint } from './auth/token.ts'
import type { FollowedTokens } from './auth/token-file.ts'
import { hotDoor } from './hot.ts'
import { type Listening, listen } from './listen.ts'
import type { Role } from './principal.ts'
import type { ServerParts } from './route.ts'

let now = Date.UTC(2026, 0, 1)
const clock = (): number => now
const limits = { tokens_per_minute: 10_000, concurrent: 4 }
const known: Known = {
  ...knowNothing(now),
  version: 'v1',
  campaigns: [{ id: 'c-1', confidence: 0.99, members: 2, state: 'confirmed' }],
  members: [{ campaign: 'c-1', accounts: new Map([['limited', 0.99]]) }],
  containments: [
    {
      id: 'k-1',
      campaign: 'c-1',
      measure: 'limit',
      mode: 'enforce',
      until: now + 3_600_000,
      limits,
      withhold: [],
      accounts: new Map([['limited', 0.99]]),
      room: 0,
    },
  ],
}
const policy = compilePolicy()
const snapshot = makeSnapshot(known, policy)
const follower = { known: () => known, policy: () => policy, current: () => snapshot } as Follower
const minted = (role: Role) => mint({ name: role, roles: [role] }, now)
const [gateway, reader] = [minted('decide'), minted('read')]
const tokens: FollowedTokens = { current: () => [gateway.token, reader.token] }

function parts(): AppParts {
  return {
    // No route that is asked here reads the store.
    store: {} as ServerParts['store'],
    version: '0',
    glossary: {},
    clock,
    page: new Map(),
    log: () => undefined,
    access: makeAccess({ clock, tokens, perSecond: 10_000 }),
    follower,
    decider: makeDecider({ ...follower, recogniser: makeRecogniser() }, clock),
  }
}

const servers: Listening[] = []
beforeAll(async () => {
  for (const isHot of [true, false]) {
    const own = parts()
    const { access } = own
    const hot = isHot && access !== undefined ? { hot: hotDoor(own, access) } : {}
    servers.push(await listen(createApp(own), 0, hot))
  }
})
afterAll(async () => {
  for (const server of servers) await server.close()
})
// Another minute: no test spends what the next one counts on.
beforeEach(() => {
  now += 120_000
})

interface Heard {
  status: number
  body: Partial<Decision & LeaseGrant & { settled: boolean; code: string }>
  headers: Headers
}
async function ask(
  server: Listening | undefined,
  path: string,
  body: unknown,
  more: Record<string, string> = {},
): Promise<Heard> {
  const answer = await fetch(`${server?.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${gateway.secret}`, ...more },
  })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}
/** By both ways; what they say must be one. */
async function both(path: string, body: unknown, more?: Record<string, string>): Promise<Heard> {
  const [short, usual] = await Promise.all(servers.map(server => ask(server, path, body, more)))
  if (short === undefined || usual === undefined) throw new RangeError('two servers')
  expect([short.status, short.body]).toEqual([usual.status, usual.body])
  for (const name of ['content-type', 'cache-control', 'x-content-type-options', 'retry-after'])
    expect([name, short.headers.get(name)]).toEqual([name, usual.headers.get(name)])
  return short
}

describe('a decision', () => {
  test('about somebody unknown is to allow, with its life and the age of what is known', async () => {
    const { status, body } = await both('/v1/decide', { account: 'stranger', model: 'm', more: 1 })
    expect([status, body.decision, body.reasons]).toEqual([200, 'allow', []])
    expect(body.ttl_ms).toBe(5_000)
    expect(body.snapshot?.age_ms).toBeGreaterThan(0)
  })

  test('about a limited member reserves tokens; what is beyond the budget is told when to come back', async () => {
    const asked = { account: 'limited', model: 'm', params: { max_tokens: 4_000 } }
    const { body } = await both('/v1/decide', asked)
    expect(body).toMatchObject({ decision: 'limit', campaign: 'c-1', budget: 'campaign:c-1', limits })
    await both('/v1/decide', asked)
    const spent = await both('/v1/decide', asked)
    expect(spent.body.retry_after_ms).toBeGreaterThan(0)
    expect(spent.body.reasons?.[0]?.code).toBe('budget/tokens')
    const settled = await both('/v1/settle', { reservation: body.reservation, usage: { output_tokens: 10 } })
    expect(settled.body).toEqual({ settled: true })
    expect((await both('/v1/settle', { reservation: body.reservation })).body).toEqual({ settled: false })
    expect((await both('/v1/decide', asked)).body.reservation).toBeDefined()
  })

  test('in words beyond Latin arrives as it was meant', async () => {
    const { body } = await both('/v1/decide?way=gateway&way=nonsense', {
      account: 'Ünïcødé 帳號 🦊',
      model: 'm',
    })
    expect(body.decision).toBe('allow')
  })

  test.each<[string, unknown, number, string]>([
    ['/v1/decide', 'no json', 400, 'http/not-json'],
    ['/v1/decide', '[]', 400, 'http/invalid'],
    ['/v1/decide', { model: 'm' }, 400, 'http/invalid'],
    ['/v1/decide', { account: 'a', model: 'm', client: { ip: 7 } }, 400, 'http/invalid'],
    ['/v1/decide', '{"account":"a","model":"m","client":{"rtt_ms":1e999}}', 400, 'http/invalid'],
    ['/v1/decide?way=elsewhere', { account: 'a', model: 'm' }, 400, 'http/invalid'],
    ['/v1/settle', {}, 400, 'http/invalid'],
    ['/v1/settle', { reservation: 'r', usage: { input_tokens: -1 } }, 400, 'http/invalid'],
    ['/v1/budgets/lease', { gateway: '', budget: 'b', tokens: 1 }, 400, 'http/invalid'],
    ['/v1/budgets/lease', { gateway: 'g', budget: 'campaign:nobody', tokens: 1 }, 404, 'budget/unknown'],
  ])('%s with %j is answered %i %s', async (path, body, status, code) => {
    const heard = await both(path, body)
    expect([heard.status, heard.body.code]).toEqual([status, code])
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['no token', { authorization: '' }, 401, 'auth/needed'],
    ['a wrong token', { authorization: 'Bearer swt_wrong' }, 401, 'auth/wrong-token'],
    ['a token of another role', { authorization: `Bearer ${reader.secret}` }, 403, 'auth/role'],
    ['another site', { origin: 'https://elsewhere.example' }, 403, 'http/foreign-origin'],
  ])('asked for with %s is refused', async (_, headers, status, code) => {
    const heard = await both('/v1/decide', { account: 'a', model: 'm' }, headers)
    expect([heard.status, heard.body.code]).toEqual([status, code])
  })
})

test('64 calls at once over two gateways that lease get no more than the budget holds', async () => {
  const [server] = servers
  const lease = async (gateway: string, returns?: object) =>
    (
      await ask(server, '/v1/budgets/lease', {
        gateway,
        budget: 'campaign:c-1',
        tokens: 500,
        ...(returns && { returns }),
      })
    ).body
  const grants = await Promise.all(Array.from({ length: 64 }, (_, i) => lease(`g-${i % 2}-${i}`)))
  const granted = grants.reduce((sum, grant) => sum + (grant.tokens ?? 0), 0)
  expect(granted).toBeGreaterThan(0)
  expect(granted).toBeLessThanOrEqual(limits.tokens_per_minute)
  expect(grants.reduce((sum, grant) => sum + (grant.calls ?? 0), 0)).toBeLessThanOrEqual(limits.concurrent)
})

describe('the snapshot', () => {
  const fetched = (headers: Record<string, string>) => fetch(`${servers[0]?.url}/v1/snapshot`, { headers })

  test('arrives whole and can be read back', async () => {
    const answer = await fetched({ authorization: `Bearer ${gateway.secret}` })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
    const lines = (await answer.text()).trim().split('\n')
    expect(await decodeKnown(lines)).toEqual(known)
    expect(await decodeKnown(lines.slice(0, -1))).toBeUndefined()
  })

  test('is not sent again while it is unchanged, and is for gateways alone', async () => {
    const authorization = `Bearer ${gateway.secret}`
    const etag = (await fetched({ authorization })).headers.get('etag') ?? ''
    const again = await fetched({ authorization, 'if-none-match': etag })
    expect([again.status, again.headers.get('x-stillwatch-read-at')]).toEqual([304, String(known.readAt)])
    expect((await fetched({ authorization: `Bearer ${reader.secret}` })).status).toBe(403)
    expect((await fetched({})).status).toBe(401)
  })
})
