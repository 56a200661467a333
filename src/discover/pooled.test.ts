import { describe, expect, test } from 'vitest'
import { range } from '../../test/fixtures/population.ts'
import { pooledVolume } from './pooled.ts'

const size = 1000
const members = range(0, 30)
const suspects = new Set(members)
/** What honest people are given spreads over orders of magnitude; the golden ratio visits all of them evenly. */
const uneven = (i: number): number => Math.round(5 * 200 ** ((i * 0.618) % 1))

const weight = (given: (member: number) => number, honest = uneven): number =>
  pooledVolume(
    members,
    suspects,
    Float64Array.from({ length: size }, (_, i) => (suspects.has(i) ? given(i) : honest(i))),
  ).weight

describe('what members are given together', () => {
  test('says most where it is more than the largest honest customer is given, and the less the less it is', () => {
    expect(weight(() => 1000)).toBeGreaterThan(3)
    const weights = [1, 3, 10, 20, 40, 80, 200].map(each => weight(() => each))
    expect(weights).toEqual([...weights].sort((a, b) => a - b))
  })

  test('says nothing where some honest customers are given as much each, and speaks against where very many are', () => {
    expect(weight(() => 33)).toBe(0)
    expect(weight(() => 1)).toBe(-3)
  })

  test('is not what one of them is given', () => {
    const without = weight(() => 14)
    expect(weight(i => (i === 3 ? 50_000 : 14))).toBe(without)
  })

  test('is held against a tail of honest customers, so that one of them as large as a pool does not hide the next pool', () => {
    const whale = (i: number): number => (i === 500 ? 1e6 : uneven(i))
    expect(weight(() => 400, whale)).toBeGreaterThan(1)
  })
})
