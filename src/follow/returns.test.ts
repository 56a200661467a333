import { expect, test } from 'vitest'
import { falseLinks } from '../decide/successor.ts'
import { makeRng, type Rng } from '../rng.ts'
import { accountFacts, type Conduct, exchangeFacts, factOf } from './conduct.ts'
import { learnLikeness } from './likeness.ts'
import { fitLogistic } from './logistic.ts'
import { barOf, honestStatistics, makeReturns, type ReturnModel, returnMs } from './returns.ts'

const breath = async (): Promise<void> => undefined
const hourMs = 3_600_000
const closed = Date.UTC(2026, 4, 5)
const kind = (name: string): number => [...exchangeFacts, ...accountFacts].findIndex(([own]) => own === name)
const below = (rng: Rng, n: number): number => Math.floor(rng() * n)

/** Honest people have habits of their own; a campaign has some in common, none of which is its own alone. */
function conduct(rng: Rng, account: string, first: number, hostile: boolean, count = 10): Conduct {
  const habit = (own: number, others: number): number => (hostile && rng() < 0.8 ? own : below(rng, others))
  const limit = habit(3, 12)
  const client = below(rng, 9)
  const exchanges = Array.from({ length: count }, () =>
    Float64Array.from([
      factOf(kind('opening'), hostile ? 1 + below(rng, 30) : 100 + below(rng, 100_000)),
      factOf(kind('output limit'), limit),
      factOf(kind('temperature'), habit(2, 10)),
      factOf(kind('style'), habit(5, 8)),
      factOf(kind('output length'), habit(18, 24)),
      factOf(kind('user agent'), client),
    ]),
  )
  const times = exchanges.map((_, i) => first + i * 600_000)
  return { account, times, exchanges, opened: [factOf(kind('means of payment'), below(rng, 4))] }
}
const people = (rng: Rng, name: string, count: number, first: number): Conduct[] =>
  Array.from({ length: count }, (_, i) => conduct(rng, `${name}-${i}`, first + i * 1_000, false))
const pool = (rng: Rng, name: string, count: number, first: number): Conduct[] =>
  Array.from({ length: count }, (_, i) => conduct(rng, `${name}-${i}`, first + i * 60_000, true))

async function modelOf(seed: number, honestCount: number): Promise<ReturnModel> {
  const rng = makeRng(seed)
  const honest = people(rng, 'honest', honestCount, closed - 48 * hourMs)
  const members = pool(rng, 'member', 40, closed - 40 * hourMs)
  const likeness = await learnLikeness(members, honest, breath)
  const campaigns = [{ campaign: 'c-1', from: closed, to: closed, likeness }]
  return { campaigns, honest: await honestStatistics(campaigns, honest, breath), accounts: honestCount }
}
const model = await modelOf(3, 6_000)

test('a pool that comes back is recognised, strangers who come with it are not', () => {
  const rng = makeRng(4)
  const returns = makeReturns(model)
  for (const one of people(rng, 'stranger', 500, closed + hourMs)) returns.see(one)
  for (const one of pool(rng, 'next', 30, closed + 2 * hourMs)) returns.see(one)
  const found = returns.due()
  expect(found.filter(link => link.account.startsWith('next')).length).toBeGreaterThanOrEqual(27)
  expect(found.filter(link => link.account.startsWith('stranger'))).toEqual([])
  expect(found[0]).toMatchObject({ campaign: 'c-1', exchanges: 10 })
  expect(found[0]?.reasons.join()).toMatch(/hours after members were shut out, one of \d+ .*wording/)
  expect(returns.due()).toEqual([])
})

test('one who resembles the campaign and comes alone is left alone', () => {
  const rng = makeRng(5)
  const returns = makeReturns(model)
  for (const one of people(rng, 'stranger', 500, closed + hourMs)) returns.see(one)
  for (const one of pool(rng, 'curious', 1, closed + 2 * hourMs)) returns.see(one)
  expect(returns.due()).toEqual([])
})

test.each([
  ['before the ban', closed - hourMs],
  ['long after it', closed + returnMs + hourMs],
])('who begins %s is not looked at', (_, first) => {
  const returns = makeReturns(model)
  for (const one of pool(makeRng(6), 'other', 30, first)) returns.see(one)
  expect(returns.due()).toEqual([])
})

test('honest newcomers pass the bar no more often than it says', async () => {
  const rng = makeRng(7)
  const { p, score } = barOf(model, 0)
  const strangers = people(rng, 'stranger', 8_000, closed + hourMs)
  const passing = strangers.filter(one =>
    model.campaigns.some(({ likeness }) => likeness.path(one).some(seen => seen.score > score)),
  ).length
  // Expected 8,000·p; on top of it what chance adds, to the count and to the bar's own rank.
  expect(passing).toBeLessThanOrEqual(16_000 * p + 4 * Math.sqrt(8_000 * p))
})

test('the bar keeps the promise: its chance times the share that comes late is at most what is promised', () => {
  for (const arrivals of [0, 100, 1_000, 100_000]) {
    const late = Math.max(0.5, arrivals / (model.accounts + arrivals))
    expect(barOf(model, arrivals).p * late).toBeLessThanOrEqual(falseLinks)
  }
})

test('too few honest accounts to promise anything link nobody', async () => {
  const small = await modelOf(8, 300)
  expect(barOf(small, 0).score).toBe(Number.POSITIVE_INFINITY)
  const returns = makeReturns(small)
  for (const one of pool(makeRng(9), 'next', 30, closed + hourMs)) returns.see(one)
  expect(returns.due()).toEqual([])
})

test('whoever is like the campaign in one thing alone, however much, is not like it', () => {
  const rng = makeRng(11)
  const [awaited] = model.campaigns
  const best = (one: Conduct): number =>
    Math.max(...(awaited?.likeness.path(one) ?? []).map(({ score }) => score))
  const bar = barOf(model, 600).score
  const echoes = Array.from({ length: 200 }, (_, i) => {
    const stranger = conduct(rng, `echo-${i}`, closed, false)
    const theirs = conduct(rng, `source-${i}`, closed, true)
    // Every word the campaign's, everything else his own.
    const words = factOf(kind('opening'), 0)
    const exchanges = stranger.exchanges.map((facts, n) =>
      facts.map(fact =>
        fact >= words && fact < words + 2 ** 32 ? (theirs.exchanges[n]?.[0] ?? fact) : fact,
      ),
    )
    return best({ ...stranger, exchanges })
  })
  // With facets unbounded, all 200 of them passed.
  expect(echoes.filter(score => score > bar).length).toBeLessThanOrEqual(4)
})

test('a regression finds which feature tells, and a constant one breaks nothing', async () => {
  const rng = makeRng(10)
  const samples = Array.from({ length: 400 }, (_, i) => {
    const positive = i % 4 === 0
    return { positive, features: Float64Array.from([rng() + (positive ? 1 : 0), rng(), 1]) }
  })
  const { base, weights } = await fitLogistic(samples, breath)
  const at = (...features: number[]): number =>
    features.reduce((sum, feature, j) => sum + feature * (weights[j] ?? 0), base)
  expect(at(1.8, 0.5, 1)).toBeGreaterThan(2)
  expect(at(0.2, 0.5, 1)).toBeLessThan(-2)
  expect(Math.abs(at(1, 0.9, 1) - at(1, 0.1, 1))).toBeLessThan(1)
})
