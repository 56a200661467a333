/**
 * Link: which two values of independent origin fall on the same accounts more often than strangers allow?
 * Pairs of values, not of accounts: a hub of n strangers costs one value, not n² pairs, and it agrees with nothing.
 */
import type { AttributeSignal } from '../signals/signal.ts'
import { jointSurprise, oddsRatio } from '../stats/association.ts'
import type { Blocks, SharedValue } from './block.ts'
import type { Population } from './population.ts'

/** Two values that belong together, with the accounts that hold both. */
export interface Link {
  readonly first: number
  readonly second: number
  readonly holders: Int32Array
  /** Nats of surprise against the stratified expectation. */
  readonly surprise: number
}

/** An account's rarest values of each signal are enough to place it; the bound keeps one signal from drowning the rest. */
const valuesPerSignalMax = 8
/** Below this nothing is a group. */
const jointLeast = 3
/** Honest traits go together two- to fivefold (country, harness, plan); one hand goes together far more. */
const oddsLeast = 12

function strataCounts(value: SharedValue, population: Population): Int32Array {
  const counts = new Int32Array(population.strata.length)
  for (const holder of value.holders) {
    const s = population.stratum[holder] as number
    counts[s] = (counts[s] as number) + 1
  }
  return counts
}

/** Joint holders expected of strangers: independent within each stratum. */
function expectedJoint(a: Int32Array, b: Int32Array, strata: Int32Array): number {
  let expected = 0
  for (let s = 0; s < strata.length; s++) {
    const size = strata[s] as number
    if (size > 0) expected += ((a[s] as number) * (b[s] as number)) / size
  }
  return expected
}

function intersect(a: Int32Array, b: Int32Array): Int32Array {
  const out: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a[i] as number
    const y = b[j] as number
    if (x === y) {
      out.push(x)
      i++
      j++
    } else if (x < y) i++
    else j++
  }
  return Int32Array.from(out)
}

/** Counts joint holders of every pair of values that some account holds together. O(accounts × (signals × valuesPerSignalMax)²). */
function jointCounts(blocks: Blocks): Map<number, number> {
  const { values, held } = blocks
  const counts = new Map<number, number>()
  const width = values.length
  const rarity = (v: number): number => (values[v] as SharedValue).holders.length
  for (const list of held) {
    const taken = new Map<AttributeSignal, number>()
    const kept = [...list]
      .sort((x, y) => rarity(x) - rarity(y) || x - y)
      .filter(v => {
        const { signal } = values[v] as SharedValue
        const n = (taken.get(signal) ?? 0) + 1
        taken.set(signal, n)
        return n <= valuesPerSignalMax
      })
      .sort((x, y) => x - y)
    for (let i = 0; i < kept.length; i++) {
      const a = kept[i] as number
      const one = (values[a] as SharedValue).signal
      for (let j = i + 1; j < kept.length; j++) {
        const b = kept[j] as number
        const other = (values[b] as SharedValue).signal
        if (
          one.origin === other.origin ||
          (one.grain === 'coarse' && other.grain === 'coarse' && one.family === other.family)
        )
          continue
        const pair = a * width + b
        counts.set(pair, (counts.get(pair) ?? 0) + 1)
      }
    }
  }
  return counts
}

/**
 * @param threshold nats of surprise; log of the number of pairs looked at is added, so that chance yields less than
 *   exp(−threshold) links in expectation
 */
export function link(
  blocks: Blocks,
  population: Population,
  threshold = 5,
): { links: Link[]; pairs: number } {
  const { values } = blocks
  const counts = jointCounts(blocks)
  const bar = threshold + Math.log(Math.max(1, counts.size))
  const strata = new Map<number, Int32Array>()
  const strataOf = (v: number): Int32Array => {
    const known = strata.get(v)
    if (known) return known
    const made = strataCounts(values[v] as SharedValue, population)
    strata.set(v, made)
    return made
  }
  const links: Link[] = []
  for (const [pair, joint] of counts) {
    if (joint < jointLeast) continue
    const first = Math.floor(pair / values.length)
    const second = pair % values.length
    const a = values[first] as SharedValue
    const b = values[second] as SharedValue
    if (oddsRatio(joint, a.holders.length, b.holders.length, population.size) < oddsLeast) continue
    const expected = Math.max(0.02, expectedJoint(strataOf(first), strataOf(second), population.strata))
    const surprise = jointSurprise(joint, expected)
    if (surprise < bar) continue
    links.push({ first, second, holders: intersect(a.holders, b.holders), surprise })
  }
  links.sort((x, y) => y.surprise - x.surprise || x.first - y.first || x.second - y.second)
  return { links, pairs: counts.size }
}
