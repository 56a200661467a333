/**
 * Do the members of a group agree more than strangers would? A Dirichlet–multinomial Bayes factor against
 * independent draws from the background. It is a likelihood ratio whose expectation under the null is one, so it
 * is an e-value (Grünwald, de Heide and Koolen 2024): no permutation, and valid however the group grew.
 */
import { logGamma } from './special.ts'

/**
 * @param counts how many members carry each value
 * @param background probability of each of these values among strangers of the same strata, each in (0, 1]
 * @param strength pseudo-members the background is worth; small lets a group agree on few values
 * @returns natural log of the e-value, in nats
 */
export function logConcentration(
  counts: readonly number[],
  background: readonly number[],
  strength = 1,
): number {
  let members = 0
  let log = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number
    if (count === 0) continue
    const prior = strength * (background[i] as number)
    members += count
    log += logGamma(prior + count) - logGamma(prior) - count * Math.log(background[i] as number)
  }
  return log + logGamma(strength) - logGamma(strength + members)
}
