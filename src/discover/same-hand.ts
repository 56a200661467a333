/**
 * Test, first question: are these accounts run by one hand? An e-value against "strangers who happen to agree".
 * The link that found a group pays for every pair looked at; origins that took no part in finding it testify freely.
 */
import type { Evidence } from '../model/finding.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { logConcentration } from '../stats/concentration.ts'
import { logCalibrate } from '../stats/evalues.ts'
import { logMeanExp } from '../stats/special.ts'
import type { Blocks, SharedValue } from './block.ts'
import type { Link } from './link.ts'
import type { Population } from './population.ts'

/** No origin testifies with more than this, so that no single one can convict. */
const originCap = 12

/** Log e-value that a group agrees on one signal more than strangers of its strata would; members hold one value each. */
function concentration(
  signal: AttributeSignal,
  members: ReadonlySet<number>,
  blocks: Blocks,
  population: Population,
): { nats: number; top: number; share: number; outside: number } | undefined {
  const counts = new Map<number, number>()
  let holders = 0
  for (const member of members) {
    let primary = -1
    let uses = 0
    for (const v of blocks.held[member] as Int32Array) {
      const shared = blocks.values[v] as SharedValue
      if (shared.signal !== signal) continue
      const used = shared.uses[lowerBound(shared.holders, member)] ?? 0
      if (used > uses) {
        uses = used
        primary = v
      }
    }
    if (primary < 0) continue
    holders++
    counts.set(primary, (counts.get(primary) ?? 0) + 1)
  }
  if (holders < 4) return undefined
  const others = Math.max(1, population.size - members.size)
  const observed: number[] = []
  const background: number[] = []
  let top = -1
  let topCount = 0
  let topOutside = 0
  for (const [v, count] of counts) {
    let outside = 0
    for (const holder of (blocks.values[v] as SharedValue).holders) if (!members.has(holder)) outside++
    observed.push(count)
    background.push((outside + 1) / (others + 1))
    if (count > topCount) {
      top = v
      topCount = count
      topOutside = outside
    }
  }
  // Members who hold no shared value of the signal are one more category, that of the unique.
  const rest = members.size - holders
  if (rest > 0) {
    observed.push(rest)
    background.push(Math.max(0.5, 1 - background.reduce((a, b) => a + b, 0)))
  }
  return {
    nats: logConcentration(observed, background),
    top,
    share: topCount / members.size,
    outside: topOutside / others,
  }
}

function lowerBound(sorted: Int32Array, wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export interface HandTest {
  readonly nats: number
  readonly evidence: readonly Evidence[]
  /** Origins that spoke for one hand. */
  readonly origins: readonly Origin[]
}

export function testSameHand(
  members: ReadonlySet<number>,
  foundBy: readonly Link[],
  pairsLookedAt: number,
  signals: readonly AttributeSignal[],
  blocks: Blocks,
  population: Population,
): HandTest {
  const best = foundBy.reduce((top, link) => (link.surprise > top.surprise ? link : top), {
    surprise: 0,
    first: -1,
    second: -1,
  })
  const founders = new Set<Origin>()
  const evidence: Evidence[] = []
  let nats = 0
  if (best.first >= 0) {
    const a = blocks.values[best.first] as SharedValue
    const b = blocks.values[best.second] as SharedValue
    founders.add(a.signal.origin)
    founders.add(b.signal.origin)
    // Chernoff: the Poisson tail is at most exp(−surprise); Bonferroni over all pairs looked at.
    const logP = Math.min(0, Math.log(Math.max(1, pairsLookedAt)) - best.surprise)
    nats += Math.min(2 * originCap, Math.max(0, logCalibrate(Math.exp(Math.max(-600, logP)))))
  }
  const byOrigin = new Map<Origin, number[]>()
  for (const signal of signals) {
    const found = concentration(signal, members, blocks, population)
    if (!found) continue
    const list = byOrigin.get(signal.origin) ?? []
    byOrigin.set(signal.origin, list)
    list.push(found.nats)
    if (found.nats <= 1) continue
    const value = blocks.values[found.top] as SharedValue
    evidence.push({
      signal: signal.id,
      family: signal.family,
      weight: Number(Math.min(originCap, found.nats).toFixed(2)),
      detail: `${(100 * found.share).toFixed(0)} % of members agree on ${signal.describe(value.value)}; ${(100 * found.outside).toFixed(2)} % of other accounts have it`,
    })
  }
  const origins: Origin[] = [...founders]
  for (const [origin, list] of byOrigin) {
    if (founders.has(origin)) continue
    const own = logMeanExp([0, ...list])
    nats += Math.min(originCap, Math.max(Math.log(0.5), own))
    if (own > 1) origins.push(origin)
  }
  evidence.sort((x, y) => y.weight - x.weight || (x.signal < y.signal ? -1 : 1))
  return { nats, evidence, origins }
}
