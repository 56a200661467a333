import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logGamma, logMeanExp, sigmoid } from './special.ts'

const seed = 20261122
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('the logarithm of gamma', () => {
  test('is the factorial of every integer that a 64-bit integer product can check', () => {
    let factorial = 1n
    for (let n = 1; n <= 170; n++) {
      const exact = Math.log(Number(factorial))
      expect(Math.abs(logGamma(n) - exact)).toBeLessThanOrEqual(1e-12 * Math.max(1, exact))
      factorial *= BigInt(n)
    }
  })

  test('has its known values between the integers', () => {
    // Abramowitz and Stegun 1964, table 6.1 and 6.1.8: Γ(1/2) = √π, Γ(1/3), Γ(1/4), and Γ at its least.
    const known: [number, number][] = [
      [0.5, Math.sqrt(Math.PI)],
      [1.5, Math.sqrt(Math.PI) / 2],
      [1 / 3, 2.678938534707748],
      [1 / 4, 3.625609908221908],
      [1.4616321449683622, 0.8856031944108887],
    ]
    for (const [x, gamma] of known) expect(logGamma(x)).toBeCloseTo(Math.log(gamma), 12)
  })

  test(`keeps its recurrence and its reflection wherever it is asked (seed ${seed})`, () => {
    fc.assert(
      fc.property(finite(1e-6, 1e6), x => {
        const next = logGamma(x + 1)
        expect(Math.abs(next - logGamma(x) - Math.log(x))).toBeLessThanOrEqual(1e-11 * Math.max(1, next))
      }),
      { seed, numRuns: 1000 },
    )
    fc.assert(
      fc.property(finite(1e-3, 0.999), x => {
        const reflected = Math.log(Math.PI / Math.sin(Math.PI * x))
        expect(Math.abs(logGamma(x) + logGamma(1 - x) - reflected)).toBeLessThanOrEqual(1e-11)
      }),
      { seed, numRuns: 1000 },
    )
  })
})

describe('the logarithm of a mean of exponentials', () => {
  test(`is what the plain formula gives while that does not overflow (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(finite(-30, 30), { minLength: 1, maxLength: 20 }), values => {
        const plain = Math.log(values.reduce((sum, x) => sum + Math.exp(x), 0) / values.length)
        expect(logMeanExp(values)).toBeCloseTo(plain, 10)
      }),
      { seed, numRuns: 1000 },
    )
  })

  test(`shifts with its values, also where exponentials overflow, and stays between mean and largest (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(finite(-50, 50), { minLength: 1, maxLength: 9 }),
        finite(-1e5, 1e5),
        (values, by) => {
          const own = logMeanExp(values)
          expect(logMeanExp(values.map(x => x + by))).toBeCloseTo(own + by, 6)
          expect(own).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
          expect(own).toBeGreaterThanOrEqual(values.reduce((a, b) => a + b, 0) / values.length - 1e-9)
        },
      ),
      { seed, numRuns: 1000 },
    )
  })

  test('of nothing, of ruin and of certainty is no number out of nowhere', () => {
    expect(logMeanExp([])).toBe(0)
    expect(logMeanExp([-Infinity, -Infinity])).toBe(-Infinity)
    expect(logMeanExp([0, Infinity])).toBe(Infinity)
    expect(logMeanExp([0, -Infinity])).toBeCloseTo(-Math.LN2, 15)
  })
})

describe('the logistic function', () => {
  test(`rises from 0 to 1, is symmetric, and undoes the logit (seed ${seed})`, () => {
    fc.assert(
      fc.property(finite(-800, 800), x => {
        const y = sigmoid(x)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(1)
        expect(y + sigmoid(-x)).toBeCloseTo(1, 14)
        expect(sigmoid(x + 1)).toBeGreaterThanOrEqual(y)
      }),
      { seed, numRuns: 1000 },
    )
    fc.assert(
      fc.property(finite(-30, 30), x => {
        expect(Math.log(sigmoid(x)) - Math.log(sigmoid(-x))).toBeCloseTo(x, 9)
      }),
      { seed, numRuns: 1000 },
    )
  })
})
