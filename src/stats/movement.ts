/**
 * Do these rows move together? A test of a whole set: two members' residuals hardly agree, and a hundred members'
 * agree beyond doubt. The sum of all pairs' products is a quadratic form; its tail is bounded by Chernoff's bound for
 * a chi-square of the same mean and variance (Satterthwaite 1946 for the degrees of freedom).
 */
import type { Rng } from '../rng.ts'

/** What two strangers' rows have in common. */
export interface PairNull {
  /** Mean product of two rows of length 1. */
  readonly mean: number
  /** Variance of the product beside that of independent hours: residuals of neighbouring hours depend on each other. */
  readonly inflation: number
}

/** Pairs looked at: the error of the mean is then below 0.001. */
const pairsTried = 20_000

/** @param matrix row-major, `rows` × `columns`, each row of length 1 or 0 */
export function pairNull(matrix: Float32Array, rows: number, columns: number, rng: Rng): PairNull {
  let sum = 0
  let squares = 0
  let independent = 0
  let tried = 0
  for (let k = 0; k < pairsTried && rows > 1; k++) {
    const i = Math.floor(rng() * rows)
    const j = Math.floor(rng() * rows)
    if (i === j) continue
    let dot = 0
    for (let c = 0; c < columns; c++) {
      const product = (matrix[i * columns + c] as number) * (matrix[j * columns + c] as number)
      dot += product
      independent += product * product
    }
    sum += dot
    squares += dot * dot
    tried++
  }
  if (tried === 0 || independent === 0) return { mean: 0, inflation: 1 }
  return { mean: sum / tried, inflation: Math.max(1, squares / independent) }
}

/** Honest circles of one trade agree a little more than strangers do. */
const circleMean = 0.002
/** Blocks of columns (days) that carry most of the agreement are set aside: a launch or a hackathon is one event. */
const setAside = 0.1

/**
 * Natural log of a bound on the chance that strangers move together as these rows do.
 * @param rows indices of rows, each once
 * @param block columns that one event can fill: 24 hours
 */
export function logMovementP(
  matrix: Float32Array,
  columns: number,
  rows: ArrayLike<number>,
  null_: PairNull,
  block = 24,
): number {
  const sum = new Float64Array(columns)
  const energy = new Float64Array(columns)
  const fourth = new Float64Array(columns)
  for (let i = 0; i < rows.length; i++) {
    const offset = (rows[i] as number) * columns
    for (let c = 0; c < columns; c++) {
      const x = matrix[offset + c] as number
      if (x === 0) continue
      const square = x * x
      sum[c] = (sum[c] as number) + x
      energy[c] = (energy[c] as number) + square
      fourth[c] = (fourth[c] as number) + square * square
    }
  }
  const blocks: { pairs: number; energy: number; variance: number }[] = []
  for (let from = 0; from < columns; from += block) {
    const one = { pairs: 0, energy: 0, variance: 0 }
    for (let c = from; c < Math.min(columns, from + block); c++) {
      const e = energy[c] as number
      one.pairs += (sum[c] as number) ** 2 - e
      one.energy += e
      one.variance += e * e - (fourth[c] as number)
    }
    if (one.energy > 0) blocks.push(one)
  }
  blocks.sort((a, b) => b.pairs - a.pairs)
  const kept = blocks.slice(Math.ceil(setAside * blocks.length))
  const total = { pairs: 0, energy: 0, variance: 0 }
  for (const one of kept) {
    total.pairs += one.pairs
    total.energy += one.energy
    total.variance += one.variance
  }
  if (total.variance <= 0) return 0
  const expected = (Math.max(0, null_.mean) + circleMean) * (rows.length - 1) * total.energy
  const degrees = (total.energy * total.energy) / (null_.inflation * total.variance)
  const ratio = 1 + (total.pairs - expected) / total.energy
  return ratio <= 1 ? 0 : -(degrees / 2) * (ratio - 1 - Math.log(ratio))
}
