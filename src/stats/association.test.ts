import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeRng } from '../rng.ts'
import { jointSurprise, oddsRatio } from './association.ts'

const seed = 20261122
const positive = fc.double({ min: 1e-3, max: 1e4, noNaN: true })

test(`surprise is the gap between two Poisson likelihoods, and silent below expectation (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 150 }), positive, (observed, expected) => {
      const logPoisson = (mean: number): number => {
        let log = -mean + (observed === 0 ? 0 : observed * Math.log(mean))
        for (let n = 2; n <= observed; n++) log -= Math.log(n)
        return log
      }
      const surprise = jointSurprise(observed, expected)
      if (observed <= expected) expect(surprise).toBe(0)
      else expect(surprise).toBeCloseTo(logPoisson(observed) - logPoisson(expected), 6)
    }),
    { seed, numRuns: 1000 },
  )
})

test(`exp(−surprise) bounds the Poisson tail, so that it may be paid as a probability (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.02, max: 30, noNaN: true }),
      (observed, expected) => {
        fc.pre(observed > expected)
        let term = Math.exp(-expected)
        let below = 0
        for (let n = 0; n < observed; n++) {
          below += term
          term *= expected / (n + 1)
        }
        expect(1 - below).toBeLessThanOrEqual(Math.exp(-jointSurprise(observed, expected)) + 1e-12)
      },
    ),
    { seed, numRuns: 1000 },
  )
})

test(`the odds ratio is that of the four-fold table counted head by head (seed ${seed})`, () => {
  const rng = makeRng(seed)
  for (let trial = 0; trial < 200; trial++) {
    const [p, q, n] = [rng(), rng(), 20 + Math.floor(400 * rng())]
    const cells = { both: 0.5, first: 0.5, second: 0.5, neither: 0.5 }
    for (let i = 0; i < n; i++) {
      const [a, b] = [rng() < p, rng() < q]
      cells[a ? (b ? 'both' : 'first') : b ? 'second' : 'neither']++
    }
    const both = cells.both - 0.5
    const ratio = oddsRatio(both, both + cells.first - 0.5, both + cells.second - 0.5, n)
    expect(ratio).toBeCloseTo((cells.both * cells.neither) / (cells.first * cells.second), 9)
  }
})

test('the odds ratio of a group that is half of everybody stays large, where lift would shrink to two', () => {
  expect(oddsRatio(500, 500, 500, 1000)).toBeGreaterThan(1e5)
  expect(oddsRatio(250, 500, 500, 1000)).toBeCloseTo(1, 2)
})
