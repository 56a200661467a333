/** Pooled volume: as one customer the hand would be among the largest; honest large customers do not come as strangers. */
import type { Evidence } from '../model/finding.ts'
import { atLeast } from '../stats/at-least.ts'
import type { Population } from './population.ts'

/**
 * Nats by how many honest customers are expected to ask for as much as the group does together. Of the groups of made
 * worlds, two in five campaigns asked for twice what the largest honest customer does, and one honest group in a hundred;
 * about as much as the largest, a quarter and one in fifteen; less, the rest of both.
 */
const asLarge = { one: 1.3, slope: 2.1, least: 0.3, most: 3.6 }
/** How far down the largest accounts tell of the tail. */
const tenth = 10
/** One large customer among strangers is not what they ask for together: one member in so many is left out. */
const leftOut = 50

/** @param suspects everybody in some group: no honest customer to compare with */
export function pooledVolume(
  members: readonly number[],
  suspects: ReadonlySet<number>,
  population: Population,
): Evidence {
  const exchanges = (i: number): number => population.traffic[i]?.exchanges ?? 0
  const volumes = members.map(exchanges).sort((a, b) => a - b)
  const kept = volumes.slice(0, volumes.length - Math.ceil(volumes.length / leftOut))
  const sum = Math.max(
    1,
    kept.reduce((total, own) => total + own, 0),
  )
  const honest = population.traffic.flatMap((row, i) => (suspects.has(i) ? [] : [row.exchanges]))
  const totals = Float64Array.from(honest).sort()
  const larger = atLeast(totals, sum)
  const largest = Math.max(1, totals.at(-1) ?? 1)
  // Volumes fall off as the inverse (Zipf): twice as much is half as likely. The largest account is one draw and may be
  // anything, the tenth is steady (Hill 1975): between what both say.
  const bySize = larger > 0 ? larger + 0.5 : largest / sum
  const byTenth = Math.max(larger, (tenth * (totals.at(-tenth) ?? 1)) / sum)
  const nats = asLarge.one - asLarge.slope * Math.log(Math.sqrt(bySize * byTenth))
  return {
    signal: 'pooled-volume',
    family: 'purpose',
    weight: Number(Math.min(asLarge.most, Math.max(asLarge.least, nats)).toFixed(2)),
    detail: `together ${sum} exchanges without the largest fiftieth of members; ${larger} honest accounts ask for as much, the largest of all for ${largest}`,
  }
}
