import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeRng, shuffle } from '../rng.ts'
import { describedNats } from './agreement.ts'

const seed = 20261122

const urn = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 100 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(entries => {
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
    return {
      counts: new Map(entries.map(([count], v) => [v, count])),
      rates: entries.map(([, weight]) => weight / total),
    }
  })

/** Pólya's urn, ball by ball: what the closed form is the logarithm of, against independent draws. */
function ballByBall(balls: readonly number[], rates: readonly number[], strength = 2): number {
  const seen = new Map<number, number>()
  let nats = 0
  balls.forEach((v, n) => {
    const rate = rates[v] as number
    nats += Math.log(((seen.get(v) ?? 0) + strength * rate) / (n + strength)) - Math.log(rate)
    seen.set(v, (seen.get(v) ?? 0) + 1)
  })
  return nats
}

test(`a description is the urn drawn ball by ball, in whatever order (seed ${seed})`, () => {
  const rng = makeRng(seed)
  fc.assert(
    fc.property(urn, ({ counts, rates }) => {
      const balls = shuffle(
        rng,
        [...counts].flatMap(([v, count]) => Array.from({ length: count }, () => v)),
      )
      expect(describedNats(counts, v => rates[v] as number)).toBeCloseTo(ballByBall(balls, rates), 8)
    }),
    { seed, numRuns: 500 },
  )
})

test('agreement on something rare is described by favourites of its own, the background by itself', () => {
  expect(describedNats(new Map([[0, 20]]), () => 0.01)).toBeGreaterThan(50)
  const background = new Map(Array.from({ length: 20 }, (_, v) => [v, 5]))
  expect(describedNats(background, () => 0.05)).toBeLessThan(0)
  expect(describedNats(new Map(), () => 0.5)).toBeCloseTo(0, 12)
})

test('two sets of one favourite are better described together, sets of different ones apart', () => {
  const rate = (): number => 0.02
  const gain = (a: Map<number, number>, b: Map<number, number>): number => {
    const both = new Map(a)
    for (const [v, count] of b) both.set(v, (both.get(v) ?? 0) + count)
    return describedNats(both, rate) - describedNats(a, rate) - describedNats(b, rate)
  }
  expect(gain(new Map([[0, 15]]), new Map([[0, 12]]))).toBeGreaterThan(0)
  expect(gain(new Map([[0, 15]]), new Map([[1, 12]]))).toBeLessThan(0)
})
