/** Clopper and Pearson 1934: how large a rate may be, given what was counted. */

/** P(X ≤ count) for X ~ Binomial(trials, rate), summed in logarithms so that no term underflows. */
function binomialCdf(count: number, trials: number, rate: number): number {
  const logOdds = Math.log(rate) - Math.log1p(-rate)
  let logTerm = trials * Math.log1p(-rate)
  let high = logTerm
  let sum = 1
  for (let k = 1; k <= count; k++) {
    logTerm += Math.log((trials - k + 1) / k) + logOdds
    if (logTerm > high) {
      sum = sum * Math.exp(high - logTerm) + 1
      high = logTerm
    } else sum += Math.exp(logTerm - high)
  }
  return Math.min(1, Math.exp(high) * sum)
}

/** The upper end of the exact one-sided interval; 1 where nothing was tried. */
export function rateUpperBound(count: number, trials: number, confidence = 0.95): number {
  if (trials === 0 || count >= trials) return 1
  let low = count / trials
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (binomialCdf(count, trials, middle) > 1 - confidence) low = middle
    else high = middle
  }
  return high
}
