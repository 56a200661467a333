/** Profile: what a group holds, value by value, beside how often strangers hold it. */
import type { Origin } from '../signals/signal.ts'
import { type Blocks, heldCounts, type SharedValue } from './block.ts'
import type { Population } from './population.ts'

/** Pseudo-accounts by which a stratum's rate is drawn towards everybody's. */
const shrinkage = 100

export interface Profile {
  /** Members, and accounts that are neither members nor placed in other groups. */
  readonly size: number
  readonly others: number
  /** Where each of the group's values stands in `values`. */
  readonly place: ReadonlyMap<number, number>
  /** The group's values. */
  readonly values: Int32Array
  readonly inside: Float64Array
  readonly outside: Float64Array
  /** Rate among strangers, and among those of each stratum: `byStratum[place × strata + stratum]`. */
  readonly background: Float64Array
  readonly byStratum: Float64Array
  /** For each signal: the share of members, and of others, who hold any of the group's values of it. */
  readonly coverInside: Float64Array
  readonly coverOutside: Float64Array
}

/** Share of members who must hold a value: what two in three hundred have in common is theirs, not the group's. */
const rare = 0.01
/** A value commoner among strangers than this share of what it is among members describes nobody. */
const lift = 2

/**
 * @param elsewhere accounts placed in other groups: neither members nor strangers
 * @param silent an origin that is not asked
 */
export function profileOf(
  members: ReadonlySet<number>,
  elsewhere: ReadonlySet<number>,
  blocks: Blocks,
  population: Population,
  silent?: Origin,
): Profile {
  const { values: all, held, signalOf, signals } = blocks
  const size = members.size
  let away = 0
  const stratumSize = Float64Array.from(population.strata)
  for (const account of elsewhere) {
    if (members.has(account)) continue
    away++
    const s = population.stratum[account] as number
    stratumSize[s] = (stratumSize[s] as number) - 1
  }
  const others = Math.max(1, population.size - size - away)
  const found = heldCounts(members, held)
  const holdersLeast = Math.max(2, size * rare)
  const spoken = signals.map(signal => signal.origin !== silent)
  const strata = population.strata.length
  const kept: { v: number; inside: number; outside: number; byStratum: Float64Array }[] = []
  const coverInside = signals.map(() => new Set<number>())
  const coverOutside = new Float64Array(signals.length)
  found.values.forEach((v, i) => {
    const inside = found.counts[i] as number
    const signal = signalOf[v] as number
    if (inside < holdersLeast || !spoken[signal]) return
    const { holders } = all[v] as SharedValue
    const least = (inside - 1) / size
    // Cheap first: a value of the crowd is out before its holders are looked at one by one.
    if (holders.length - inside - away > (least * (others + 1)) / lift) return
    const byStratum = new Float64Array(strata)
    let outside = 0
    for (const holder of holders) {
      if (members.has(holder) || elsewhere.has(holder)) continue
      outside++
      const s = population.stratum[holder] as number
      byStratum[s] = (byStratum[s] as number) + 1
    }
    const background = (outside + 0.5) / (others + 1)
    if (least < background * lift) return
    for (let s = 0; s < strata; s++)
      byStratum[s] =
        ((byStratum[s] as number) + shrinkage * background) / ((stratumSize[s] as number) + shrinkage)
    kept.push({ v, inside, outside, byStratum })
    const cover = coverInside[signal] as Set<number>
    for (const holder of holders) if (members.has(holder)) cover.add(holder)
    coverOutside[signal] = (coverOutside[signal] as number) + outside
  })
  const byStratum = new Float64Array(kept.length * strata)
  kept.forEach((one, k) => {
    byStratum.set(one.byStratum, k * strata)
  })
  return {
    size,
    others,
    place: new Map(kept.map((one, k) => [one.v, k])),
    values: Int32Array.from(kept, one => one.v),
    inside: Float64Array.from(kept, one => one.inside),
    outside: Float64Array.from(kept, one => one.outside),
    background: Float64Array.from(kept, one => (one.outside + 0.5) / (others + 1)),
    byStratum,
    coverInside: Float64Array.from(coverInside, cover => cover.size / size),
    coverOutside: coverOutside.map(outside => Math.min(0.9, outside / others)),
  }
}
