import { expect, test } from 'vitest'
import { calibrate } from './calibrate.ts'

const named = (confirmed: number, dismissed: number, e_value = 1e5) => [
  ...Array.from({ length: confirmed }, () => ({ kind: 'campaign' as const, e_value, confirmed: true })),
  ...Array.from({ length: dismissed }, () => ({ kind: 'campaign' as const, e_value, confirmed: false })),
]
const missed = (count: number) =>
  Array.from({ length: count }, () => ({ kind: 'group' as const, e_value: 3, confirmed: true }))

test('without verdicts nothing is proposed, and every bucket says how little is known', () => {
  const { advice, buckets, false_campaigns } = calibrate([], 0.01)
  expect([advice, false_campaigns]).toEqual(['keep', 0.01])
  for (const { precision, low, high } of buckets) {
    expect(precision).toBeCloseTo(0.5, 9)
    expect([low < 0.01, high > 0.99]).toEqual([true, true])
  }
})

test('one dismissal among few does not swing the promise by more than a tenth; none among many changes nothing', () => {
  const tight = calibrate(named(3, 1), 0.01)
  expect(tight.advice).toBe('tighten')
  expect(tight.false_campaigns).toBeGreaterThanOrEqual(0.001)
  expect(calibrate(named(200, 0), 0.01).advice).toBe('keep')
})

test('dismissals within the promised share keep it', () => {
  expect(calibrate(named(95, 5), 0.05).advice).toBe('keep')
  expect(calibrate(named(60, 40), 0.05)).toMatchObject({ advice: 'tighten' })
})

test('it loosens only when people found what was left alone and what was named holds', () => {
  expect(calibrate([...named(100, 0), ...missed(2)], 0.05)).toMatchObject({
    advice: 'loosen',
    false_campaigns: 0.1,
  })
  expect(calibrate([...named(3, 0), ...missed(2)], 0.01).advice).toBe('keep')
  expect(calibrate([...named(50, 50), ...missed(9)], 0.05).advice).toBe('tighten')
})

test('verdicts fall into buckets by the strength of the evidence, each once', () => {
  const { buckets } = calibrate([...named(2, 1, 600), ...named(4, 0, 1e12)], 0.01)
  expect(buckets.map(({ confirmed, dismissed }) => confirmed + dismissed)).toEqual([0, 3, 0, 0, 4])
})
