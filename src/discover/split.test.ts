import { expect, test } from 'vitest'
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
import { makeRng } from '../rng.ts'
import { attributeSignals } from '../signals/index.ts'
import type { SharedValue } from './block.ts'
import { primaries } from './primary.ts'
import { vouch } from './refine.ts'
import type { Rhythms } from './rhythm.ts'
import { splitGroup } from './split.ts'

const size = 3000
const all = new Set(attributeSignals)
const pool = range(0, 80)
const [tools, wording] = ['shared-toolset', 'shared-template'] as const

function split(
  planted: readonly SharedValue[],
  members: readonly number[],
  rhythms: Rhythms = noRhythms(size),
): number[][] {
  const rng = makeRng(5)
  const honest = [
    ...scattered('card-range', 60, size, rng),
    ...scattered('client-bundle', 50, size, rng),
    ...scattered('mail-domain', 40, size, rng),
    ...scattered('shared-address', 900, size, rng),
  ]
  const blocks = blocksOf([...planted, ...honest], size)
  const population = populationOf({ size })
  const ids = [
    'card-range',
    'shared-address',
    'shared-instrument',
    'mail-domain',
    'client-bundle',
    tools,
    wording,
  ]
  const primary = primaries(blocks, population, ids.map(signalOf))
  const scales = { blocks, population, rhythms, sources: () => all }
  return splitGroup(Int32Array.from(members), primary, blocks, population, rhythms, (group, asked) =>
    vouch(group, asked, new Set(), scales),
  )
    .map(set => [...set])
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

test('colleagues on one card and one address who ask as a pool and a trade do leave the pool together', () => {
  const colleagues = range(80, 104)
  const planted = [
    shared(tools, 'tools', [...pool, ...colleagues, ...range(500, 700)]),
    shared(wording, 'wording', [...pool, ...colleagues, ...range(650, 850)]),
    shared('card-range', 'virtual cards', pool),
    shared('mail-domain', 'disposable', pool),
    shared('shared-instrument', 'company card', colleagues),
    shared('shared-address', 'office', colleagues),
  ]
  expect(split(planted, [...pool, ...colleagues])).toEqual([pool, colleagues])
})

test('a pool that pays from several cards stays one, because its mail and its issuer speak for every part', () => {
  const part = (kind: number): number[] => pool.filter(i => i % 4 === kind)
  const planted = [
    shared(tools, 'tools', pool),
    shared('card-range', 'virtual cards', pool),
    shared('mail-domain', 'disposable', pool),
    ...[0, 1, 2, 3].map(kind => shared('shared-instrument', `card ${kind}`, part(kind))),
  ]
  expect(split(planted, pool)).toEqual([pool])
})

test('of two pools that have nothing but their use in common each is whole again: the larger makes no strangers of the parts of the other', () => {
  const [large, small] = [range(0, 60), range(60, 100)]
  const half = (list: readonly number[], kind: number): number[] => list.filter(i => i % 2 === kind)
  const planted = [
    shared(tools, 'tools', [...large, ...small]),
    ...[large, small].flatMap((own, p) => [
      shared('mail-domain', `mail ${p}`, own),
      shared('card-range', `range ${p}`, own),
      shared('shared-instrument', `card ${p} a`, half(own, 0)),
      shared('shared-instrument', `card ${p} b`, half(own, 1)),
    ]),
  ]
  expect(split(planted, [...large, ...small])).toEqual([large, small])
})

test('a part of a pool that pays for itself stays where one schedule moves it and the rest, and leaves where another does', () => {
  const [rest, part] = [range(0, 50), range(50, 80)]
  const planted = [
    shared(tools, 'tools', pool),
    shared('card-range', 'cards', rest),
    shared('mail-domain', 'mail', rest),
    shared('card-range', 'other cards', part),
    shared('mail-domain', 'other mail', part),
  ]
  const hours = 24 * 12
  const moved = (paces: readonly Float64Array[]): Rhythms => {
    const own = rhythmsOf([...paces, ...Array<undefined>(400).fill(undefined)], hours, 3)
    const rowOf = new Int32Array(size).fill(-1)
    rowOf.set(own.rowOf)
    return { ...own, rowOf }
  }
  const [ours, theirs] = [schedule(hours, 1), schedule(hours, 2)]
  expect(split(planted, pool, moved(pool.map(() => ours)))).toEqual([pool])
  expect(split(planted, pool, moved(pool.map(i => (i < 50 ? ours : theirs))))).toEqual([rest, part])
})
