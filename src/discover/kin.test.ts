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
import { rhythmsOf, schedule } from '../../test/fixtures/rhythms.ts'
import { makeRng, type Rng } from '../rng.ts'
import type { SharedValue } from './block.ts'
import { circlesOfUse, kinTies } from './kin.ts'
import { primaries, StratumCounts } from './primary.ts'

const size = 2000
const pool = range(0, 90)
const ids = ['shared-toolset', 'parameter-profile', 'shared-system-prompt', 'card-range', 'signup-day']
const usage = ids.slice(0, 3)

/** Each of a pool's members draws two of six private configurations of every kind. */
function varied(members: readonly number[], rng: Rng): SharedValue[] {
  return usage.flatMap(id => {
    const holders: number[][] = Array.from({ length: 6 }, () => [])
    for (const i of members) for (let k = 0; k < 2; k++) holders[Math.floor(6 * rng())]?.push(i)
    return holders.map((list, v) => shared(id, `own ${v}`, list))
  })
}

/** What everybody uses, in ten kinds of each. */
const usual = (rng: Rng): SharedValue[] => ids.flatMap(id => scattered(id, 10, size, rng))

function tiesOf(values: readonly SharedValue[], rhythms = noRhythms(size)) {
  const population = populationOf({ size })
  const blocks = blocksOf(values, size)
  return kinTies({
    primary: primaries(blocks, population, ids.map(signalOf)),
    blocks,
    population,
    rhythms,
    counts: new StratumCounts(blocks, population),
  })
}

describe('circles of like use', () => {
  test('lead from each private configuration to all members, though no value is held by most of them', () => {
    const values = [...varied(pool, makeRng(20261123)), ...usual(makeRng(1))]
    const most = Math.max(...values.slice(0, 18).map(value => value.holders.length))
    expect(most).toBeLessThan(pool.length / 2)
    const circles = circlesOfUse(blocksOf(values, size), size).map(circle => [...circle])
    expect(circles).toContainEqual(pool)
    expect(circles.flat().filter(account => account >= pool.length)).toEqual([])
  })

  test('are none among strangers, who share what a trade shares', () => {
    expect(circlesOfUse(blocksOf(usual(makeRng(2)), size), size)).toEqual([])
  })

  test('keep two pools apart', () => {
    const other = range(200, 260)
    const theirs = varied(other, makeRng(9)).map(value => ({ ...value, value: `their ${value.value}` }))
    const values = [...varied(pool, makeRng(8)), ...theirs, ...usual(makeRng(3))]
    expect(circlesOfUse(blocksOf(values, size), size).map(circle => [...circle])).toEqual([pool, other])
  })

  test('propose nobody by use alone: another origin must speak for them', () => {
    const values = [...varied(pool, makeRng(20261123)), ...usual(makeRng(4))]
    expect(tiesOf(values)).toEqual({ ties: [], tried: 1 })
    const cards = [0, 15, 30, 45, 60, 75].map(from =>
      shared('card-range', `issuer ${from}`, range(from, from + 15)),
    )
    const { ties } = tiesOf([...values, ...cards])
    expect(ties.map(({ holders, origins, wide }) => [[...holders], [...origins], wide])).toEqual([
      [pool, ['usage', 'money'], 'circle'],
    ])
  })

  test('are asked part by part where two schedules move them, by origins that did not part them', () => {
    const hours = 24 * 12
    const [ours, theirs] = [schedule(hours, 1), schedule(hours, 2)]
    const own = rhythmsOf(
      [...pool.map(i => (i < 50 ? ours : theirs)), ...Array<undefined>(400).fill(undefined)],
      hours,
      5,
    )
    const rowOf = new Int32Array(size).fill(-1)
    rowOf.set(own.rowOf)
    const parts = [range(0, 50), range(50, 90)]
    const planted = [
      ...varied(pool, makeRng(20261123)),
      // What tells the hands apart is use as well: money has not been heard yet.
      ...parts.map((part, p) => shared('shared-system-prompt', `programme ${p}`, part)),
      ...parts.flatMap((part, p) =>
        [0, 1, 2].map(kind =>
          shared(
            'card-range',
            `issuer ${p} ${kind}`,
            part.filter(i => i % 3 === kind),
          ),
        ),
      ),
      ...usual(makeRng(4)),
    ]
    const { ties } = tiesOf(planted, { ...own, rowOf })
    expect(ties.map(({ holders, origins, wide }) => [[...holders], [...origins], wide])).toEqual(
      parts.map(part => [part, ['usage', 'money'], 'part']),
    )
  })
})
