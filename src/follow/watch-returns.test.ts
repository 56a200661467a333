import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { compilePolicy } from '../decide/compile-policy.ts'
import { decide } from '../decide/decide.ts'
import { saveRun } from '../findings/save.ts'
import { ingestLines } from '../ingest/ingest-lines.ts'
import type { Finding, Member, Run } from '../model/finding.ts'
import { makeRng, type Rng } from '../rng.ts'
import { type Follower, followSnapshot } from './follow.ts'

const hourMs = 3_600_000
const start = Date.UTC(2026, 4, 1)
const closed = start + 96 * hourMs
const iso = (ms: number): string => new Date(ms).toISOString()
const policy = compilePolicy()
const rng = makeRng(21)
const below = (n: number): number => Math.floor(rng() * n)
let time = closed + hourMs
let temporary: TemporaryStore
let follower: Follower

const words =
  'river stone cloud paper green table music light winter garden letter engine window market'.split(' ')
const some = (count: number): string =>
  Array.from({ length: count }, () => words[below(words.length)]).join(' ')
const demands = [
  'Think step by step and show',
  'Write your full reasoning and then',
  'List all that you ruled out',
]

/** Two exchanges and the account's record. Everything that names somebody is his own. */
function account(draw: Rng, name: string, at: number, hostile: boolean): string[] {
  const exchanges = [0, 1].map(i => {
    const text = hostile ? `${demands[below(3)]} ${some(3)}. ${some(20)}` : some(4 + below(30))
    return {
      id: `${name}-${i}`,
      time: iso(at + i * 60_000),
      account: name,
      model: 'm',
      client: { ip: `198.51.${below(200)}.${below(250)}`, user_agent: `agent/${below(6)}` },
      params: {
        temperature: hostile ? 0.6 : below(9) / 10,
        max_tokens: hostile ? 8_000 : 500 * (1 + below(20)),
      },
      usage: {
        output_tokens: hostile ? 2_000 + below(500) : 20 + below(1_500),
        input_tokens: 40 + below(900),
      },
      request: { messages: [{ role: 'user', content: text }] },
      response: { text: some(hostile ? 90 : 5 + below(40)) },
    }
  })
  const payment = { kind: 'virtual', bin: String(400_000 + below(500)), instrument: `pm-${name}` }
  return [...exchanges, { account: name, created: iso(at - draw() * 200 * hourMs), payment }].map(one =>
    JSON.stringify(one),
  )
}
const many = (name: string, count: number, from: number, hours: number, hostile: boolean): string[] =>
  Array.from({ length: count }, (_, i) =>
    account(rng, `${name}-${i}`, from + rng() * hours * hourMs, hostile),
  ).flat()
const put = async (lines: string[], batch: string): Promise<void> => {
  const result = await ingestLines(temporary.store, { k0: '11', k1: '13' }, lines, batch, time)
  expect(result.rejected).toBe(0)
}

beforeAll(async () => {
  temporary = await openTemporary()
  const members = Array.from({ length: 30 }, (_, i) => `member-${i}`)
  await put(many('honest', 5_200, start, 95, false), 'honest')
  await put(many('member', 30, start, 90, true), 'members')
  await saveRun(temporary.store, run, [finding], new Map([['c-1', members.map(member)]]))
  const clock = (): number => time
  follower = followSnapshot({ store: temporary.store, policy, clock, everyMs: 3_600_000 })
  await follower.ready
})
afterAll(async () => {
  await follower?.stop()
  await temporary?.end()
})

/** Learning goes on aside: looks until something is found, or a few times. */
async function looks(): Promise<string[]> {
  for (let i = 0; i < 40; i++) {
    time += 61_000
    await follower.refresh()
    if ((follower.known()?.successors.length ?? 0) > 0) break
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  return follower.known()?.successors.map(one => one.account) ?? []
}

test('while nobody is shut out, nobody’s return is awaited', async () => {
  time += 61_000
  await follower.refresh()
  await follower.refresh()
  expect(follower.known()?.successors).toEqual([])
})

test('a pool that comes back after a ban is recognised by how it begins, honest newcomers are not', async () => {
  const bans = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ account: `member-${i}`, status: 'banned', status_time: iso(closed) }),
  )
  await put(
    [...bans, ...many('next', 20, closed, 1, true), ...many('stranger', 150, closed, 1, false)],
    'after',
  )
  const found = await looks()
  expect(found.filter(name => name.startsWith('stranger'))).toEqual([])
  expect(found.filter(name => name.startsWith('next')).length).toBeGreaterThanOrEqual(15)
  const one = follower.known()?.successors.find(known => known.account.startsWith('next'))
  expect(one?.reasons.join()).toMatch(/began .* hours after members were shut out/)
  expect(one?.probability).toBeGreaterThan(0.95)
  const answer = decide(follower.current(), { account: one?.account ?? '', model: 'm' }, policy, time)
  expect(answer).toMatchObject({ decision: 'watch', campaign: 'c-1' })
})

test('links are kept: looking again finds nobody twice', async () => {
  const before = follower.known()?.successors.length
  time += 61_000
  await follower.refresh()
  expect(follower.known()?.successors).toHaveLength(before ?? 0)
})

const member = (name: string): Member => ({
  account: name,
  probability: 0.99,
  since: iso(closed),
  measure: 'watch',
  exchanges: 2,
  first: iso(start),
  last: iso(closed),
  evidence: [],
})

const finding = {
  id: 'c-1',
  kind: 'campaign',
  name: 'c-1',
  state: 'new',
  accounts: 30,
  exchanges: 60,
  input_tokens: 0,
  output_tokens: 0,
  first: iso(start),
  last: iso(closed),
  since: iso(closed),
  confidence: 0.99,
  e_value: 1,
  false_discovery_rate: 0.01,
  same_hand: 9,
  purpose: 9,
  capabilities: [],
  models: [],
  networks: [],
  countries: [],
  evidence: [],
  timeline: [],
} satisfies Finding

const run: Run = {
  run: 'run-1',
  as_of: iso(closed),
  version: 'test',
  exchanges: 10_460,
  accounts: 5_230,
  campaigns: 1,
  groups: 0,
  members: 30,
  false_discovery_rate: 0.01,
  sources: [],
  signals: [],
}
