/** Pooled volume: as one customer the hand would be among the largest; honest large customers do not come as strangers. */
import type { Evidence } from '../model/finding.ts'
import { atLeast } from '../stats/at-least.ts'

/**
 * Nats by the logarithm of how many honest customers are expected to be given as much as the group is together: a line
 * through the groups of two dozen made worlds (123 campaigns, 475 honest groups). One in two campaigns and one honest group
 * in seven is given about as much as the largest honest customer; a third of campaigns more, and one honest group in sixty.
 */
const asMuch = { one: 1.9, slope: 1.7, most: 3.6 }
/**
 * How large campaigns are was drawn by ourselves, so that being small speaks against only where none was as small: for
 * what more than twenty honest customers are given each, and that is nearly half of the honest groups.
 */
const small = { from: Math.log(20), most: 3 }
/** How far down the largest accounts tell of the tail. */
const tenth = 10
/** One large customer among strangers is not what they are given together: one member in so many is left out. */
const leftOut = 50

/**
 * @param given answers of usual length for each account of the population: a rival takes text, and a thousand short answers
 * are less than a hundred long ones
 * @param suspects everybody in some group: no honest customer to compare with
 */
export function pooledVolume(
  members: readonly number[],
  suspects: ReadonlySet<number>,
  given: Float64Array,
): Evidence {
  const own = Float64Array.from(members, i => given[i] as number).sort()
  const kept = own.subarray(0, own.length - Math.ceil(own.length / leftOut))
  const sum = Math.max(
    1,
    kept.reduce((total, one) => total + one, 0),
  )
  const honest = given.filter((_, i) => !suspects.has(i)).sort()
  const larger = atLeast(honest, sum)
  const largest = Math.max(1, honest.at(-1) ?? 1)
  // Volumes fall off as the inverse (Zipf): twice as much is half as likely. The largest account is one draw and may be
  // anything, the tenth is steady (Hill 1975): between what both say.
  const bySize = larger > 0 ? larger + 0.5 : largest / sum
  const byTenth = Math.max(larger, (tenth * (honest.at(-tenth) ?? 1)) / sum)
  const expected = Math.log(Math.sqrt(bySize * byTenth))
  const nats =
    expected > small.from
      ? Math.max(-small.most, asMuch.slope * (small.from - expected))
      : Math.max(0, Math.min(asMuch.most, asMuch.one - asMuch.slope * expected))
  return {
    signal: 'pooled-volume',
    family: 'purpose',
    weight: Number(nats.toFixed(2)),
    detail: `together given ${Math.round(sum)} answers of usual length without the largest fiftieth of members; ${larger} honest accounts are given as much, the largest of all ${Math.round(largest)}`,
  }
}
