import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng, randomNormal } from '../rng.ts'
import { eBenjaminiHochberg, logCalibrate } from './evalues.ts'

const seed = 20261122

describe('the calibrator from p to e', () => {
  test.each([0.1, 0.25, 0.5, 0.9])('wins exactly the stake in expectation under the null (κ = %d)', kappa => {
    // ∫₀¹ e(p) dp = 1. With p = e^(−t) the singularity at 0 becomes an exponential tail.
    const step = 1e-3
    let area = 0
    for (let t = step / 2; t < 40 / kappa; t += step)
      area += Math.exp(logCalibrate(Math.exp(-t), kappa) - t) * step
    expect(area).toBeCloseTo(1, 4)
  })

  test(`gives more for less likely data (seed ${seed})`, () => {
    const p = fc.double({ min: 1e-300, max: 1, noNaN: true })
    fc.assert(
      fc.property(p, p, (a, b) => {
        expect(logCalibrate(Math.min(a, b))).toBeGreaterThanOrEqual(logCalibrate(Math.max(a, b)))
      }),
      { seed },
    )
    expect(logCalibrate(1)).toBeLessThan(0)
  })
})

/** The definition, by trying every size: the largest k such that k of the e-values reach m / (α k). */
function byDefinition(e: readonly number[], alpha: number, hypotheses: number): number[] {
  for (let k = e.length; k > 0; k--) {
    const bar = Math.log(hypotheses / (alpha * k))
    const reach = e.flatMap((x, i) => (x >= bar ? [i] : []))
    if (reach.length >= k) return reach
  }
  return []
}

describe('the e-BH procedure', () => {
  const logE = fc.array(fc.double({ min: -20, max: 12, noNaN: true }), { maxLength: 40 })
  const alpha = fc.double({ min: 0.001, max: 0.5, noNaN: true })

  test(`accepts exactly what its definition accepts (seed ${seed})`, () => {
    fc.assert(
      fc.property(logE, alpha, fc.nat(200), (e, level, more) => {
        const hypotheses = e.length + more
        expect(eBenjaminiHochberg(e, level, hypotheses)).toEqual(byDefinition(e, level, hypotheses))
      }),
      { seed, numRuns: 2000 },
    )
  })

  test(`treats equal e-values alike, and never accepts less when one grows (seed ${seed})`, () => {
    const ties = fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(ties, alpha, fc.nat(), (e, level, at) => {
        const accepted = new Set(eBenjaminiHochberg(e, level))
        for (const i of accepted)
          e.forEach((x, j) => {
            if (x >= (e[i] as number)) expect(accepted.has(j)).toBe(true)
          })
        const grown = e.map((x, i) => (i === at % e.length ? x + 5 : x))
        const after = new Set(eBenjaminiHochberg(grown, level))
        expect([...accepted].every(i => after.has(i))).toBe(true)
      }),
      { seed, numRuns: 1000 },
    )
  })

  // Likelihood ratios N(shift, 1) : N(0, 1) are e-values; a common part makes them depend on each other.
  const simulate = (inflation: number): number => {
    const rng = makeRng(seed)
    const worlds = 2000
    const [nulls, signals, shift, level] = [60, 20, 3, 0.2]
    let sum = 0
    for (let world = 0; world < worlds; world++) {
      const common = randomNormal(rng)
      const e = Array.from({ length: nulls + signals }, (_, i) => {
        const x = Math.SQRT1_2 * (common + randomNormal(rng)) + (i < nulls ? 0 : shift)
        return shift * x - (shift * shift) / 2 + inflation
      })
      const accepted = eBenjaminiHochberg(e, level)
      sum += accepted.filter(i => i < nulls).length / Math.max(1, accepted.length)
    }
    return sum / worlds
  }

  test(`keeps the false-discovery rate under dependence, and the test would notice if it did not (seed ${seed})`, () => {
    const level = 0.2
    expect(simulate(0)).toBeLessThanOrEqual(level)
    // Betting scores that lie by four nats break the promise: so the line above can fail.
    expect(simulate(4)).toBeGreaterThan(level)
  })

  test(`names something in at most α of the worlds where nothing is to be found (seed ${seed})`, () => {
    const rng = makeRng(seed)
    const worlds = 4000
    const level = 0.1
    let named = 0
    for (let world = 0; world < worlds; world++) {
      // The fattest-tailed honest e-value: n with probability 1/n, else nothing.
      const e = Array.from({ length: 50 }, () => {
        const n = 2 ** (1 + Math.floor(12 * rng()))
        return rng() < 1 / n ? Math.log(n) : -Infinity
      })
      if (eBenjaminiHochberg(e, level).length > 0) named++
    }
    // Upper end of a binomial's 99.9 % interval around α.
    expect(named).toBeLessThanOrEqual(level * worlds + 3.1 * Math.sqrt(level * (1 - level) * worlds))
    expect(named).toBeGreaterThan(0)
  })
})
