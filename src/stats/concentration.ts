/**
 * Do the members of a group agree more than strangers would? A bet, placed member by member: having seen what the
 * earlier ones hold, how likely is the next one's value? The winnings are an e-value (Shafer 2021; Waudby-Smith and
 * Ramdas 2024) against every null in which honest circles may prefer any value up to `tilt` times as often as
 * everybody in their stratum does. No permutation, and valid however the group grew.
 */
import { logMeanExp } from './special.ts'

/** Shares of the purse that are staked; the average over strategies is an e-value too. */
const stakes = [0.02, 0.1, 0.35, 0.9]

/** Colleagues, classmates and harness users differ from everybody else, but rarely more than fivefold in one value. */
export const honestTilt = 5

/**
 * @param values each member's value, −1 where it holds none that anybody shares (no bet is placed on those)
 * @param background probability of member i's value among strangers of its stratum, in (0, 1]
 * @returns natural log of the e-value
 */
export function logConcentration(
  values: ArrayLike<number>,
  background: (index: number) => number,
  tilt = honestTilt,
): number {
  const counts = new Map<number, number>()
  const log = stakes.map(() => 0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const seen = counts.get(value) ?? 0
    let odds = seen / (i + 1)
    if (value >= 0) {
      if (seen > 0) odds /= Math.min(1, tilt * background(i))
      counts.set(value, seen + 1)
    } else odds = 0
    for (let s = 0; s < stakes.length; s++) {
      const stake = stakes[s] as number
      log[s] = (log[s] as number) + Math.log1p(stake * (odds - 1))
    }
  }
  return logMeanExp(log)
}
