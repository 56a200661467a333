import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng, type Rng, randomNormal } from '../rng.ts'
import { bet, type Capital } from './capital.ts'
import { logCalibrate } from './evalues.ts'

const seed = 20261123
const hours = 45 * 24

describe('capital', () => {
  test(`never stakes more than there is, and never falls (seed ${seed})`, () => {
    const growth = fc.array(fc.integer({ min: 0, max: 1e7 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(growth, steps => {
        let size = 1
        let capital: Capital | undefined
        let before = Number.NEGATIVE_INFINITY
        for (const step of steps) {
          size += step
          capital = bet(capital, 0, size)
          expect(capital.won).toBeGreaterThanOrEqual(before)
          before = capital.won
        }
        // E-values of one each: what is won is what was staked.
        expect(before).toBeLessThanOrEqual(1e-12)
      }),
      { seed, numRuns: 500 },
    )
  })

  test('has nothing to bet on a look that saw nothing new, or less', () => {
    const once = bet(undefined, 3, 100)
    expect(bet(once, 50, 100)).toBe(once)
    expect(bet(once, 50, 40)).toBe(once)
  })

  test('of one look is that look’s e-value but for a quarter', () => {
    expect(bet(undefined, 7, 12).won).toBeCloseTo(7 + Math.log(0.75), 12)
  })

  /** Share of deployments, each looking every hour for 45 days under the null, that ever reach 1/α. */
  const reached = (look: (rng: Rng) => () => number, alpha: number): { careless: number; kept: number } => {
    const rng = makeRng(seed)
    const deployments = 4000
    let careless = 0
    let kept = 0
    for (let deployment = 0; deployment < deployments; deployment++) {
      const next = look(rng)
      let capital: Capital | undefined
      let most = Number.NEGATIVE_INFINITY
      for (let hour = 1; hour <= hours; hour++) {
        const logE = next()
        most = Math.max(most, logE)
        capital = bet(capital, logE, hour * 7)
      }
      if (most >= -Math.log(alpha)) careless++
      if ((capital as Capital).won >= -Math.log(alpha)) kept++
    }
    return { careless: careless / deployments, kept: kept / deployments }
  }
  // Three standard errors of a share of 4,000 at one in a hundred.
  const within = 0.01 + 3 * Math.sqrt((0.01 * 0.99) / 4000)

  test.each<[string, (rng: Rng) => () => number]>([
    ['each look is luck of its own', rng => () => logCalibrate(1 - rng())],
    [
      'a look wins all at one in a hundred',
      rng => () => (rng() < 0.01 ? Math.log(100) : Number.NEGATIVE_INFINITY),
    ],
    [
      'luck lasts for days',
      rng => {
        let x = randomNormal(rng)
        return () => {
          x = 0.98 * x + Math.sqrt(1 - 0.98 ** 2) * randomNormal(rng)
          // N(2, 1) against N(0, 1), of a position that wanders.
          return 2 * x - 2
        }
      },
    ],
  ])('keeps the promise that the best of all looks breaks, where %s', (_, look) => {
    const { careless, kept } = reached(look, 0.01)
    expect(careless).toBeGreaterThan(0.05)
    expect(kept).toBeLessThanOrEqual(within)
  })
})
