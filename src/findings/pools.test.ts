import { expect, test } from 'vitest'
import { poolsOf } from './pools.ts'

const days = (first: number, counts: readonly number[]) =>
  counts.map((accounts, index) => ({ day: `2026-04-${String(first + index).padStart(2, '0')}`, accounts }))

test('accounts that begin without a lull are one pool, whatever the order they are told in', () => {
  const begun = days(1, [40, 30, 0.5, 20])
  expect(poolsOf(begun.toReversed())).toEqual([
    { pool: 1, first: '2026-04-01', last: '2026-04-04', accounts: 90.5 },
  ])
})

test('beginners after days of none are the next pool', () => {
  const pools = poolsOf([...days(1, [100, 60]), ...days(20, [80, 70])])
  expect(pools.map(one => [one.pool, one.first, one.accounts])).toEqual([
    [1, '2026-04-01', 160],
    [2, '2026-04-20', 150],
  ])
})

test('a weekend is no lull, and a few late comers are no pool', () => {
  expect(poolsOf([...days(3, [500]), ...days(6, [400])])).toHaveLength(1)
  expect(poolsOf([...days(1, [1000]), ...days(20, [3])])).toHaveLength(1)
})

test('there are never more pools than one can tell apart, and nobody is lost', () => {
  const begun = Array.from({ length: 12 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index * 10)).toISOString().slice(0, 10),
    accounts: 100 + index,
  }))
  const pools = poolsOf(begun)
  expect(pools.length).toBeLessThanOrEqual(6)
  expect(pools.reduce((sum, one) => sum + one.accounts, 0)).toBe(
    begun.reduce((sum, one) => sum + one.accounts, 0),
  )
})
