import { describe, expect, test } from 'vitest'
import { type Made, populationOf, range } from '../../test/fixtures/population.ts'
import type { CandidateFacts } from './candidates.ts'
import { measureConduct, testPurpose } from './purpose.ts'
import type { HandTest } from './same-hand.ts'

const size = 1000
const members = range(0, 30)
const isMember = (i: number): boolean => i < members.length
/** Volumes of honest people spread over orders of magnitude; the golden ratio visits all of them evenly. */
const uneven = (i: number): number => Math.round(5 * 200 ** ((i * 0.618) % 1))

const nothing: CandidateFacts = { capabilities: [], timeline: [], models: [] }
const hand = (bySignal: Record<string, number> = {}, covered = 1): HandTest => ({
  nats: 20,
  evidence: [],
  origins: [],
  byOrigin: new Map(),
  bySignal: new Map(Object.entries(bySignal)),
  covered: new Map(Object.keys(bySignal).map(signal => [signal, covered])),
  commonest: new Map(),
})

function ask(made: Partial<Made> = {}, facts: CandidateFacts = nothing, test: HandTest = hand()) {
  const population = populationOf({ size, traffic: i => ({ exchanges: uneven(i) }), ...made })
  const suspects = new Set(members)
  const given = Float64Array.from(population.traffic, ({ exchanges }) => exchanges)
  const conduct = measureConduct([], given, suspects, population)
  const answer = testPurpose(members, [], conduct, suspects, test, population, facts)
  const weight = (signal: string): number | undefined =>
    answer.evidence.find(item => item.signal === signal)?.weight
  return { ...answer, weight }
}

const plain = ask()

describe('what a group says openly speaks for it', () => {
  test.each([
    ['open-organisation', { facts: (i: number) => (isMember(i) ? { organization: 'School' } : {}) }],
    ['open-verified', { facts: (i: number) => (isMember(i) ? { kyc: 'verified' } : {}) }],
    ['open-invoice', { facts: (i: number) => (isMember(i) ? { payment_kind: 'invoice' } : {}) }],
    [
      'open-campus',
      {
        traffic: (i: number) => ({
          exchanges: uneven(i),
          network_kind: isMember(i) ? 'education' : 'residential',
        }),
      },
    ],
  ])('%s lowers the suspicion', (signal, made) => {
    const answer = ask(made)
    expect(answer.weight(signal)).toBeLessThan(0)
    expect(answer.nats).toBeLessThan(plain.nats)
    expect(plain.weight(signal)).toBeUndefined()
  })

  test('two vendors that grade alike and were found as one are as open as each of them', () => {
    const answer = ask({
      facts: i => (isMember(i) && i % 3 > 0 ? { organization: i % 3 === 1 ? 'Vendor A' : 'Vendor B' } : {}),
    })
    expect(answer.weight('open-organisation')).toBeLessThan(-3)
  })

  test('a name that nothing bears out says nothing: who draws for a rival types one too', () => {
    const bought = {
      organization: 'Acme',
      payment_kind: 'virtual',
      email_domain: 'mail.example',
      public_mail: 1,
    }
    expect(ask({ facts: i => (isMember(i) ? bought : {}) }).weight('open-organisation')).toBeUndefined()
    const contract = { ...bought, payment_kind: 'invoice' }
    expect(ask({ facts: i => (isMember(i) ? contract : {}) }).weight('open-organisation')).toBeLessThan(-3)
    const mail = { ...bought, email_domain: 'acme.example', public_mail: 0 }
    expect(ask({ facts: i => (isMember(i) ? mail : {}) }).weight('open-organisation')).toBeLessThan(-3)
    const card = { ...bought, payment_kind: 'credit', payment_instrument: 'card' }
    expect(ask({ facts: i => (isMember(i) ? card : {}) }).weight('open-organisation')).toBeLessThan(-3)
    const virtual = { ...bought, payment_instrument: 'card' }
    expect(ask({ facts: i => (isMember(i) ? virtual : {}) }).weight('open-organisation')).toBeUndefined()
  })

  test('a school’s mail is as open as its network', () => {
    const school = { email_domain: 'cs.uni.edu', payment_kind: 'credit' }
    expect(ask({ facts: i => (isMember(i) ? school : {}) }).weight('open-campus')).toBeLessThan(0)
    const shop = { email_domain: 'edu.shop', payment_kind: 'credit' }
    expect(ask({ facts: i => (isMember(i) ? shop : {}) }).weight('open-campus')).toBeUndefined()
  })

  test('a few members of an organisation do not cover the rest', () => {
    const answer = ask({ facts: i => (i < 6 ? { organization: 'School' } : {}) })
    expect(answer.weight('open-organisation')).toBeUndefined()
  })
})

describe('the questions that members ask', () => {
  const overlap = (items: number, shared: number, again: number) => ({
    ...nothing,
    overlap: { items, members: 30, shared, again },
  })

  test('speak for them when they are the same ones, as in a class or on a benchmark', () => {
    const sameOnes = ask({}, overlap(200, 0.75, 0.1))
    expect(sameOnes.weight('same-questions')).toBeLessThan(0)
    expect(sameOnes.nats).toBeLessThan(plain.nats)
  })

  test('speak for them when each repeats his own, as in a nightly evaluation', () => {
    expect(ask({}, overlap(300, 0, 0.9)).weight('same-questions')).toBeLessThan(0)
  })

  test('speak for them half as much where one hand made their accounts, and as ever where each repeats its own', () => {
    const made = hand({ 'shared-instrument': 8, 'signup-device': 8 })
    const [alone, compared] = [ask({}, overlap(200, 0.75, 0.1)), ask({}, overlap(200, 0.75, 0.1), made)]
    expect(compared.weight('same-questions')).toBeCloseTo((alone.weight('same-questions') ?? 0) / 2)
    expect(ask({}, overlap(300, 0, 0.9), made).weight('same-questions')).toBe(
      ask({}, overlap(300, 0, 0.9)).weight('same-questions'),
    )
  })

  test('speak against them when each is handed out once, as from a work queue', () => {
    const queue = ask({}, overlap(5000, 0.002, 0.01))
    expect(queue.weight('work-queue')).toBeGreaterThan(0)
    expect(queue.nats).toBeGreaterThan(plain.nats)
  })

  test('say nothing while they are few or unknown', () => {
    for (const answer of [plain, ask({}, overlap(20, 0, 0)), ask({}, overlap(20, 1, 0.8))])
      expect([answer.weight('work-queue'), answer.weight('same-questions')]).toEqual([undefined, undefined])
  })
})

describe('load', () => {
  const load = (of: (i: number) => number): number | undefined =>
    ask({ traffic: i => ({ exchanges: isMember(i) ? of(i) : uneven(i), days: 5 }) }).weight('even-load')

  test('that is the same for all speaks for a scheduler, load of people against one', () => {
    expect(load(i => 100 + (i % 7) * 10)).toBeGreaterThan(0)
    expect(load(uneven)).toBeLessThan(0)
  })

  test('is told by its spread and not by its size', () => {
    expect(load(i => 100 * (100 + (i % 7) * 10))).toBe(load(i => 100 + (i % 7) * 10))
  })
})

describe('accounts unrelated on paper', () => {
  // Elsewhere at this provider one in ten says whom it belongs to.
  const asked = (i: number) => (!isMember(i) && i % 10 === 0 ? { organization: `firm ${i}` } : {})

  test('are more suspicious where the provider asks and all are silent, most when their identities agree', () => {
    const silent = ask({ facts: asked })
    const made = ask({ facts: asked }, nothing, hand({ 'shared-instrument': 8 }))
    expect(silent.weight('unrelated-on-paper')).toBeGreaterThan(0)
    expect(made.weight('unrelated-on-paper')).toBeGreaterThan(silent.weight('unrelated-on-paper') ?? 0)
  })

  test('are not, where the provider never asks, where nothing is known of them, and where they explain themselves', () => {
    expect(plain.weight('unrelated-on-paper')).toBeUndefined()
    expect(
      ask({ facts: i => (isMember(i) ? undefined : asked(i)) }).weight('unrelated-on-paper'),
    ).toBeUndefined()
    const few = ask({ facts: asked }, nothing, hand({ 'shared-instrument': 8 }, 0.1))
    expect(few.weight('unrelated-on-paper')).toBe(ask({ facts: asked }).weight('unrelated-on-paper'))
    const verified = ask({ facts: i => (isMember(i) ? { kyc: 'verified' } : asked(i)) })
    expect(verified.weight('unrelated-on-paper')).toBeUndefined()
  })
})
