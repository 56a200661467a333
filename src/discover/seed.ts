/**
 * Seed: every shared value proposes its holders as a group, and the origins that did not propose them testify.
 * Finds pools whose pairs are weak and whose whole is unmistakable; pays for every value that was tried.
 */
import type { Origin } from '../signals/signal.ts'
import { logMeanExp } from '../stats/special.ts'
import { groupLeast } from './group.ts'
import type { Said } from './memory.ts'
import { testimony, type Witnesses } from './testimony.ts'

export interface Seed {
  readonly value: number
  readonly holders: Int32Array
  /** Log e-value after paying for all values tried. */
  readonly nats: number
  /** Nats by origin, capped. */
  readonly byOrigin: ReadonlyMap<Origin, number>
}

/** A value most people hold proposes nobody. */
const shareMax = 0.4

/** Sets up to this size are remembered; larger ones seldom come twice. */
const fewHolders = 24

/** Beyond this many holders a value is no more likely to be a pool's. */
const sizeMatters = 100

/**
 * @param said what an earlier look heard of each value; what this one hears is added
 * @param threshold nats left after paying for all values tried
 */
export function seed(
  witnesses: Witnesses,
  said: Said = new Map(),
  threshold = 3,
): { seeds: Seed[]; tried: number } {
  const { blocks, population } = witnesses
  const most = Math.max(groupLeast, shareMax * population.size)
  const found: Seed[] = []
  const inRange = blocks.values.filter(v => v.holders.length >= groupLeast && v.holders.length <= most)
  const tried = inRange.length
  // Weighted Bonferroni (Genovese, Roeder and Wasserman 2006): what all who were tried pay is shared out by size, since
  // ten thousand trios are tried for each hundred holders, and can say little.
  const weight = (holders: number): number => Math.min(holders, sizeMatters) ** 2
  const total = inRange.reduce((sum, v) => sum + weight(v.holders.length), 0)
  // A harness's wording, tools and settings have the same few holders: each set is asked once for each origin left out.
  const asked = new Map<string, ReadonlyMap<Origin, number>>()
  const ask = (holders: Int32Array, origin: Origin): ReadonlyMap<Origin, number> => {
    if (holders.length > fewHolders) return testimony(holders, new Set([origin]), witnesses).byOrigin
    const key = `${origin} ${holders.join(' ')}`
    const known = asked.get(key) ?? testimony(holders, new Set([origin]), witnesses).byOrigin
    asked.set(key, known)
    return known
  }
  blocks.values.forEach((value, v) => {
    const { holders } = value
    if (holders.length < groupLeast || holders.length > most) return
    const name = `${value.signal.id} ${value.value}`
    const before = said.get(name)
    const byOrigin = before?.holders === holders.length ? before.byOrigin : ask(holders, value.signal.origin)
    said.set(name, { holders: holders.length, byOrigin })
    let nats = -Math.log(total / weight(holders.length))
    for (const one of byOrigin.values()) nats += logMeanExp([0, one])
    if (nats >= threshold) found.push({ value: v, holders, nats, byOrigin })
  })
  found.sort((a, b) => b.nats - a.nats || a.value - b.value)
  return { seeds: found, tried }
}
