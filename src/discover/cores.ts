/**
 * Cores: from ties to small pure sets, and from sets to groups. A core is the part of a tie whose accounts agree on
 * another origin too; two cores are one group when the same rare values dominate both.
 */

import { DisjointSets } from '../graph/disjoint-sets.ts'
import type { Origin } from '../signals/signal.ts'
import { type Blocks, countHeld, type SharedValue } from './block.ts'
import { compareHours } from './controllers.ts'
import { facetOf } from './facets.ts'
import { groupLeast, type Tie } from './group.ts'
import type { Population } from './population.ts'
import type { Primary } from './primary.ts'
import type { Rhythms } from './rhythm.ts'

/** A tie most of whose core was already placed has nothing new to say. */
const coveredShare = 0.6

/**
 * Holders are joined by a value this many times as common among them as outside: nearly their own. A busy sign-up day or
 * a popular issuer is ten times as common among any two pools, and would make one of them.
 */
const joinLeast = 40

interface Column {
  readonly origin: Origin
  readonly facet: string
  readonly values: Int32Array
  /** Whether agreeing on it may join two holders: a quiet sign-up day or a common rhythm is a coincidence too often. */
  readonly joins: boolean
}

const joins = ({ signal }: Primary): boolean => signal.cap >= 5 && signal.origin !== 'timing'

export const columnsOf = (primary: readonly Primary[]): Column[] =>
  primary.flatMap(one => [
    { origin: one.signal.origin, facet: facetOf(one.signal.id), values: one.most, joins: joins(one) },
    { origin: one.signal.origin, facet: facetOf(one.signal.id), values: one.least, joins: joins(one) },
  ])

/** A value that is nearly the members' own: its facet, and the places in their list of those who share it. */
export interface OwnValue {
  readonly facet: string
  readonly places: readonly number[]
}

/** What three or more members share that is nearly their own, in other origins than `origins`. */
export function* ownValues(
  members: Int32Array,
  origins: ReadonlySet<Origin>,
  columns: readonly Column[],
  blocks: Blocks,
  population: Population,
): Generator<OwnValue> {
  const size = members.length
  for (const { origin, facet, values, joins } of columns) {
    if (origins.has(origin) || !joins) continue
    const byValue = new Map<number, number[]>()
    members.forEach((member, i) => {
      const v = values[member] as number
      if (v < 0) return
      const places = byValue.get(v)
      if (places) places.push(i)
      else byValue.set(v, [i])
    })
    for (const [v, places] of byValue) {
      const outside =
        ((blocks.values[v] as SharedValue).holders.length - places.length + 0.5) /
        (population.size - size + 1)
      if (places.length >= 3 && (places.length - 1) / size >= joinLeast * outside) yield { facet, places }
    }
  }
}

/** The sets that were joined by twos, of more than one account, each ascending. */
export function setsOf(members: Int32Array, joined: DisjointSets): Int32Array[] {
  const parts = new Map<number, number[]>()
  members.forEach((member, i) => {
    const root = joined.find(i)
    const part = parts.get(root)
    if (part) part.push(member)
    else parts.set(root, [member])
  })
  return [...parts.values()].filter(part => part.length > 1).map(part => Int32Array.from(part).sort())
}

/** Members joined wherever they share one of the values. */
export function joinedBy(members: Int32Array, values: Iterable<OwnValue>): Int32Array[] {
  const sets = new DisjointSets(members.length)
  for (const { places } of values) for (const place of places) sets.union(places[0] as number, place)
  return setsOf(members, sets)
}

/**
 * Splits a tie into the sets that agree on another origin too: holders are joined where they share a value that is
 * nearly their own. A phrase that three groups have in common gives three sets.
 */
function agreeing(
  tie: Tie,
  columns: readonly Column[],
  blocks: Blocks,
  population: Population,
): Int32Array[] {
  // Values of two origins already agree here: the tie is one set as it stands.
  if (tie.origins.size >= 2) return [tie.holders]
  return joinedBy(tie.holders, ownValues(tie.holders, tie.origins, columns, blocks, population))
}

/** Ties of many values come after those of one, and what hours told apart before what they did not. */
const widely = { part: 0.1, circle: 0 }

/** Tight ties first; what a core has covered starts nothing more. */
export function makeCores(
  ties: readonly Tie[],
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
): Int32Array[] {
  const columns = columnsOf(primary)
  const candidates = ties
    .filter(tie => tie.holders.length >= groupLeast)
    .flatMap(tie =>
      [...agreeing(tie, columns, blocks, population), ...(tie.movers ? [tie.movers] : [])].map(core => ({
        core,
        nats: tie.nats,
        purity: tie.wide ? widely[tie.wide] : core.length / tie.holders.length,
      })),
    )
    .filter(one => one.core.length >= groupLeast)
    .sort(
      (a, b) =>
        Math.round(b.purity * 10) - Math.round(a.purity * 10) ||
        b.core.length - a.core.length ||
        b.nats - a.nats ||
        (a.core[0] ?? 0) - (b.core[0] ?? 0),
    )
  const covered = new Set<number>()
  const cores: Int32Array[] = []
  for (const { core, purity } of candidates) {
    const fresh = core.filter(account => !covered.has(account))
    if (fresh.length < (1 - coveredShare) * core.length || fresh.length < groupLeast) continue
    // An impure tie mixes what different hands left; only its fresh part starts something.
    const members = purity >= 0.75 ? core : fresh
    for (const account of members) covered.add(account)
    cores.push(members)
  }
  return cores
}

/** A value dominates a set when at least half of it holds it. */
const dominantShare = 0.5
/** Nats by which two sets must surprise by having the same favourites: a chance of one in 1,800 … */
const mergeLeast = 7.5
/** … in two facets at least: one phrase in common is a coincidence of the trade. */
const facetsLeast = 2
/** A facet speaks when fewer than one account in twelve shares it. */
const facetLeast = 2.5

/** The values that at least half of a set hold. */
function dominant(members: Iterable<number>, blocks: Blocks): Set<number> {
  const list = [...members]
  return new Set(countHeld(list, blocks.held, dominantShare * list.length).keys())
}

/** Rare values of two origins dominate both sets: one operator, even if he works them in shifts. */
export function related(
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
  blocks: Blocks,
  population: Population,
): boolean {
  const other = dominant(b, blocks)
  const origins = new Set<Origin>()
  for (const v of dominant(a, blocks)) {
    const { signal, holders } = blocks.values[v] as SharedValue
    const outside = Math.max(0, holders.length - a.size - b.size) + 1
    if (other.has(v) && signal.origin !== 'timing' && Math.log(population.size / outside) >= facetLeast)
      origins.add(signal.origin)
  }
  return origins.size >= 2
}

/**
 * Two cores are one group when the same rare values dominate both: a pool that pays from ten issuers falls into ten
 * cores, and its prompt, tools and parameters put it together again. Where their hours say that one hand moves both, one
 * rare value is enough; where they say that two do, none is.
 */
export function mergeCores(
  cores: readonly Int32Array[],
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
): Int32Array[] {
  const favourites = cores.map(core => dominant(core, blocks))
  const facetsHeld = favourites.map(
    values => new Set([...values].map(v => facetOf((blocks.values[v] as SharedValue).signal.id))),
  )
  const surprise = (v: number, members: number): number =>
    -Math.log((Math.max(0, (blocks.values[v] as SharedValue).holders.length - members) + 1) / population.size)
  const pairs: { i: number; j: number; nats: number; enough: boolean }[] = []
  for (let i = 0; i < cores.length; i++) {
    for (let j = 0; j < i; j++) {
      const size = (cores[i]?.length ?? 0) + (cores[j]?.length ?? 0)
      const byFacet = new Map<string, number>()
      for (const v of favourites[i] ?? []) {
        if (!favourites[j]?.has(v)) continue
        const facet = facetOf((blocks.values[v] as SharedValue).signal.id)
        byFacet.set(facet, Math.max(byFacet.get(facet) ?? 0, surprise(v, size)))
      }
      const rare = [...byFacet.values()].filter(own => own >= facetLeast)
      if (rare.length === 0) continue
      const nats = rare.reduce((sum, own) => sum + own, 0)
      // Two configurations that differ in as much as they share are two hands that read the same public questions.
      const differ = [...(facetsHeld[i] ?? [])].filter(
        facet => facetsHeld[j]?.has(facet) && !byFacet.has(facet),
      )
      const enough = rare.length >= Math.max(facetsLeast, differ.length + 1) && nats >= mergeLeast
      pairs.push({ i, j, nats, enough })
    }
  }
  const sets = new DisjointSets(cores.length)
  const merged = new Map(cores.map((core, i) => [i, new Set(core)]))
  pairs.sort((a, b) => b.nats - a.nats || a.i - b.i || a.j - b.j)
  for (const { i, j, enough } of pairs) {
    const [one, other] = [sets.find(i), sets.find(j)]
    if (one === other) continue
    const [a, b] = [merged.get(one), merged.get(other)]
    if (!a || !b) continue
    const { hands } = compareHours(a, b, rhythms)
    if ((hands === 'two' && !related(a, b, blocks, population)) || (hands !== 'one' && !enough)) continue
    sets.union(i, j)
    const root = sets.find(i)
    merged.delete(one)
    merged.delete(other)
    merged.set(root, new Set([...a, ...b]))
  }
  return [...merged.values()].map(set => Int32Array.from(set).sort()).sort((a, b) => b.length - a.length)
}
