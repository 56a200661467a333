/**
 * Do the members of a group agree more than strangers would? A bet, placed member by member: having seen what the
 * earlier ones hold, how likely is the next one's value? The winnings are an e-value (Shafer 2021; Waudby-Smith and
 * Ramdas 2024) against every null in which honest circles may prefer any value up to `tilt` times as often as
 * everybody in their stratum does. No permutation, and valid however the group grew.
 */
import { logMeanExp } from './special.ts'

/** Shares of the purse that are staked; the average over strategies is an e-value too. */
const stakes = [0.02, 0.1, 0.35, 0.9]

/** Between these a purse stays a plain number. */
const [purseLeast, purseMost] = [1e-200, 1e200] as const

/** Counts by value, all zero between two bets: a table is not made anew for each of millions. */
let counts = new Int32Array(0)

function wider(before: Int32Array, value: number): Int32Array<ArrayBuffer> {
  const after = new Int32Array(2 * value + 1)
  after.set(before)
  return after
}

/** Colleagues, classmates and harness users differ from everybody else, but rarely more than fivefold in one value. */
export const honestTilt = 5

/**
 * @param values each member's value, a small whole number, −1 where it holds none that anybody shares (no bet is placed on those)
 * @param background probability of member i's value among strangers of its stratum, in (0, 1]
 * @returns natural log of the e-value
 */
export function logConcentration(
  values: ArrayLike<number>,
  background: (index: number) => number,
  tilt = honestTilt,
): number {
  // Purses grow by products; a logarithm is taken only where one would leave the range of numbers.
  const log = stakes.map(() => 0)
  const purse = stakes.map(() => 1)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value >= counts.length) counts = wider(counts, value)
    const seen = value < 0 ? 0 : (counts[value] as number)
    const odds = seen === 0 ? 0 : seen / (i + 1) / Math.min(1, tilt * background(i))
    if (value >= 0) counts[value] = seen + 1
    for (let s = 0; s < stakes.length; s++) {
      const now = (purse[s] as number) * (1 + (stakes[s] as number) * (odds - 1))
      if (now > purseLeast && now < purseMost) purse[s] = now
      else {
        log[s] = (log[s] as number) + Math.log(now)
        purse[s] = 1
      }
    }
  }
  for (let s = 0; s < stakes.length; s++) log[s] = (log[s] as number) + Math.log(purse[s] as number)
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= 0) counts[values[i] as number] = 0
  return logMeanExp(log)
}
