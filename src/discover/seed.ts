/**
 * Seed: every shared value proposes its holders as a group, and the origins that did not propose them testify.
 * Finds pools whose pairs are weak and whose whole is unmistakable; pays for every value that was tried.
 */
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { logMeanExp } from '../stats/special.ts'
import type { Blocks } from './block.ts'
import { groupLeast } from './group.ts'
import type { Population } from './population.ts'
import { agreementNats, type Primary, StratumCounts } from './primary.ts'

export interface Seed {
  readonly value: number
  readonly holders: Int32Array
  /** Log e-value after paying for all values tried. */
  readonly nats: number
  /** Nats by origin, capped. */
  readonly byOrigin: ReadonlyMap<Origin, number>
}

/** No origin testifies with more than this, so that no single one can convict. */
export const originCap = 12
/** A value most people hold proposes nobody. */
const shareMax = 0.4

/** Agreement of a set of accounts on every origin but the excluded ones. */
export function testimony(
  members: ArrayLike<number>,
  excluded: ReadonlySet<Origin>,
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
  counts: StratumCounts,
): { byOrigin: Map<Origin, number>; bySignal: Map<AttributeSignal, number> } {
  const lists = new Map<Origin, number[]>()
  const bySignal = new Map<AttributeSignal, number>()
  for (const one of primary) {
    if (excluded.has(one.signal.origin)) continue
    const nats = logMeanExp([
      agreementNats(members, one.most, blocks, population, counts),
      agreementNats(members, one.least, blocks, population, counts),
    ])
    bySignal.set(one.signal, nats)
    const list = lists.get(one.signal.origin) ?? []
    lists.set(one.signal.origin, list)
    list.push(nats)
  }
  const byOrigin = new Map<Origin, number>()
  for (const [origin, list] of lists) byOrigin.set(origin, Math.min(originCap, logMeanExp(list)))
  return { byOrigin, bySignal }
}

/**
 * @param threshold nats left after paying for all values tried
 */
export function seed(
  blocks: Blocks,
  population: Population,
  primary: readonly Primary[],
  threshold = 3,
): { seeds: Seed[]; tried: number; counts: StratumCounts } {
  const counts = new StratumCounts(blocks, population)
  const most = Math.max(groupLeast, shareMax * population.size)
  const found: Seed[] = []
  const tried = blocks.values.filter(v => v.holders.length >= groupLeast && v.holders.length <= most).length
  const price = Math.log(Math.max(1, tried))
  blocks.values.forEach((value, v) => {
    const { holders } = value
    if (holders.length < groupLeast || holders.length > most) return
    const { byOrigin } = testimony(
      holders,
      new Set([value.signal.origin]),
      primary,
      blocks,
      population,
      counts,
    )
    let nats = -price
    for (const one of byOrigin.values()) nats += logMeanExp([0, one])
    if (nats >= threshold) found.push({ value: v, holders, nats, byOrigin })
  })
  found.sort((a, b) => b.nats - a.nats || a.value - b.value)
  return { seeds: found, tried, counts }
}
