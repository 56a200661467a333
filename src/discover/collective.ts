/**
 * Collective testimony: one origin speaks loudly for a whole set of accounts (they hold one private configuration), and
 * the other origins say too little of each. What do they say of the set? If all of its holders are the operator's, their
 * weak voices agree; if the configuration is public, strangers are among them and say no.
 */

import { logMeanExp } from '../stats/special.ts'

/** Prior that nobody but its maker holds a configuration; the other half is spread over all shares. */
const private_ = 0.5
/** Points of the grid over shares. */
const grid = 99

const shares = [...Array.from({ length: grid }, (_, k) => (k + 0.5) / grid), 1]

/** Log of prior times likelihood for every share of members in a set; without any, the likelihood is one. */
const jointOf = (nats: readonly number[]): number[] =>
  shares.map(share => {
    let sum = Math.log(share === 1 ? private_ : (1 - private_) / grid)
    for (const own of nats) sum += share === 1 ? own : Math.log1p(share * Math.expm1(own))
    return sum
  })

/** Log-likelihood ratio of a set that holds members, an unknown share of it, against a set of strangers. */
export function setNats(nats: readonly number[]): number {
  const joint = jointOf(nats)
  return logMeanExp(joint) + Math.log(joint.length)
}

/**
 * Posterior of membership in a set of which an unknown share are members.
 * @param nats of each account of the set: log-likelihood ratios of being a member, from evidence that did not choose the set
 * @returns probability for an account with such evidence
 */
export function memberOfSet(nats: readonly number[]): (own: number) => number {
  const logs = jointOf(nats)
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
