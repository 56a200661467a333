/**
 * One hypothesis asked again and again while its data grow. Every look has an e-value of its own, none of them follows
 * from the others as a martingale would, so the largest of them keeps no promise. A stake fixed beforehand does.
 */

/** What the bets against one hypothesis have won. */
export interface Capital {
  /** Size of its data (a count ≥ 1) at the first bet and at the latest. */
  readonly first: number
  readonly last: number
  /** Natural log of the winnings: itself an e-value, at every look and for all of them together. */
  readonly won: number
}

/** Part of the purse that goes on the first look: who looks once loses little by it, ln(4/3) nats. */
const firstStake = 0.75

/** Part of the rest that is not yet bet once the data have grown by a factor: half at e-fold, a third at e², … */
const kept = (growth: number): number => 1 / (1 + Math.log(Math.max(1, growth)))

const logSum = (a: number, b: number): number => {
  const most = Math.max(a, b)
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most))
}

/**
 * Bets on one look. The stakes of all looks add up to one at most, however many there are and however the data grow, so
 * the expectation of what is won stays ≤ 1 under the null (a weighted average of e-values under any dependence: Vovk and
 * Wang 2021); as it never falls, the chance that it ever reaches 1/α is ≤ α by Markov's inequality.
 * @param logE natural log of this look's e-value
 * @param size of the data this look saw; a look that saw no more than the latest has nothing to bet
 */
export function bet(before: Capital | undefined, logE: number, size: number): Capital {
  if (before === undefined) return { first: size, last: size, won: Math.log(firstStake) + logE }
  if (size <= before.last) return before
  const stake = (1 - firstStake) * (kept(before.last / before.first) - kept(size / before.first))
  return { first: before.first, last: size, won: logSum(before.won, Math.log(stake) + logE) }
}
