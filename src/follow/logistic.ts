/** Ridge-penalised logistic regression by Newton steps (Hoerl and Kennard 1970; le Cessie and van Houwelingen 1992). */

export interface Sample {
  readonly features: Float64Array
  readonly positive: boolean
}

/** Log-odds of being positive, both sides counting the same however many they are: `base` and `weights` times features. */
export interface LogOdds {
  readonly base: number
  readonly weights: Float64Array
}

const penalty = 1
const interceptPenalty = 0.01
const stepsMax = 30
const settled = 1e-6
const oddsMax = 30

/** Samples between two breaths: about a millisecond's work. */
const breathEvery = 1_000

/** `breath` is awaited often, so that a long fit holds nobody up. */
export async function fitLogistic(samples: readonly Sample[], breath: () => Promise<void>): Promise<LogOdds> {
  const size = (samples[0]?.features.length ?? 0) + 1
  const scale = deviations(samples, size - 1)
  const positives = samples.filter(one => one.positive).length
  const negatives = samples.length - positives
  const weights = new Float64Array(size)
  const row = new Float64Array(size).fill(1)
  const load = (features: Float64Array): void => {
    for (let j = 0; j < size - 1; j++) row[j] = (features[j] ?? 0) / (scale[j] ?? 1)
  }
  for (let step = 0; step < stepsMax; step++) {
    const gradient = new Float64Array(size)
    const curvature = Array.from({ length: size }, () => new Float64Array(size))
    for (const [i, { features, positive }] of samples.entries()) {
      if (i % breathEvery === 0) await breath()
      load(features)
      const odds = Math.max(-oddsMax, Math.min(oddsMax, dot(weights, row)))
      const p = 1 / (1 + Math.exp(-odds))
      // Members count as many as they are, the others together as much.
      const share = positive ? 1 : positives / negatives
      const slope = share * (p - (positive ? 1 : 0))
      const bend = share * p * (1 - p)
      for (let j = 0; j < size; j++) {
        const own = row[j] ?? 0
        gradient[j] = (gradient[j] ?? 0) + slope * own
        const line = curvature[j] as Float64Array
        for (let k = 0; k <= j; k++) line[k] = (line[k] ?? 0) + bend * own * (row[k] ?? 0)
      }
    }
    for (let j = 0; j < size; j++) {
      const ridge = j === size - 1 ? interceptPenalty : penalty
      gradient[j] = (gradient[j] ?? 0) + ridge * (weights[j] ?? 0)
      const line = curvature[j] as Float64Array
      line[j] = (line[j] ?? 0) + ridge
    }
    const change = solve(curvature, gradient)
    let largest = 0
    for (let j = 0; j < size; j++) {
      weights[j] = (weights[j] ?? 0) - (change[j] ?? 0)
      largest = Math.max(largest, Math.abs(change[j] ?? 0))
    }
    if (largest < settled) break
  }
  return {
    base: weights[size - 1] ?? 0,
    weights: weights.slice(0, size - 1).map((weight, j) => weight / (scale[j] ?? 1)),
  }
}

/** What varies by less than this tells nothing, and is not to be blown up. In the features' own unit, nats. */
const scaleLeast = 0.05

function deviations(samples: readonly Sample[], size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, j) => {
    let sum = 0
    let squares = 0
    for (const { features } of samples) {
      sum += features[j] ?? 0
      squares += (features[j] ?? 0) ** 2
    }
    const variance = squares / samples.length - (sum / samples.length) ** 2
    return Math.sqrt(Math.max(scaleLeast ** 2, variance))
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** Solves a symmetric, positive definite system given by its lower half (Cholesky). */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const factor = lower.map(line => Float64Array.from(line))
  const at = (i: number, j: number): number => factor[i]?.[j] ?? 0
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      const line = factor[i] as Float64Array
      line[j] = i === j ? Math.sqrt(sum) : sum / at(j, j)
    }
  const found = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    let sum = found[i] ?? 0
    for (let k = 0; k < i; k++) sum -= at(i, k) * (found[k] ?? 0)
    found[i] = sum / at(i, i)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = found[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= at(k, i) * (found[k] ?? 0)
    found[i] = sum / at(i, i)
  }
  return found
}
