import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { approve, propose } from '../contain/containment.ts'
import { compilePolicy } from '../decide/compile-policy.ts'
import { decide } from '../decide/decide.ts'
import { finding as findingOf } from '../findings/read.ts'
import { recountQueries } from '../findings/recount-queries.ts'
import { saveRun } from '../findings/save.ts'
import { ingestLines } from '../ingest/ingest-lines.ts'
import type { Finding, Member, Run } from '../model/finding.ts'
import { tell } from '../report/story.ts'
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

test('the pool that came back, found as a campaign of its own, is the next pool of the one that was shut out', async () => {
  const recognised = follower.known()?.successors.map(one => one.account) ?? []
  const next = [...recognised, 'next-late-1', 'next-late-2']
  const others = Array.from({ length: 12 }, (_, i) => `stranger-${i}`)
  const found: [string, string[]][] = [
    ['c-1', Array.from({ length: 30 }, (_, i) => `member-${i}`)],
    ['c-2', next],
    ['c-3', others],
  ]
  const findings = found.map(([id, own]) => ({ ...finding, id, name: id, accounts: own.length }))
  const again = { ...run, run: 'run-2', as_of: iso(closed + 24 * hourMs) }
  await saveRun(temporary.store, again, findings, new Map(found.map(([id, own]) => [id, own.map(member)])))
  time += 61_000
  await follower.refresh()
  expect((await findingOf(temporary.store, 'c-2'))?.predecessor).toBe('c-1')
  expect((await findingOf(temporary.store, 'c-3'))?.predecessor).toBeUndefined()
  const told = tell((await findingOf(temporary.store, 'c-2')) ?? finding, run, {})
  expect(JSON.stringify(told)).toContain('takes up where c-1 was stopped')
  const [verdict] = await temporary.store.rows(recountQueries.verdict, { run: 'run-2', id: 'c-2' })
  expect(verdict?.predecessor).toBe('c-1')

  const late = follower.known()?.successors.find(one => one.account === 'next-late-1')
  expect(late).toMatchObject({ campaign: 'c-1', reasons: [expect.stringContaining('c-2')] })
  expect(follower.known()?.successors.some(one => one.account.startsWith('stranger'))).toBe(false)
  const count = follower.known()?.successors.length
  time += 61_000
  await follower.refresh()
  expect(follower.known()?.successors).toHaveLength(count ?? 0)
  expect(await temporary.store.rows(successionQuery, {})).toEqual([{ id: 'c-2', earlier: 'c-1', rows: 1 }])
})

test('what people approved for the first pool holds the next one, at most at a question for identity', async () => {
  const by = (id: string) => ({ actor: { id, kind: 'person' as const }, at: time })
  const asked = { measure: 'suspend' as const, mode: 'enforce' as const, follow: true }
  const { containment } = await propose(temporary.store, 'c-1', asked, 'one hand, one purpose', by('ada'))
  for (const id of ['bob', 'carol']) {
    const { containment: now } = await approve(temporary.store, containment.id, 'seen', by(id))
    if (now.status === 'in-force') break
  }
  await follower.refresh()
  await follower.refresh()
  const [held] = follower.known()?.containments ?? []
  const joined = [...(held?.accounts.keys() ?? [])].filter(name => name.startsWith('next'))
  expect(joined.length).toBeGreaterThan(0)
  expect(joined).toHaveLength(containment.most - containment.estimate.accounts)
  const ask = (account: string) => decide(follower.current(), { account, model: 'm' }, policy, time)
  expect(ask('member-3')).toMatchObject({ decision: 'block', campaign: 'c-1' })
  for (const name of joined) expect(ask(name)).toMatchObject({ decision: 'verify', campaign: 'c-1' })
  expect(ask('stranger-3')).toMatchObject({ decision: 'watch', campaign: 'c-3' })
})

const successionQuery = {
  name: 'test/succession',
  sql: `SELECT id, earlier, toFloat64(count()) AS rows FROM lineage WHERE relation = 'successor' GROUP BY id, earlier`,
  params: z.object({}),
  row: z.object({ id: z.string(), earlier: z.string(), rows: z.number() }),
}

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
