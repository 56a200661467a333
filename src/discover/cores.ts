/**
 * Cores: from ties to small pure sets, and from sets to groups. A core is the part of a tie whose accounts agree on
 * another origin too; two cores are one group when one description fits both better than two do.
 */

import { DisjointSets } from '../graph/disjoint-sets.ts'
import type { Origin } from '../signals/signal.ts'
import { describedNats } from '../stats/agreement.ts'
import type { Blocks, SharedValue } from './block.ts'
import { groupLeast, type Tie } from './group.ts'
import type { Population } from './population.ts'
import type { Primary } from './primary.ts'

/** A tie most of whose core was already placed has nothing new to say. */
const coveredShare = 0.6
/** One description must fit better by this many nats: a factor of 400. */
const mergeLeast = 6

interface Column {
  readonly origin: Origin
  readonly values: Int32Array
}

export const columnsOf = (primary: readonly Primary[]): Column[] =>
  primary.flatMap(one => [
    { origin: one.signal.origin, values: one.most },
    { origin: one.signal.origin, values: one.least },
  ])

function tally(members: ArrayLike<number>, column: Column): Map<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < members.length; i++) {
    const v = column.values[members[i] as number] as number
    counts.set(v, (counts.get(v) ?? 0) + 1)
  }
  return counts
}

/**
 * Splits a tie into the sets that agree on another origin too: holders are joined where they share a value at least
 * ten times as common among the holders as outside. A phrase that three groups have in common gives three sets.
 */
function agreeing(
  tie: Tie,
  columns: readonly Column[],
  blocks: Blocks,
  population: Population,
): Int32Array[] {
  // Values of two origins already agree here: the tie is one set as it stands.
  if (tie.origins.size >= 2) return [tie.holders]
  const size = tie.holders.length
  const sets = new DisjointSets(size)
  const joined = new Uint8Array(size)
  for (const column of columns) {
    if (tie.origins.has(column.origin)) continue
    const counts = tally(tie.holders, column)
    const first = new Map<number, number>()
    tie.holders.forEach((holder, i) => {
      const v = column.values[holder] as number
      if (v < 0) return
      const count = counts.get(v) ?? 0
      const outside =
        ((blocks.values[v] as SharedValue).holders.length - count + 0.5) / (population.size - size + 1)
      if (count < 3 || (count - 1) / size < 10 * outside) return
      const other = first.get(v)
      if (other === undefined) first.set(v, i)
      else {
        sets.union(i, other)
        joined[i] = 1
        joined[other] = 1
      }
    })
  }
  const parts = new Map<number, number[]>()
  tie.holders.forEach((holder, i) => {
    if (!joined[i]) return
    const root = sets.find(i)
    const part = parts.get(root) ?? []
    parts.set(root, part)
    part.push(holder)
  })
  return [...parts.values()].map(part => Int32Array.from(part).sort())
}

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
      agreeing(tie, columns, blocks, population).map(core => ({
        core,
        nats: tie.nats,
        purity: core.length / tie.holders.length,
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

interface Described {
  members: Set<number>
  counts: Map<number, number>[]
  nats: number
}

/** Greedy agglomeration: each core joins the group it is best described with, while that gains enough. */
export function mergeCores(
  cores: readonly Int32Array[],
  primary: readonly Primary[],
  population: Population,
): Int32Array[] {
  const columns = columnsOf(primary)
  const perOrigin = new Map<Origin, number>()
  for (const column of columns) perOrigin.set(column.origin, (perOrigin.get(column.origin) ?? 0) + 1)
  const inside = new Set(cores.flatMap(core => [...core]))
  const outsideCounts = columns.map(column => {
    const counts = new Map<number, number>()
    for (let i = 0; i < population.size; i++) {
      if (inside.has(i)) continue
      const v = column.values[i] as number
      counts.set(v, (counts.get(v) ?? 0) + 1)
    }
    return counts
  })
  const others = Math.max(1, population.size - inside.size)
  const rate = (c: number, value: number): number =>
    ((outsideCounts[c]?.get(value) ?? 0) + 0.5) / (others + 1)
  const natsOf = (counts: readonly Map<number, number>[]): number => {
    let nats = 0
    counts.forEach((column, c) => {
      nats +=
        describedNats(column, value => rate(c, value)) / (perOrigin.get((columns[c] as Column).origin) ?? 1)
    })
    return nats
  }
  const describe = (members: Set<number>): Described => {
    const counts = columns.map(column => tally([...members], column))
    return { members, counts, nats: natsOf(counts) }
  }
  let groups = cores.map(core => describe(new Set(core))).sort((a, b) => b.members.size - a.members.size)
  for (let pass = 0; pass < 4; pass++) {
    const kept: Described[] = []
    for (const one of groups) {
      let best: Described | undefined
      let bestGain = mergeLeast
      let home = -1
      kept.forEach((other, k) => {
        const union = describe(new Set([...other.members, ...one.members]))
        // Accounts in both are described once either way: compare with the second set's fresh part.
        const fresh = describe(new Set([...one.members].filter(account => !other.members.has(account))))
        const gain = union.nats - other.nats - fresh.nats
        if (fresh.members.size === 0 || gain > bestGain) {
          best = union
          bestGain = fresh.members.size === 0 ? Infinity : gain
          home = k
        }
      })
      if (best) kept[home] = best
      else kept.push(one)
    }
    const settled = kept.length === groups.length
    groups = kept.sort((a, b) => b.members.size - a.members.size)
    if (settled) break
  }
  return groups.map(one => Int32Array.from(one.members).sort())
}
