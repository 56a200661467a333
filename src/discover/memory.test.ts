import { expect, test } from 'vitest'
import { noRhythms, populationOf } from '../../test/fixtures/population.ts'
import { Settled } from './group.ts'
import { Memory, type Slow } from './memory.ts'
import type { Membership } from './refine.ts'

const hour = 3_600_000
const slow = (accounts: number): Slow => ({
  rhythms: { ...noRhythms(accounts), rowOf: new Int32Array(accounts).fill(7) },
  timed: [],
  shared: new Map(),
})

test('a look rests on the last full one while a twentieth more at most is to be seen, and for a day', () => {
  const population = populationOf({ size: 12 })
  const after = (exchanges: number, at: number): boolean => {
    const memory = new Memory()
    memory.keep(1000, 0, slow(10))
    return memory.recall(exchanges, at, population) !== undefined
  }
  expect(new Memory().recall(10, 0, population)).toBeUndefined()
  expect([after(1000, hour), after(1050, hour), after(1051, hour)]).toEqual([true, true, false])
  expect([after(1000, 23 * hour), after(1000, 24 * hour), after(1000, -1), after(999, hour)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('accounts that came since have no rhythm yet', () => {
  const memory = new Memory()
  memory.keep(1000, 0, slow(10))
  const recalled = memory.recall(1010, hour, populationOf({ size: 12 }))
  expect([...(recalled?.rhythms.rowOf ?? [])]).toEqual([...new Array(10).fill(7), -1, -1])
})

test('a full look forgets what was said and scored', () => {
  const memory = new Memory()
  memory.keep(1000, 0, slow(10))
  memory.said.set('a value', { holders: 3, byOrigin: new Map() })
  const { settled } = memory
  memory.recall(2000, hour, populationOf({ size: 12 }))
  expect(memory.said.size).toBe(0)
  expect(memory.settled).not.toBe(settled)
})

test('a score stands until its members, or the place of somebody it wanted, change', () => {
  const wanted = (...accounts: number[]): Membership[] =>
    accounts.map(account => ({ account, probability: 1, nats: 9, reasons: [] }))
  const settled = new Settled()
  let asked = 0
  const ask = (members: number[], placed: number[]): void => {
    settled.of(Int32Array.from(members), new Set(placed), () => {
      asked++
      return wanted(1, 2, 3)
    })
  }
  ask([1, 2], [1, 2, 9])
  ask([1, 2], [1, 2, 9])
  ask([1, 2], [1, 2, 8])
  expect(asked).toBe(1)
  ask([1, 2], [1, 2, 3])
  expect(asked).toBe(2)
  ask([1, 2, 4], [1, 2, 3])
  ask([1, 2, 4], [])
  expect(asked).toBe(4)
})
