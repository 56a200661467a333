/** The policy over HTTP: shown, and tried out without any effect. */
import { expect, test } from 'vitest'
import { compilePolicy } from '../decide/compile-policy.ts'
import { type Known, knowNothing } from '../decide/known.ts'
import { shippedRules } from '../decide/rules.ts'
import { makeSnapshot } from '../decide/snapshot.ts'
import type { Follower } from '../follow/follow.ts'
import { createApp } from './app.ts'
import type { ServerParts } from './route.ts'

const now = Date.UTC(2026, 0, 1)
const members = new Map([
  ['sure', 0.99],
  ['likely', 0.6],
])
const known: Known = {
  ...knowNothing(now),
  campaigns: [{ id: 'c', confidence: 0.99, members: 2, state: 'confirmed' }],
  members: [{ campaign: 'c', accounts: members }],
}
const policy = compilePolicy()
const current = makeSnapshot(known, policy)
const follower = { known: () => known, policy: () => policy, current: () => current } as Follower
const app = createApp({
  // No route that is asked here reads the store.
  store: {} as ServerParts['store'],
  version: '0',
  glossary: {},
  clock: () => now,
  page: new Map(),
  log: line => {
    throw new Error(line)
  },
  follower,
})
async function ask(path: string, body?: object) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await app.request(path, { headers: { host: 'localhost' }, ...init })
  return { status: answer.status, body: await answer.json() }
}
const strict = `${shippedRules}
permit (principal is Account, action == Action::"limit", resource is Campaign)
when { context.probability.greaterThan(decimal("0.9")) };`

test('the policy in force is shown, to readers and to gateways', async () => {
  expect((await ask('/v1/policy')).body).toMatchObject({ version: policy.version, in_force: true })
  const sent = (await ask('/v1/snapshot/policy')).body
  // What a gateway makes of it is the same policy to the letter.
  expect(compilePolicy({ rules: sent.rules, settings: sent.settings }).version).toBe(policy.version)
})

test('rules that are tried say whom they would hold beside those in force, and change nothing', async () => {
  const { status, body } = await ask('/v1/policy/try', { rules: strict, settings: { ttl_ms: 1 } })
  expect([status, body.problems]).toEqual([200, []])
  const held = Object.fromEntries(body.holds.map((one: { measure: string }) => [one.measure, one]))
  expect(held.watch).toMatchObject({ now: 2, tried: 1 })
  expect(held.limit).toMatchObject({ now: 0, tried: 1 })
  expect((await ask('/v1/policy')).body.version).toBe(policy.version)
})

test.each([
  ['rules that do not parse', { rules: 'permit (' }],
  ['no rule', { rules: '' }],
  ['half a character', { rules: '\ud800' }],
  ['brackets without end', { rules: `permit (principal, action, resource) when { ${'('.repeat(5_000)}` }],
  ['settings of the wrong kind', { rules: strict, settings: { ttl_ms: 'soon' } }],
  ['settings nobody knows', { rules: strict, settings: { nonsense: true } }],
])('%s are an answer with problems, not a failure', async (_, source) => {
  const { status, body } = await ask('/v1/policy/try', source)
  expect([status, body.holds]).toEqual([200, []])
  expect(body.problems.length).toBeGreaterThan(0)
  // And the next one is judged as ever.
  expect((await ask('/v1/policy/try', { rules: strict })).body.problems).toEqual([])
})

test('what is no policy at all is refused', async () => {
  expect(await ask('/v1/policy/try', { settings: {} })).toMatchObject({
    status: 400,
    body: { code: 'http/invalid' },
  })
})
