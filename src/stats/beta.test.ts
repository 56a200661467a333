import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaCdf, betaQuantile } from './beta.ts'

/** An integer pair has a closed form: the chance of at least `a` of `a + b − 1` trials. */
function closedForm(x: number, a: number, b: number): number {
  const n = a + b - 1
  let sum = 0
  let choose = 1
  for (let k = 0; k <= n; k++) {
    if (k >= a) sum += choose * x ** k * (1 - x) ** (n - k)
    choose = (choose * (n - k)) / (k + 1)
  }
  return sum
}

test('the distribution agrees with its closed form for whole counts', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 25 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (a, b, x) => Math.abs(betaCdf(x, a, b) - closedForm(x, a, b)) < 1e-10,
    ),
  )
})

test('known values: the arcsine law, and the rule of three', () => {
  expect(betaCdf(0.5, 0.5, 0.5)).toBeCloseTo(0.5, 12)
  expect(betaCdf(0.25, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(0.5), 12)
  // Nothing wrong in n trials: the 95 % bound is about 3/n.
  expect(betaQuantile(0.95, 1, 300)).toBeCloseTo(3 / 300, 3)
})

test('the quantile undoes the distribution, also far out', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 500, noNaN: true }),
      fc.double({ min: 0.5, max: 500, noNaN: true }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (a, b, p) => Math.abs(betaCdf(betaQuantile(p, a, b), a, b) - p) < 1e-6,
    ),
  )
})
