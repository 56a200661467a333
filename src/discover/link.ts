/**
 * Link: which two values of independent origin fall on the same accounts more often than strangers allow?
 * Pairs of values, not of accounts: a hub of n strangers costs one value, not n² pairs, and it agrees with nothing.
 */
import type { AttributeSignal } from '../signals/signal.ts'
import { jointSurprise, oddsRatio } from '../stats/association.ts'
import type { Blocks, SharedValue } from './block.ts'
import type { Population } from './population.ts'
import { StratumCounts } from './primary.ts'

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

/** For each account its rarest values, ascending, one list after the other. */
interface Kept {
  /** Where the list of each account starts; one more at the end. */
  readonly from: Int32Array
  readonly values: Int32Array
}

function keepRarest({ values, held, signals, signalOf }: Blocks): Kept {
  const rarity = Int32Array.from(values, value => value.holders.length)
  const from = new Int32Array(held.length + 1)
  const kept = new Int32Array(held.reduce((sum, list) => sum + list.length, 0))
  const bySignal: number[][] = signals.map(() => [])
  let end = 0
  held.forEach((list, account) => {
    for (const v of list) bySignal[signalOf[v] as number]?.push(v)
    for (const own of bySignal) {
      if (own.length > valuesPerSignalMax)
        own.sort((x, y) => (rarity[x] as number) - (rarity[y] as number) || x - y)
      const taken = Math.min(own.length, valuesPerSignalMax)
      for (let i = 0; i < taken; i++) kept[end++] = own[i] as number
      own.length = 0
    }
    kept.subarray(from[account], end).sort()
    from[account + 1] = end
  })
  return { from, values: kept.slice(0, end) }
}

/** For each value the places in the kept lists where it stands, one list after the other. */
function placesOf(kept: Kept, width: number): Kept {
  const from = new Int32Array(width + 1)
  for (const v of kept.values) from[v + 1] = (from[v + 1] as number) + 1
  for (let v = 0; v < width; v++) from[v + 1] = (from[v + 1] as number) + (from[v] as number)
  const next = from.slice()
  const places = new Int32Array(kept.values.length)
  kept.values.forEach((v, place) => {
    places[next[v] as number] = place
    next[v] = (next[v] as number) + 1
  })
  return { from, values: places }
}

/** Whether two values of these signals could say two things: `[one × signals + other]`. */
function comparable(signals: readonly AttributeSignal[]): Uint8Array {
  return Uint8Array.from(
    signals.flatMap(one =>
      signals.map(other =>
        one.origin === other.origin ||
        (one.grain === 'coarse' && other.grain === 'coarse' && one.family === other.family)
          ? 0
          : 1,
      ),
    ),
  )
}

/**
 * Tells of every pair of values that some account keeps together, and how many do; gives the number of pairs. Row by row
 * of the values' product with themselves (Gustavson 1978): O(accounts × (signals × valuesPerSignalMax)²) time, O(values)
 * memory.
 */
function eachPair(blocks: Blocks, tell: (first: number, second: number, joint: number) => void): number {
  const { values, signals, signalOf } = blocks
  const kept = keepRarest(blocks)
  const places = placesOf(kept, values.length)
  const ends = new Int32Array(kept.values.length)
  for (let account = 0; account + 1 < kept.from.length; account++)
    ends.fill(kept.from[account + 1] as number, kept.from[account], kept.from[account + 1])
  const mayPair = comparable(signals)
  const joint = new Int32Array(values.length)
  const met = new Int32Array(values.length)
  let pairs = 0
  for (let first = 0; first < values.length; first++) {
    const row = (signalOf[first] as number) * signals.length
    let count = 0
    for (let p = places.from[first] as number; p < (places.from[first + 1] as number); p++) {
      const place = places.values[p] as number
      for (let at = place + 1; at < (ends[place] as number); at++) {
        const second = kept.values[at] as number
        if (mayPair[row + (signalOf[second] as number)] === 0) continue
        if (joint[second] === 0) met[count++] = second
        joint[second] = (joint[second] as number) + 1
      }
    }
    pairs += count
    for (let i = 0; i < count; i++) {
      const second = met[i] as number
      tell(first, second, joint[second] as number)
      joint[second] = 0
    }
  }
  return pairs
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
  const counts = new StratumCounts(blocks, population)
  const candidates: { first: number; second: number; surprise: number }[] = []
  const pairs = eachPair(blocks, (first, second, joint) => {
    if (joint < jointLeast) return
    const a = values[first] as SharedValue
    const b = values[second] as SharedValue
    if (oddsRatio(joint, a.holders.length, b.holders.length, population.size) < oddsLeast) return
    const expected = Math.max(0.02, expectedJoint(counts.of(first), counts.of(second), population.strata))
    const surprise = jointSurprise(joint, expected)
    if (surprise >= threshold) candidates.push({ first, second, surprise })
  })
  const bar = threshold + Math.log(Math.max(1, pairs))
  const links = candidates
    .filter(one => one.surprise >= bar)
    .map(one => ({
      ...one,
      holders: intersect(
        (values[one.first] as SharedValue).holders,
        (values[one.second] as SharedValue).holders,
      ),
    }))
  links.sort((x, y) => y.surprise - x.surprise || x.first - y.first || x.second - y.second)
  return { links, pairs }
}
