/**
 * Seed: every shared value proposes its holders as a group, and the origins that did not propose them testify.
 * Finds pools whose pairs are weak and whose whole is unmistakable; pays for every value that was tried.
 */
import type { Origin } from '../signals/signal.ts'
import { logMeanExp } from '../stats/special.ts'
import type { SharedValue } from './block.ts'
import { groupLeast } from './group.ts'
import type { Said } from './memory.ts'
import { movementNats, originCap, testimony, type Witnesses } from './testimony.ts'

export interface Seed {
  readonly value: number
  readonly holders: Int32Array
  /** Log e-value after paying for all values tried. */
  readonly nats: number
  /** Nats by origin, capped. */
  readonly byOrigin: ReadonlyMap<Origin, number>
}

/** What the other origins said of a value's holders; their hours may still be asked. */
type Heard = Omit<Seed, 'byOrigin'> & { readonly byOrigin: Map<Origin, number> }

/** A value most people hold proposes nobody. */
const shareMax = 0.4

/** Beyond this many holders a value is no more likely to be a pool's. */
const sizeMatters = 100

/**
 * Nats that a set of so many accounts pays for all values that were tried. Weighted Bonferroni (Genovese, Roeder and
 * Wasserman 2006): shared out by size, since ten thousand trios are tried for each hundred holders, and can say little.
 */
export function priceOf(values: readonly SharedValue[], accounts: number): (holders: number) => number {
  const most = Math.max(groupLeast, shareMax * accounts)
  const weight = (holders: number): number => Math.min(holders, sizeMatters) ** 2
  const total = values
    .filter(({ holders }) => holders.length >= groupLeast && holders.length <= most)
    .reduce((sum, { holders }) => sum + weight(holders.length), 0)
  return holders => Math.log(total / weight(holders))
}

/**
 * @param said what an earlier look heard of each value; what this one hears is added. None where no look follows
 * @param threshold nats left after paying for all values tried
 */
export function seed(witnesses: Witnesses, said?: Said, threshold = 3): { seeds: Seed[]; tried: number } {
  const { blocks, population } = witnesses
  const most = Math.max(groupLeast, shareMax * population.size)
  const found: Seed[] = []
  const price = priceOf(blocks.values, population.size)
  let tried = 0
  const ask = askOnce(witnesses)
  const heard: Heard[] = []
  blocks.values.forEach((value, v) => {
    const { holders } = value
    if (holders.length < groupLeast || holders.length > most) return
    tried++
    const name = said && `${value.signal.id} ${value.value}`
    const before = name === undefined ? undefined : said?.get(name)
    const byOrigin = before?.holders === holders.length ? before.byOrigin : ask(holders, value.signal.origin)
    if (name !== undefined) said?.set(name, { holders: holders.length, byOrigin })
    let nats = -price(holders.length)
    for (const [origin, one] of byOrigin) if (origin !== 'timing') nats += logMeanExp([0, one])
    // Hours cost most to ask, so only where they could decide.
    if (nats + logMeanExp([0, originCap]) >= threshold) heard.push({ value: v, holders, nats, byOrigin })
  })
  heard.sort((a, b) => b.nats - a.nats || a.value - b.value)
  const asked = forHours(heard.filter(one => one.nats >= threshold))
  for (const one of heard) {
    const { value, holders, byOrigin } = one
    let { nats } = one
    if ((blocks.values[value] as SharedValue).signal.origin !== 'timing') {
      if (nats < threshold || asked.has(one))
        byOrigin.set(
          'timing',
          byOrigin.get('timing') ?? Math.min(originCap, movementNats(holders, witnesses)),
        )
      const hours = byOrigin.get('timing')
      if (hours !== undefined) nats += logMeanExp([0, hours])
    }
    if (nats >= threshold) found.push({ value, holders, nats, byOrigin })
  }
  found.sort((a, b) => b.nats - a.nats || a.value - b.value)
  return { seeds: found, tried }
}

/** Of seeds that say the same of the same holders the first: as ties, the others would add nothing. */
export function eachSetOnce(seeds: readonly Seed[]): Seed[] {
  const met = new Map<ReadonlyMap<Origin, number>, Int32Array>()
  return seeds.filter(({ byOrigin, holders }) => {
    const known = met.get(byOrigin)
    if (known && sameSet(known, holders)) return false
    met.set(byOrigin, holders)
    return true
  })
}

/** Sets whose hours are looked into for each of their accounts. */
const hoursAsked = 32

/**
 * Those of the sets, strongest first, whose hours are worth looking into: an account on hundreds of addresses is in
 * hundreds of sets, and the first say who it moves with.
 */
export function forHours<T extends { readonly holders: Int32Array }>(sets: readonly T[]): Set<T> {
  const asked = new Map<number, number>()
  return new Set(
    sets.filter(({ holders }) => {
      if (holders.every(holder => (asked.get(holder) ?? 0) >= hoursAsked)) return false
      for (const holder of holders) asked.set(holder, (asked.get(holder) ?? 0) + 1)
      return true
    }),
  )
}

/** How many of `accounts` are among the others. */
export const commonOf = (accounts: Int32Array, others: ReadonlySet<number>): number =>
  accounts.reduce((sum, account) => sum + (others.has(account) ? 1 : 0), 0)

/** Both ascending. */
export const sameSet = (a: Int32Array, b: Int32Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** FNV-1a over whole numbers; equal sets meet, and `sameSet` tells the rest apart. */
const hashOf = (set: Int32Array, origin: string): number => {
  let hash = 0x811c9dc5 ^ origin.charCodeAt(0)
  for (const one of set) hash = Math.imul(hash ^ one, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** A harness's wording, tools and settings have the same few holders: each set is asked once for each origin left out. */
function askOnce(witnesses: Witnesses): (holders: Int32Array, origin: Origin) => Map<Origin, number> {
  type Asked = { holders: Int32Array; origin: Origin; byOrigin: Map<Origin, number> }
  const asked = new Map<number, Asked | Asked[]>()
  return (holders, origin) => {
    const key = hashOf(holders, origin)
    const met = asked.get(key)
    const known = [met ?? []].flat().find(one => one.origin === origin && sameSet(one.holders, holders))
    if (known) return known.byOrigin
    const { byOrigin } = testimony(holders, new Set<Origin>([origin, 'timing']), witnesses)
    const one = { holders, origin, byOrigin }
    asked.set(key, met === undefined ? one : [met, one].flat())
    return byOrigin
  }
}
