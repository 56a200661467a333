/** Do two traits fall together more than chance allows, once strata that explain both are held fixed? */

/**
 * Poisson log-likelihood ratio of `observed` joint holders against `expected`, in nats; 0 when not above.
 * Dunning 1993.
 */
export const jointSurprise = (observed: number, expected: number): number =>
  observed <= expected ? 0 : observed * Math.log(observed / expected) - (observed - expected)

/**
 * Odds ratio of joint holding with Haldane's half added. Unlike lift it does not shrink when a group is a large
 * part of everybody.
 */
export function oddsRatio(both: number, first: number, second: number, everybody: number): number {
  const neither = Math.max(0, everybody - first - second + both)
  return ((both + 0.5) * (neither + 0.5)) / ((first - both + 0.5) * (second - both + 0.5))
}
