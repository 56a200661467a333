/**
 * Whole experiments on simulated members: one hand must be seen, and nobody else, however much alike they look. Each
 * look-alike is a way in which untreated accounts could seem to answer without a common controller.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng, type Rng, randomNormal } from '../rng.ts'
import { type Design, draw, endOf, isOn, spansOf } from './design.ts'
import { differences, logCapital, type Pair, read, signFlipP } from './evidence.ts'
import { powerOf, slowedBy } from './power.ts'

const hour = 3_600_000
const members = Array.from({ length: 60 }, (_, i) => `member-${i}`)
const alpha = 0.01

const poisson = (rng: Rng, mean: number): number =>
  Math.max(0, Math.round(mean + Math.sqrt(Math.max(0, mean)) * randomNormal(rng)))

/** What the untreated do in one period, given whether the treated are slowed. */
type World = (period: number, on: boolean, rng: Rng) => number

function experiment(world: World, seed: number, pairs = 40): Pair[] {
  const { design } = draw(members, 10, {
    seed,
    pairs,
    change: { kind: 'delay', ms: 1_000 },
    starts: 0,
    period_ms: hour / 2,
    washout_ms: 60_000,
    alpha,
  })
  const rng = makeRng(seed + 1)
  return design.on_first.map((onFirst, pair) => {
    const loads = [0, 1].map(half => {
      const period = pair * 2 + half
      return world(period, isOn(design, design.starts + period * design.period_ms + 1), rng)
    })
    const [first = 0, second = 0] = loads
    return onFirst ? { on: first, off: second } : { on: second, off: first }
  })
}

const crossed = (pairs: readonly Pair[]): boolean =>
  logCapital(differences(pairs)).some(log => log >= Math.log(1 / alpha))

const rateOf = (world: World, runs: number, pairs = 40): number => {
  let answers = 0
  for (let seed = 1; seed <= runs; seed++) if (crossed(experiment(world, seed * 7919, pairs))) answers++
  return answers / runs
}
/** False alarms above the promise by more than chance: the promise plus four standard errors. */
const most = (runs: number): number => alpha + 4 * Math.sqrt((alpha * (1 - alpha)) / runs)

const untreatedRate = 50 * 6
const treatedRate = 10 * 6

describe('one hand', () => {
  // A queue hands work to whoever is free; a second more on calls of two seconds keeps a third of it away.
  const queue: World = (_, on, rng) =>
    poisson(rng, untreatedRate + (on ? treatedRate * slowedBy(1_000, 2_000) : 0))

  test('a controller that moves work to its other accounts is seen more often than not by far', () => {
    expect(rateOf(queue, 150)).toBeGreaterThan(0.8)
  })

  test('through a strong rhythm of the day it takes longer, and is seen as well', () => {
    const busy: World = (period, on, rng) =>
      poisson(rng, (untreatedRate + (on ? treatedRate / 3 : 0)) * (1.3 + Math.sin((period * Math.PI) / 24)))
    expect(rateOf(busy, 150, 96)).toBeGreaterThan(0.8)
  })

  test('the power that was worked out beforehand is the power there is', () => {
    const rng = makeRng(3)
    const history = Array.from({ length: 300 }, () => poisson(rng, untreatedRate))
    const treated = Array.from({ length: 300 }, () => poisson(rng, treatedRate))
    const foreseen = powerOf({ history, treated, pairs: 40, alpha, slowed: 1 / 3, moved: 1, seed: 5 })
    expect(Math.abs(foreseen - rateOf(queue, 200))).toBeLessThan(0.12)
    expect(powerOf({ history, treated, pairs: 40, alpha, slowed: 1 / 3, moved: 0, seed: 5 })).toBeLessThan(
      0.05,
    )
  })
})

describe('look-alikes that must not be taken for one hand', () => {
  const cases: [string, World][] = [
    ['strangers who work each for himself', (_, __, rng) => poisson(rng, untreatedRate)],
    [
      'a class with a timetable: all start and stop together',
      (period, _, rng) => poisson(rng, untreatedRate * (period % 4 < 2 ? 2 : 0.2)),
    ],
    [
      'a fleet of scheduled jobs that grows from hour to hour',
      (period, _, rng) => poisson(rng, untreatedRate * (1 + period / 20)),
    ],
    [
      'a launch: everybody comes back at random moments, together',
      (_, __, rng) => poisson(rng, untreatedRate * (rng() < 0.1 ? 6 : 1)),
    ],
    [
      'heavy users whose load is dominated by a few rare bursts',
      (_, __, rng) => untreatedRate + (rng() < 0.02 ? 50 * untreatedRate : 0),
    ],
    ['accounts that hardly call at all', (_, __, rng) => (rng() < 0.05 ? 1 : 0)],
    [
      'people who stay away while the service is slow for others too: the wrong sign',
      (_, on, rng) => poisson(rng, untreatedRate * (on ? 0.9 : 1)),
    ],
    [
      'an outage of the whole service in the middle',
      (period, _, rng) => (period > 30 && period < 40 ? 0 : poisson(rng, untreatedRate)),
    ],
  ]
  test.each(cases)('%s', (_, world) => {
    const runs = 400
    expect(rateOf(world, runs)).toBeLessThanOrEqual(most(runs))
  })
})

test('an honest router that balances its accounts answers too: a probe speaks for one hand, never for its purpose', () => {
  const router: World = (_, on, rng) => poisson(rng, untreatedRate + (on ? treatedRate / 3 : 0))
  expect(rateOf(router, 100)).toBeGreaterThan(0.8)
})

test('looking after every pair keeps the promise, where a test repeated at every look would break it', () => {
  const runs = 400
  let bet = 0
  let naive = 0
  for (let seed = 1; seed <= runs; seed++) {
    const values = differences(experiment((_, __, rng) => poisson(rng, 100), seed * 101))
    if (logCapital(values).some(log => log >= Math.log(1 / alpha))) bet++
    const looks = [7, 8, 9, 10, 11, 12].map(n => signFlipP(values.slice(0, n), makeRng(1)))
    if (looks.some(p => p <= alpha)) naive++
  }
  expect(bet / runs).toBeLessThanOrEqual(most(runs))
  expect(naive).toBeGreaterThan(bet)
})

describe('the arithmetic', () => {
  test('a reading says what it rests on, and stops at the pair that decided', () => {
    const strong = Array.from({ length: 30 }, () => ({ on: 60, off: 40 }))
    const reading = read(strong, 40, alpha, makeRng(1))
    expect(reading).toMatchObject({ verdict: 'answers', pairs: 30 })
    expect(reading.stopped_after).toBeLessThan(30)
    expect(reading.answer).toBeCloseTo(0.2, 9)
    expect(read(strong.slice(0, 3), 40, alpha, makeRng(1)).verdict).toBe('running')
    const flat = Array.from({ length: 40 }, (_, i) => (i % 2 ? { on: 51, off: 49 } : { on: 49, off: 51 }))
    expect(read(flat, 40, alpha, makeRng(1)).verdict).toBe('silent')
    expect(read([], 40, alpha, makeRng(1))).toMatchObject({ verdict: 'running', answer: 0, p: 1 })
  })

  test('under a fair coin the capital is a fair game: averaged over every order of signs it is what was staked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
        values => {
          const all = 2 ** values.length
          let total = 0
          for (let mask = 0; mask < all; mask++) {
            const flipped = values.map((v, i) => ((mask >> i) & 1 ? v : -v))
            total += Math.exp(logCapital(flipped).at(-1) ?? 0)
          }
          expect(total / all).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  test('the test by sign flips is exact for small numbers, and near it for larger ones', () => {
    expect(signFlipP([1, 1, 1], makeRng(1))).toBe(1 / 8)
    expect(signFlipP([1, -1, 1], makeRng(1))).toBe(1 / 2)
    expect(signFlipP([], makeRng(1))).toBe(1)
    expect(signFlipP(Array(16).fill(1), makeRng(1))).toBeLessThan(0.001)
  })
})

describe('the design', () => {
  const asked: Omit<Design, 'on_first'> & { pairs: number } = {
    seed: 11,
    pairs: 50,
    change: { kind: 'concurrency', most: 1 },
    starts: 1_000_000,
    period_ms: hour,
    washout_ms: 0,
    alpha,
  }

  test('a seed gives one experiment; everybody is either treated or not, and each pair has one period of each kind', () => {
    const drawn = draw(members, 12, asked)
    expect(draw([...members].reverse(), 12, asked)).toEqual(drawn)
    expect([...drawn.treated, ...drawn.control].sort()).toEqual([...members].sort())
    expect(drawn.treated).toHaveLength(12)
    for (let pair = 0; pair < 50; pair++) {
      const [a, b] = [0, 1].map(half => isOn(drawn.design, asked.starts + (pair * 2 + half) * hour + 5))
      expect(a).not.toBe(b)
    }
  })

  test('outside its time nobody is slowed', () => {
    const { design } = draw(members, 5, asked)
    for (const at of [0, asked.starts - 1, endOf(design), endOf(design) + 1e9])
      expect(isOn(design, at)).toBe(false)
  })

  test('the spans that decisions are made by are the periods in which the change is on', () => {
    const { design } = draw(members, 5, asked)
    const spans = spansOf(design)
    expect(spans).toHaveLength(design.on_first.length)
    for (let at = asked.starts - hour / 2; at < endOf(design) + hour; at += hour / 4)
      expect(spans.some(([begin, end]) => begin <= at && at < end)).toBe(isOn(design, at))
  })

  test('over seeds everybody is drawn alike', () => {
    const times = new Map<string, number>()
    for (let seed = 0; seed < 600; seed++)
      for (const one of draw(members, 12, { ...asked, seed }).treated)
        times.set(one, (times.get(one) ?? 0) + 1)
    for (const one of members) expect(Math.abs((times.get(one) ?? 0) - 120)).toBeLessThan(55)
  })
})
