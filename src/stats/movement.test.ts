import { describe, expect, test } from 'vitest'
import { rhythmsOf, schedule } from '../../test/fixtures/rhythms.ts'
import { makeRng } from '../rng.ts'
import { logMovementP } from './movement.ts'

const hours = 24 * 10
const people = 400
const pool = 60
const seed = 20261122
const slow = schedule(hours, 5)
/** Half of the pool's work is its own: no hour of it is as regular as the schedule. */
const half = slow.map(x => 0.5 + 0.5 * x)
const rhythms = rhythmsOf(
  [...Array<undefined>(people).fill(undefined), ...Array<Float64Array>(pool).fill(half)],
  hours,
  seed,
)
const logP = (rows: readonly number[]): number => logMovementP(rhythms.matrix, hours, rows, rhythms.pairNull)

describe('a set of accounts', () => {
  test(`of strangers moves together no more often than the bound says (seed ${seed})`, () => {
    const rng = makeRng(seed)
    const sets = Array.from({ length: 300 }, () => {
      const order = Array.from({ length: people }, (_, i) => [rng(), i] as const).sort((a, b) => a[0] - b[0])
      return order.slice(0, 40).map(([, i]) => i)
    })
    for (const level of [0.2, 0.05, 0.01]) {
      const share = sets.filter(set => logP(set) <= Math.log(level)).length / sets.length
      expect(share).toBeLessThanOrEqual(level + 2 * Math.sqrt((level * (1 - level)) / sets.length))
    }
  })

  test('that one schedule half moves is told beyond doubt, though hardly any of its accounts could be told alone', () => {
    expect(logP(Array.from({ length: pool }, (_, i) => people + i))).toBeLessThan(-20)
  })

  test('that met on one day only does not move together: a launch is an event', () => {
    const launch = new Float64Array(hours).fill(1)
    for (let hour = 24 * 4; hour < 24 * 5; hour++) launch[hour] = hour % 24 < 12 ? 4 : 0.1
    const crowd = rhythmsOf(
      [...Array<undefined>(people).fill(undefined), ...Array<Float64Array>(pool).fill(launch)],
      hours,
      seed,
    )
    const rows = Array.from({ length: pool }, (_, i) => people + i)
    expect(logMovementP(crowd.matrix, hours, rows, crowd.pairNull)).toBeGreaterThan(-3)
  })

  test('of nobody, or of one, says nothing', () => {
    expect(logP([])).toBe(0)
    expect(logP([3])).toBe(0)
  })
})
