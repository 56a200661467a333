import { describe, expect, test } from 'vitest'
import { range } from '../../test/fixtures/population.ts'
import { rhythmsOf, schedule } from '../../test/fixtures/rhythms.ts'
import { compareHours, compareWithRest } from './controllers.ts'

const hours = 24 * 12
const [ours, theirs] = [schedule(hours, 1), schedule(hours, 2)]
const gone = ours.map((x, hour) => (hour < hours / 2 ? x : 0))
const come = ours.map((x, hour) => (hour < hours / 2 ? 0 : x))
const people = 1500
const nobody = Array<undefined>(people).fill(undefined)
const of = (pace: Float64Array): Float64Array[] => Array<Float64Array>(40).fill(pace)
const rhythms = rhythmsOf([...nobody, ...of(ours), ...of(theirs), ...of(gone), ...of(come)], hours, 7)
const [first, second, before, after] = [0, 40, 80, 120].map(from =>
  range(people + from, people + from + 40),
) as [number[], number[], number[], number[]]

describe('two sets of accounts', () => {
  test('that one schedule moves are one hand', () => {
    expect(compareHours(first.slice(0, 20), first.slice(20), rhythms).hands).toBe('one')
  })

  test('that two schedules move are two', () => {
    const { hands, apart } = compareHours(first, second, rhythms)
    expect(hands).toBe('two')
    expect(apart).toBeGreaterThan(0)
  })

  test('of which one took over from the other are not told apart by hours in which they never met', () => {
    expect(compareHours(before, after, rhythms).hands).toBe('unknown')
  })

  test('that met on three days only are not one hand because a shift of each fell together', () => {
    const short = 24 * 3
    const paces = Array.from({ length: 24 }, (_, seed) => schedule(short, 100 + seed))
    const met = rhythmsOf([...nobody, ...paces.flatMap(of)], short, 11)
    const sets = paces.map((_, k) => range(people + 40 * k, people + 40 * k + 40))
    const one = sets.flatMap((a, k) => sets.slice(0, k).filter(b => compareHours(a, b, met).hands === 'one'))
    // A chance of 1 in 100 each would be three of these 276.
    expect(one.length).toBeLessThanOrEqual(3)
  })

  test('of which one is what is left of a set without the other compare as when they are listed', () => {
    for (const [part, rest] of [
      [first.slice(0, 20), first.slice(20)],
      [first, second],
      [range(0, 40), first],
    ] as const) {
      const listed = compareHours(part, rest, rhythms)
      const left = compareWithRest(part, [...part, ...rest], rhythms)
      expect(left.hands).toBe(listed.hands)
      expect(left.apart).toBeCloseTo(listed.apart, 9)
    }
  })

  test('of people who keep their own hours say nothing', () => {
    expect(compareHours(range(0, 60), range(60, 120), rhythms).hands).toBe('unknown')
    expect(compareHours(first, range(0, 60), rhythms).hands).toBe('unknown')
  })
})
