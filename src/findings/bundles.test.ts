import { expect, test } from 'vitest'
import { makeRng } from '../rng.ts'
import { divide, type HeldSet, select } from './bundles.ts'

const total = (sets: readonly HeldSet[]): number => sets.reduce((sum, one) => sum + one.accounts, 0)

test('the first division is by the value that leaves least doubt', () => {
  const sets = [
    { hubs: [0, 1], accounts: 50 },
    { hubs: [0], accounts: 48 },
    { hubs: [0, 2], accounts: 2 },
  ]
  expect(divide(sets, '', 2).map(one => [one.within, one.accounts])).toEqual([
    ['+1', 50],
    ['-1', 50],
  ])
})

test('members that hold the same are one bundle, however many bundles are asked for', () => {
  expect(divide([{ hubs: [3, 4], accounts: 25_000 }], '', 14)).toHaveLength(1)
})

test('bundles hold every member once, and the path of each selects exactly its members', () => {
  const rng = makeRng(5)
  const sets = Array.from({ length: 400 }, () => ({
    hubs: [0, 1, 2, 3, 4, 5, 6, 7].filter(() => rng() < 0.6),
    accounts: 1 + Math.floor(90 * rng()),
  }))
  const bundles = divide(sets, '', 9)
  expect(bundles).toHaveLength(9)
  expect(bundles.reduce((sum, one) => sum + one.accounts, 0)).toBe(total(sets))
  for (const one of bundles) expect(total(select(sets, one.within))).toBe(one.accounts)
  expect(divide(sets, '', 9)).toEqual(bundles)
})

test('nobody is behind a path that contradicts itself', () => {
  expect(select([{ hubs: [1], accounts: 5 }], '+1-1')).toEqual([])
})
