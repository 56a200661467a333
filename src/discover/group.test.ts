import { describe, expect, test } from 'vitest'
import {
  blocksOf,
  noRhythms,
  populationOf,
  range,
  scattered,
  shared,
  signalOf,
} from '../../test/fixtures/population.ts'
import { makeRng } from '../rng.ts'
import type { SharedValue } from './block.ts'
import { group, type Tie } from './group.ts'
import { primaries } from './primary.ts'

const size = 2000
const strangers = 200
const ids = ['shared-template', 'card-range', 'signup-device', 'signup-day', 'shared-address']

/** Honest people from `strangers` on; below, whatever the test plants. */
function background(): SharedValue[] {
  const rng = makeRng(7)
  return ['card-range', 'signup-day', 'shared-address'].flatMap(id =>
    scattered(id, 60, size - strangers, rng).map(value =>
      shared(
        id,
        value.value,
        [...value.holders].map(i => i + strangers),
      ),
    ),
  )
}

/** Everybody proposed belongs: what is tested here is who is proposed together. */
const asProposed = (members: Int32Array): Int32Array => members

/**
 * Ties of single values, as seeding proposes them, and the groups that come of them.
 * @param grow who belongs to whom
 * @param vouched nats by which a group speaks for whoever is asked about
 */
function groupsOf(
  planted: readonly SharedValue[],
  tied: readonly SharedValue[] = planted,
  grow: (members: Int32Array) => Int32Array = asProposed,
  vouched = 1,
): number[][] {
  const values = [...planted, ...background()]
  const population = populationOf({ size })
  const blocks = blocksOf(values, size)
  const primary = primaries(blocks, population, ids.map(signalOf))
  const ties = tied.map(
    (value): Tie => ({ holders: value.holders, nats: 20, origins: new Set([value.signal.origin]) }),
  )
  // Whoever has been with one for longer has it better known.
  const score = (members: Int32Array) =>
    Array.from(grow(members), account => ({
      account,
      probability: 1,
      nats: members.includes(account) ? 2 : 1,
      reasons: [],
    }))
  const vouch = (_: unknown, asked: Int32Array) => new Float64Array(asked.length).fill(vouched)
  return group(ties, primary, blocks, population, noRhythms(size), { score, vouch })
    .map(members => members.map(({ account }) => account).sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

describe('groups', () => {
  test('one phrase that three groups have in common leaves three groups, and strangers who have it in none', () => {
    const own = [range(0, 20), range(20, 45), range(45, 75)]
    const phrase = shared('shared-template', 'as you know', [...range(0, 75), ...range(500, 540)])
    const cards = own.map((group, g) => shared('card-range', `card ${g}`, group))
    const machines = own.map((group, g) => shared('signup-device', `machine ${g}`, group))
    expect(groupsOf([phrase, ...cards, ...machines])).toEqual(own)
    expect(groupsOf([phrase, ...cards, ...machines], [phrase])).toEqual(own)
  })

  test('a pool of one template and one prompt is one group, though its cards are of three ranges and its days of two', () => {
    const pool = range(0, 60)
    const part = (of: number, kind: number): number[] => pool.filter(i => i % of === kind)
    const template = shared('shared-template', 'queue', pool)
    const cards = [0, 1, 2].map(kind => shared('card-range', `range ${kind}`, part(3, kind)))
    const days = [0, 1].map(kind => shared('signup-day', `day ${kind}`, part(2, kind)))
    const prompt = shared('shared-system-prompt', 'prompt', pool)
    expect(groupsOf([template, prompt, ...cards, ...days])).toEqual([pool])
  })

  test('two pools with nothing in common stay two, in whatever order their ties come', () => {
    const pools = [range(0, 30), range(30, 70)]
    const planted = pools.flatMap((pool, p) => [
      shared('shared-template', `queue ${p}`, pool),
      shared('card-range', `cards ${p}`, pool),
    ])
    expect(groupsOf(planted)).toEqual(pools)
    expect(groupsOf(planted, [...planted].reverse())).toEqual(pools)
  })

  test('a pool that was met in two places is one group when each of them leads to all of it, and two when it does not', () => {
    const [one, other] = [range(0, 20), range(20, 45)]
    const pool = Int32Array.from([...one, ...other])
    const planted = [one, other].flatMap((part, p) => [
      shared('shared-template', `queue ${p}`, part),
      shared('card-range', `cards ${p}`, part),
    ])
    expect(groupsOf(planted, planted, () => pool)).toEqual([[...pool]])
    expect(groupsOf(planted)).toEqual([one, other])
  })

  test('two sets of like size are one group only where the rest speaks for it by a nat, a small one where it speaks at all', () => {
    const halves = [range(0, 20), range(20, 45)]
    const most = [range(0, 39), range(39, 45)]
    for (const [parts, expected] of [
      [halves, halves],
      [most, [range(0, 45)]],
    ] as const) {
      const planted = parts.flatMap((part, p) => [
        shared('shared-template', `queue ${p}`, part),
        shared('card-range', `cards ${p}`, part),
      ])
      expect(groupsOf(planted, planted, () => Int32Array.from(parts.flat()), 0.5)).toEqual(expected)
    }
  })

  test('a value whose holders agree on nothing else is no group', () => {
    const crowd = shared('shared-template', 'hello', range(300, 700))
    expect(groupsOf([crowd])).toEqual([])
  })

  test('nothing tied gives nothing', () => {
    expect(groupsOf([])).toEqual([])
  })
})
