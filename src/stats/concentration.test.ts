import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng, type Rng } from '../rng.ts'
import { honestTilt, logConcentration } from './concentration.ts'

const seed = 20261122

/** Zipf over `count` values, and a remainder that shares nothing with anybody (−1). */
function zipf(count: number, shared: number): number[] {
  const weights = Array.from({ length: count }, (_, v) => 1 / (v + 1))
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map(weight => (shared * weight) / total)
}

function draw(rng: Rng, rates: readonly number[]): number {
  let left = rng()
  for (let v = 0; v < rates.length; v++) {
    left -= rates[v] as number
    if (left < 0) return v
  }
  return -1
}

interface Outcome {
  mean: number
  /** Share of circles on which the bet pays twenty to one. */
  rare: number
}

function play(
  circles: number,
  size: number,
  background: readonly number[],
  own: () => readonly number[],
): Outcome {
  const rng = makeRng(seed)
  let sum = 0
  let rare = 0
  for (let c = 0; c < circles; c++) {
    const rates = own()
    const values = Int32Array.from({ length: size }, () => draw(rng, rates))
    const e = Math.exp(logConcentration(values, i => background[values[i] as number] as number))
    sum += e
    if (e >= 20) rare++
  }
  return { mean: sum / circles, rare: rare / circles }
}

/** Markov: P(e ≥ 20) ≤ 1/20, with room for chance in `circles` draws. */
const markov = (circles: number): number => 0.05 + 3.1 * Math.sqrt((0.05 * 0.95) / circles)

describe('the bet that members agree more than strangers', () => {
  const circles = 20_000

  test.each([
    ['a handful of strangers', 6, zipf(40, 0.9)],
    ['a hundred strangers', 100, zipf(40, 0.9)],
    ['strangers who nearly all share one value', 60, [0.95, 0.01, 0.01]],
    ['strangers who mostly share nothing', 60, zipf(300, 0.2)],
  ])(`does not win in expectation on %s (seed ${seed})`, (_, size, background) => {
    const { mean, rare } = play(circles, size, background, () => background)
    expect(mean).toBeLessThanOrEqual(1.0)
    expect(rare).toBeLessThanOrEqual(markov(circles))
  })

  test(`does not win on honest circles that prefer any values up to ${honestTilt} times as often (seed ${seed})`, () => {
    const background = zipf(40, 0.9)
    const rng = makeRng(seed + 1)
    const tilted = (): number[] => {
      // The worst honest circle: as much as it may of the rarest values, nothing of the rest.
      let left = 1
      const rates = background.map(() => 0)
      const order = background.map((_, v) => v).sort((a, b) => (rng() < 0.7 ? b - a : a - b))
      for (const v of order) {
        const take = Math.min(left, honestTilt * (background[v] as number))
        rates[v] = take
        left -= take
      }
      return rates
    }
    const { mean, rare } = play(circles, 40, background, tilted)
    expect(mean).toBeLessThanOrEqual(1.02)
    expect(rare).toBeLessThanOrEqual(markov(circles))
    // A third of a circle on what one in two hundred holds is more than the null allows, and the bet notices.
    const beyond = background.map(rate => (2 / 3) * rate)
    beyond.push(1 / 3)
    expect(play(200, 40, [...background, 0.005], () => beyond).rare).toBeGreaterThan(0.5)
  })

  test(`does not win however long the circle is grown before it is looked at (seed ${seed})`, () => {
    const background = zipf(20, 0.9)
    const rng = makeRng(seed + 2)
    let stopped = 0
    const tries = 2000
    for (let t = 0; t < tries; t++) {
      const values: number[] = []
      for (let n = 0; n < 60; n++) {
        values.push(draw(rng, background))
        if (logConcentration(values, i => background[values[i] as number] as number) >= Math.log(20)) {
          stopped++
          break
        }
      }
    }
    // Each strategy is a martingale, so even the best moment obeys Ville's inequality.
    expect(stopped / tries).toBeLessThanOrEqual(markov(tries))
  })

  test('grows without bound with members that agree on a rare value, and the rarer the faster', () => {
    const nats = (size: number, rate: number): number => logConcentration(new Int32Array(size), () => rate)
    for (const rate of [0.001, 0.01, 0.05]) {
      for (let size = 2; size < 60; size++) expect(nats(size + 1, rate)).toBeGreaterThan(nats(size, rate))
      expect(nats(20, rate)).toBeGreaterThan(nats(20, 2 * rate))
    }
    expect(nats(10, 0.001)).toBeGreaterThan(20)
  })

  test(`gains nothing from members without a value, and from a value that everybody has (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (size, rate) => {
          expect(logConcentration(new Int32Array(size).fill(-1), () => rate)).toBeLessThan(0)
          expect(logConcentration(new Int32Array(size), () => rate)).toBeLessThanOrEqual(0)
        },
      ),
      { seed },
    )
  })
})
