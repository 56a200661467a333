/**
 * How well one set of draws is described by favourites of its own rather than by the background: the
 * Dirichlet–multinomial Bayes factor. Compares descriptions (one group or two?), where the bet of concentration.ts
 * tests them.
 */
import { logGamma } from './special.ts'

/** Draws the background is worth inside a group: small, since a group may agree wholly. */
const strength = 2

/**
 * @param counts draws of each value
 * @param background probability of each value among everybody outside
 * @returns nats by which the set prefers its own favourites; negative when it looks like the background
 */
export function describedNats(
  counts: ReadonlyMap<number, number>,
  background: (value: number) => number,
): number {
  let draws = 0
  let nats = 0
  for (const [value, count] of counts) {
    const rate = background(value)
    const prior = strength * rate
    draws += count
    nats += logGamma(prior + count) - logGamma(prior) - count * Math.log(rate)
  }
  return nats + logGamma(strength) - logGamma(strength + draws)
}
