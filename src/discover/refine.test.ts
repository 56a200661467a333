import { describe, expect, test } from 'vitest'
import {
  blocksOf,
  noRhythms,
  populationOf,
  range,
  scattered,
  shared,
} from '../../test/fixtures/population.ts'
import { makeRng } from '../rng.ts'
import { attributeSignals } from '../signals/index.ts'
import type { SharedValue } from './block.ts'
import { type Membership, refine } from './refine.ts'

const size = 3000
const pool = range(0, 40)
const all = new Set(attributeSignals)
function honest(): SharedValue[] {
  const rng = makeRng(11)
  return [
    ...scattered('card-range', 50, size, rng),
    ...scattered('client-bundle', 50, size, rng),
    ...scattered('mail-domain', 30, size, rng),
    ...scattered('shared-address', 800, size, rng),
  ]
}

const planted = [shared('shared-template', 'queue', pool), shared('shared-instrument', 'card', pool)]

function members(
  values: readonly SharedValue[],
  start: readonly number[],
  falseMembers = 0.001,
): readonly Membership[] {
  const blocks = blocksOf([...values, ...honest()], size)
  const scales = { blocks, population: populationOf({ size }), rhythms: noRhythms(size), sources: () => all }
  return refine(Int32Array.from(start), new Set(), scales, falseMembers)
}
const accounts = (list: readonly Membership[]): number[] => list.map(({ account }) => account)

describe('members', () => {
  test('are those who share what the group shares, also those whom the group did not begin with', () => {
    expect(accounts(members(planted, pool))).toEqual(pool)
    expect(accounts(members(planted, pool.slice(0, 32)))).toEqual(pool)
  })

  test('a stranger who shares one origin only is never one, however many traits of it', () => {
    const stranger = 1000
    const values = [
      shared('shared-template', 'queue', [...pool, stranger]),
      shared('shared-toolset', 'tools', [...pool, stranger]),
      shared('shared-device', 'relay', [...pool, stranger]),
      shared('shared-system-prompt', 'prompt', [...pool, stranger]),
      shared('shared-instrument', 'card', pool),
    ]
    expect(accounts(members(values, pool))).toEqual(pool)
    // Not even as one whom the group was begun with.
    expect(accounts(members(values, [...pool, stranger]))).toEqual(pool)
  })

  test('a stranger who shares two rare things of different origin is one', () => {
    const newcomer = 1000
    const values = planted.map(value => shared(value.signal.id, value.value, [...value.holders, newcomer]))
    expect(accounts(members(values, pool))).toEqual([...pool, newcomer])
  })

  test('nobody is one for what he shares with himself: each is weighed without himself', () => {
    const intruder = 1000
    const values = [
      ...planted,
      shared('shared-address', 'his own', [intruder, 2000, 2001]),
      shared('signup-device', 'his own', [intruder, 2000, 2002]),
    ]
    const list = members(values, [...pool, intruder])
    expect(accounts(list)).toEqual(pool)
    for (const { reasons } of list)
      for (const reason of reasons.filter(one => one.value !== undefined && planted.includes(one.value)))
        expect(reason).toMatchObject({ inside: pool.length - 1, outside: 0 })
  })

  test('what most people have makes nobody one: the carrier and the browser everybody has', () => {
    const rng = makeRng(3)
    const crowd = range(100, size).filter(() => rng() < 0.5)
    const values = [
      ...planted,
      shared('shared-address', 'carrier', [...pool, ...crowd]),
      shared('client-bundle', 'browser', [...pool, ...range(100, size).filter(() => rng() < 0.6)]),
    ]
    expect(accounts(members(values, pool))).toEqual(pool)
  })

  test('are promised: the expected strangers among them stay below the share asked for', () => {
    const rng = makeRng(5)
    const values = [
      shared('shared-template', 'queue', [
        ...pool.filter(i => i % 3 > 0),
        ...range(0, size).filter(() => rng() < 0.02),
      ]),
      shared('shared-instrument', 'card', [
        ...pool.filter(i => i % 4 > 0),
        ...range(0, size).filter(() => rng() < 0.01),
      ]),
      shared('signup-day', 'day', [
        ...pool.filter(i => i % 5 > 0),
        ...range(0, size).filter(() => rng() < 0.02),
      ]),
    ]
    for (const share of [0.001, 0.01, 0.1]) {
      const list = members(values, pool, share)
      const strangers = list.reduce((sum, one) => sum + 1 - one.probability, 0)
      expect(strangers).toBeLessThanOrEqual(share * list.length + 0.05)
      expect(list.length).toBeGreaterThan(0)
    }
  })

  test('of a group that shares nothing there are none', () => {
    expect(members(planted, range(1500, 1540))).toEqual([])
  })
})
