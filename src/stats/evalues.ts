/** E-values: betting scores against a null. Multiply what is independent, average what is not, keep the promise always. */

/**
 * Turns a p-value into the log of an e-value: κ·p^(κ−1) (Shafer 2021; Vovk and Wang 2021). Valid for every fixed κ.
 * @param p in (0, 1]
 */
export const logCalibrate = (p: number, kappa = 0.25): number => logCalibrateAt(Math.log(p), kappa)

/** The same for a p-value given by its natural log, so that tails beyond 1e-300 keep their order. */
export const logCalibrateAt = (logP: number, kappa = 0.25): number => Math.log(kappa) + (kappa - 1) * logP

/**
 * e-BH (Wang and Ramdas 2022): false-discovery rate ≤ alpha under any dependence.
 * @param logE natural logs of the e-values of all hypotheses looked at
 * @param hypotheses how many were looked at, if more than are listed
 * @returns indices of those accepted as discoveries
 */
export function eBenjaminiHochberg(
  logE: readonly number[],
  alpha: number,
  hypotheses = logE.length,
): number[] {
  const order = logE.map((_, i) => i).sort((a, b) => (logE[b] as number) - (logE[a] as number))
  let accepted = 0
  for (let k = 1; k <= order.length; k++) {
    const index = order[k - 1] as number
    if ((logE[index] as number) >= Math.log(hypotheses / (alpha * k))) accepted = k
  }
  return order.slice(0, accepted).sort((a, b) => a - b)
}
