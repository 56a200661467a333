/**
 * Collective testimony: one origin speaks loudly for a whole set of accounts (they hold one private configuration), and
 * the other origins say too little of each. What do they say of the set? If all of its holders are the operator's, their
 * weak voices agree; if the configuration is public, strangers are among them and say no.
 */

/** Prior that nobody but its maker holds a configuration; the other half is spread over all shares. */
const private_ = 0.5
/** Points of the grid over shares. */
const grid = 99

/**
 * Posterior of membership in a set of which an unknown share are members.
 * @param nats of each account of the set: log-likelihood ratios of being a member, from evidence that did not choose the set
 * @returns probability for an account with such evidence
 */
export function memberOfSet(nats: readonly number[]): (own: number) => number {
  const shares = [...Array.from({ length: grid }, (_, k) => (k + 0.5) / grid), 1]
  const prior = shares.map(share => (share === 1 ? private_ : (1 - private_) / grid))
  const logs = shares.map((share, k) => {
    let sum = Math.log(prior[k] as number)
    for (const own of nats) sum += share === 1 ? own : Math.log1p(share * Math.expm1(own))
    return sum
  })
  const top = Math.max(...logs)
  const weights = logs.map(own => Math.exp(own - top))
  const total = weights.reduce((a, b) => a + b, 0)
  return own =>
    weights.reduce((sum, weight, k) => {
      const share = shares[k] as number
      const odds = share * Math.exp(own)
      return sum + (weight / total) * (odds / (odds + 1 - share))
    }, 0)
}
