/**
 * Kin: who uses the model as they do? A campaign that varies its prompts, tools and settings has no value that all of its
 * members hold; each private configuration leads to the others, and all of them together to the members. A circle is
 * drawn by usage alone, so money, identity, network and hours testify of it freely.
 */
import type { Origin } from '../signals/signal.ts'
import { logMeanExp } from '../stats/special.ts'
import { type Blocks, heldCounts, type SharedValue } from './block.ts'
import { facetOf } from './facets.ts'
import type { Tie } from './group.ts'
import { partByHours } from './part.ts'
import { commonOf, sameSet } from './seed.ts'
import { testimony, type Witnesses } from './testimony.ts'

/** A configuration of fewer holders leads nowhere that a link would not. */
const startLeast = 8
/** A configuration of a larger share of everybody is a trade's, and so is a circle of … */
const valueMost = 0.08
/** … this share. */
const circleMost = 0.25
/** Times a circle is drawn around the last one: most close after two. */
const rounds = 3
/** Share of a circle that must hold a configuration before it leads anywhere. */
const heldLeast = 0.05
/** Nats a configuration says of whoever holds it, at least and at most: configurations are copied. */
const nats = { least: 2, most: 6 }
/** Members that a circle is expected to have, when nothing is known of it. */
const expected = 30
/** Usage alone makes nine in ten of these kin. */
const nearlySure = Math.log(9)
/** Circles this alike are one; a value most of whose holders have been asked starts none. */
const alike = 0.7

/** Who would usage alone take for one of these? Everybody, ascending; nobody where they are a trade. */
type Around = (members: Int32Array) => Int32Array

/** Room for what is counted is made once: thousands of circles are drawn, most of them empty. */
function compass(blocks: Blocks, usage: Uint8Array, size: number): Around {
  const { values, held, signals, signalOf } = blocks
  const configurations = held.map(list => list.filter(v => usage[v] === 1))
  const facets = [...new Set(signals.map(signal => facetOf(signal.id)))]
  const facetAt = signals.map(signal => facets.indexOf(facetOf(signal.id)))
  const best = new Float64Array(size * facets.length)
  // The same prior for every round: a circle that grew must not grow the more easily for it.
  const enough = nearlySure - Math.log(expected / size)
  return members => {
    const { values: seen, counts } = heldCounts(members, configurations)
    const least = Math.max(3, heldLeast * members.length)
    const reached = new Set<number>()
    for (const [i, v] of seen.entries()) {
      const count = counts[i] as number
      if (count < least) continue
      const { holders } = values[v] as SharedValue
      const rate = (holders.length - count + 0.5) / (size - members.length + 1)
      const own = Math.min(nats.most, Math.log((count - 1) / members.length / rate))
      if (own < nats.least) continue
      const facet = facetAt[signalOf[v] as number] as number
      for (const holder of holders) {
        const at = holder * facets.length + facet
        best[at] = Math.max(best[at] as number, own)
        reached.add(holder)
      }
    }
    const kin: number[] = []
    for (const account of reached) {
      const own = best.subarray(account * facets.length, (account + 1) * facets.length)
      if (own.reduce((sum, one) => sum + one, 0) >= enough) kin.push(account)
      own.fill(0)
    }
    return kin.length > circleMost * size ? new Int32Array(0) : Int32Array.from(kin).sort()
  }
}

/**
 * Accounts that use the model alike: circles drawn around every configuration that no earlier circle covers.
 * O(holdings of those who share a configuration) for each circle.
 */
export function circlesOfUse(blocks: Blocks, size: number): Int32Array[] {
  const usage = Uint8Array.from(blocks.values, ({ signal, holders }) =>
    signal.origin === 'usage' && holders.length <= valueMost * size ? 1 : 0,
  )
  const starts = blocks.values
    .filter(({ holders }, v) => usage[v] === 1 && holders.length >= startLeast)
    .sort((a, b) => b.holders.length - a.holders.length)
  const around = compass(blocks, usage, size)
  const covered = new Uint8Array(size)
  const circles: ReadonlySet<number>[] = []
  for (const { holders } of starts) {
    if (holders.reduce((sum, account) => sum + (covered[account] as number), 0) >= alike * holders.length)
      continue
    let circle: Int32Array = holders
    for (let round = 0; round < rounds; round++) {
      const next: Int32Array = around(circle)
      const closed = sameSet(next, circle)
      circle = next
      if (closed) break
    }
    const known = circles.some(other => {
      const common = commonOf(circle, other)
      return common >= alike * Math.max(circle.length, other.size)
    })
    // Drawn in vain is drawn: what a trade's many configurations lead to is asked once for each of its accounts.
    for (const account of holders) covered[account] = 1
    for (const account of circle) covered[account] = 1
    if (circle.length < startLeast) continue
    if (!known) circles.push(new Set(circle))
  }
  return circles.map(circle => Int32Array.from(circle)).sort((a, b) => b.length - a.length)
}

/** Nats left after paying for all circles drawn. */
const threshold = 3

/** Circles that other origins speak for; where two hands move one, each of its parts. */
export function kinTies(witnesses: Witnesses): { ties: Tie[]; tried: number } {
  const { primary, blocks, population, rhythms } = witnesses
  const circles = circlesOfUse(blocks, population.size)
  // Single values have been asked beside them: each way of looking pays half (Bonferroni).
  const cost = Math.log(2 * Math.max(1, circles.length))
  const ties = circles.flatMap(circle => {
    const { parts, tried } = partByHours(circle, primary, blocks, population, rhythms)
    return parts.flatMap(({ members, origins }): Tie[] => {
      // What drew a part has been heard: use, hours, and where the line was.
      const heard = new Set<Origin>(['usage', ...(parts.length > 1 ? ['timing' as const, ...origins] : [])])
      const { byOrigin } = testimony(members, heard, witnesses)
      let left = -cost - (parts.length > 1 ? Math.log(tried) : 0)
      for (const own of byOrigin.values()) left += logMeanExp([0, own])
      const speaking = [...byOrigin].filter(([, own]) => own > 1).map(([origin]) => origin)
      return left >= threshold
        ? [
            {
              holders: members,
              nats: left,
              origins: new Set<Origin>(['usage', ...speaking]),
              wide: parts.length > 1 ? 'part' : 'circle',
            },
          ]
        : []
    })
  })
  return { ties, tried: circles.length }
}
