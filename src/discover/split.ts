/**
 * Split: colleagues on one card and one network speak for each other wherever they are found, and so for themselves in
 * the middle of strangers. A set within a group is asked about without its own voices.
 */
import { DisjointSets } from '../graph/disjoint-sets.ts'
import type { Blocks } from './block.ts'
import { compareWithRest } from './controllers.ts'
import { columnsOf, joinedBy, mergeCores, type OwnValue, ownValues, setsOf } from './cores.ts'
import { groupLeast } from './group.ts'
import type { Population } from './population.ts'
import type { Primary } from './primary.ts'
import type { Rhythms } from './rhythm.ts'

/** Sets are left out together up to this share of a group, so that enough is left to ask. */
const leftOutMost = 0.2

/**
 * Of two sets about as large as each other none is the group's own, and nothing but what they have in common joins them: there
 * the rest speaks by a nat at least, as an origin does for a member.
 */
const vouchLeast = 1
const alike = 0.4

/** What a group's money, identity, network and hours say of each of `asked`, in nats, nobody asked being a member. */
export type Vouch = (group: ReadonlySet<number>, asked: Int32Array) => Float64Array

/**
 * Members joined where they share what is nearly their own in two facets. Single values chain colleagues to whoever
 * has the same issuer or signed up on the same day.
 */
function close(members: Int32Array, values: readonly OwnValue[]): Int32Array[] {
  const sets = new DisjointSets(members.length)
  const held = Array.from(members, (): number[] => [])
  values.forEach(({ places }, v) => {
    for (const place of places) held[place]?.push(v)
  })
  const first = new Map<number, number>()
  held.forEach((list, place) => {
    list.forEach((v, i) => {
      for (const w of list.slice(0, i)) {
        if (values[v]?.facet === values[w]?.facet) continue
        const pair = v * values.length + w
        const other = first.get(pair)
        if (other === undefined) first.set(pair, place)
        else sets.union(place, other)
      }
    })
  })
  return setsOf(members, sets)
}

/** What a group says of the typical member of each set within it, that set's own voices left out. */
function saidOf(sets: readonly Int32Array[], members: Int32Array, vouch: Vouch): Map<Int32Array, number> {
  const batches: Int32Array[][] = []
  let room = 0
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    room -= set.length
    if (room < 0) {
      batches.push([])
      room = leftOutMost * members.length - set.length
    }
    batches.at(-1)?.push(set)
  }
  const typical = new Map<Int32Array, number>()
  for (const batch of batches) {
    const asked = Int32Array.from(new Set(batch.flatMap(set => [...set]))).sort()
    const out = new Set(asked)
    const said = vouch(new Set(members.filter(account => !out.has(account))), asked)
    const nats = new Map([...asked].map((account, i) => [account, said[i] as number]))
    for (const set of batch) {
      const sorted = Float64Array.from(set, account => nats.get(account) ?? 0).sort()
      typical.set(set, sorted[sorted.length >> 1] as number)
    }
  }
  return typical
}

/**
 * A grown group looked at again: a set within it that has money, sign-up or network of its own stays where the rest
 * speaks for it by more than usage. The largest stranger leaves first, and what is left is
 * asked again without it. O(sets) weighings for each set that leaves.
 * @returns what stays, and every set that leaves; a group of one piece as it is
 */
export function splitGroup(
  members: Int32Array,
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
  vouch: Vouch,
): Int32Array[] {
  const values = [...ownValues(members, new Set(['usage']), columnsOf(primary), blocks, population)]
  const parts = joinedBy(members, values)
  let sets = [
    // A chain of single values may run through two hands: more than half of a group is not told from the rest by it.
    ...mergeCores(parts, blocks, population, rhythms).filter(set => set.length <= members.length / 2),
    ...close(members, values),
  ].filter(set => set.length >= groupLeast)
  let rest = members
  const gone: Int32Array[] = []
  for (;;) {
    const others = rest
    sets = sets.filter(set => set.length <= others.length - groupLeast)
    const typical = saidOf(sets, others, vouch)
    const stranger = sets
      .filter(set => {
        const nats = typical.get(set) as number
        return nats <= 0 || (nats < vouchLeast && set.length >= alike * others.length)
      })
      .sort((a, b) => b.length - a.length)
      .find(set => compareWithRest(set, others, rhythms).hands !== 'one')
    if (!stranger) return [rest, ...gone]
    const leaving = new Set(stranger)
    rest = rest.filter(account => !leaving.has(account))
    sets = sets
      .map(set => set.filter(account => !leaving.has(account)))
      .filter(set => set.length >= groupLeast)
    gone.push(stranger)
  }
}
