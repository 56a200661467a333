/** Leading right singular vectors by randomised subspace iteration (Halko, Martinsson and Tropp 2011). */
import { type Rng, randomNormal } from '../rng.ts'
import { gram } from './gram.ts'

/** Gram–Schmidt on k vectors of some length, one after the other; twice for stability. */
function orthonormalise(v: Float64Array, length: number, k: number): void {
  for (let pass = 0; pass < 2; pass++) {
    for (let c = 0; c < k; c++) {
      const own = v.subarray(c * length, (c + 1) * length)
      for (let p = 0; p < c; p++) {
        const other = v.subarray(p * length, (p + 1) * length)
        let dot = 0
        for (let h = 0; h < length; h++) dot += (own[h] as number) * (other[h] as number)
        for (let h = 0; h < length; h++) own[h] = (own[h] as number) - dot * (other[h] as number)
      }
      let square = 0
      for (let h = 0; h < length; h++) square += (own[h] as number) ** 2
      const norm = Math.sqrt(square) || 1
      for (let h = 0; h < length; h++) own[h] = (own[h] as number) / norm
    }
  }
}

/** Products of two rows with four vectors: what is read serves eight sums, and none waits for another. */
function products(
  r0: Float64Array,
  r1: Float64Array,
  v0: Float64Array,
  v1: Float64Array,
  v2: Float64Array,
  v3: Float64Array,
  out: Float64Array,
  at: number,
  next: number,
): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let i = 0
  for (let h = 0; h < r0.length; h++) {
    const x = r0[h] as number
    const y = r1[h] as number
    const p = v0[h] as number
    const q = v1[h] as number
    const s = v2[h] as number
    const t = v3[h] as number
    a += x * p
    b += x * q
    c += x * s
    d += x * t
    e += y * p
    f += y * q
    g += y * s
    i += y * t
  }
  out[at] = a
  out[at + 1] = b
  out[at + 2] = c
  out[at + 3] = d
  out[next] = e
  out[next + 1] = f
  out[next + 2] = g
  out[next + 3] = i
}

/** Adds four rows to a vector, each by its product: one reading and writing of the vector serves all. */
function add(
  r0: Float64Array,
  r1: Float64Array,
  r2: Float64Array,
  r3: Float64Array,
  p0: number,
  p1: number,
  p2: number,
  p3: number,
  v: Float64Array,
): void {
  for (let h = 0; h < v.length; h++) {
    v[h] =
      (v[h] as number) +
      (r0[h] as number) * p0 +
      (r1[h] as number) * p1 +
      (r2[h] as number) * p2 +
      (r3[h] as number) * p3
  }
}

/** Rows at a time, which fit the nearest cache beside a vector, and vectors at a time. */
const stride = 4
const padded = (n: number): number => Math.ceil(n / stride) * stride

/** One step: MᵀM times k vectors, which lie one after the other and are filled up to whole strides. */
type Step = (vectors: Float64Array) => Float64Array

const of = (vectors: Float64Array, width: number, c: number): Float64Array =>
  vectors.subarray(c * width, (c + 1) * width)

/** The step that reads M: two products a row and vector. */
function through(matrix: Float32Array, rows: number, width: number, k: number): Step {
  const [r0, r1, r2, r3] = [0, 1, 2, 3].map(() => new Float64Array(width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const wide = padded(k)
  const by = new Float64Array(stride * wide)
  return v => {
    const next = new Float64Array(v.length)
    const vectors = Array.from({ length: wide }, (_, c) => of(v, width, c))
    const nexts = Array.from({ length: wide }, (_, c) => of(next, width, c))
    for (let r = 0; r < rows; r += stride) {
      for (const [i, row] of [r0, r1, r2, r3].entries()) {
        if (r + i < rows) row.set(matrix.subarray((r + i) * width, (r + i + 1) * width))
        else row.fill(0)
      }
      for (let c = 0; c < k; c += stride) {
        const [v0, v1, v2, v3] = vectors.slice(c, c + stride) as [
          Float64Array,
          Float64Array,
          Float64Array,
          Float64Array,
        ]
        products(r0, r1, v0, v1, v2, v3, by, c, wide + c)
        products(r2, r3, v0, v1, v2, v3, by, 2 * wide + c, 3 * wide + c)
      }
      for (let c = 0; c < k; c++)
        add(
          r0,
          r1,
          r2,
          r3,
          by[c] as number,
          by[wide + c] as number,
          by[2 * wide + c] as number,
          by[3 * wide + c] as number,
          nexts[c] as Float64Array,
        )
    }
    return next
  }
}

/** The step once MᵀM is there. */
function squared(square: Float64Array, width: number, k: number): Step {
  return v => {
    const next = new Float64Array(v.length)
    const by = new Float64Array(2 * stride)
    for (let c = 0; c < k; c += stride) {
      const [v0, v1, v2, v3] = [0, 1, 2, 3].map(i => of(v, width, c + i)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      for (let h = 0; h < width; h += 2) {
        const second = Math.min(h + 1, width - 1)
        products(of(square, width, h), of(square, width, second), v0, v1, v2, v3, by, 0, stride)
        for (let i = 0; i < stride; i++) {
          next[(c + i) * width + h] = by[i] as number
          next[(c + i) * width + second] = by[stride + i] as number
        }
      }
    }
    return next
  }
}

/** Beyond this width MᵀM costs more than a few readings of M. */
const squareMost = 1_536
/** Readings of M, and steps on MᵀM, which cost next to nothing; those end as soon as nothing turns any more. */
const readings = 8
const steps = 120
/** 1 − cosine between a vector and what a step makes of it. */
const settledAt = 1e-9

/** Whether every vector points where it pointed before. */
function settled(before: Float64Array, after: Float64Array, width: number, k: number): boolean {
  for (let c = 0; c < k; c++) {
    const [a, b] = [of(before, width, c), of(after, width, c)]
    let dot = 0
    for (let h = 0; h < width; h++) dot += (a[h] as number) * (b[h] as number)
    if (1 - Math.abs(dot) > settledAt) return false
  }
  return true
}

/**
 * @param matrix row-major rows × width
 * @returns row-major width × k: column c is the c-th right singular vector. O(rows × width²) time where rows are busy
 * throughout, less by the square of what is idle; O(rows × width × k) for wide matrices
 */
export function leadingVectors(
  matrix: Float32Array,
  rows: number,
  width: number,
  k: number,
  rng: Rng,
): Float64Array {
  const drawn = new Float64Array(width * k)
  for (let i = 0; i < drawn.length; i++) drawn[i] = randomNormal(rng)
  // Vectors lie one after the other; some of zeros fill up the last four.
  let v = new Float64Array(padded(k) * width)
  for (let c = 0; c < k; c++) for (let h = 0; h < width; h++) v[c * width + h] = drawn[h * k + c] as number
  orthonormalise(v, width, k)
  const narrow = width <= squareMost
  const step = narrow ? squared(gram(matrix, rows, width), width, k) : through(matrix, rows, width, k)
  for (let pass = 0; pass < (narrow ? steps : readings); pass++) {
    const next = step(v)
    orthonormalise(next, width, k)
    const done = narrow && settled(v, next, width, k)
    v = next as Float64Array<ArrayBuffer>
    if (done) break
  }
  const out = new Float64Array(width * k)
  for (let c = 0; c < k; c++) for (let h = 0; h < width; h++) out[h * k + c] = v[c * width + h] as number
  return out
}

/**
 * Products of every row with k directions, as `leadingVectors` gives them.
 * @returns k lists of as many numbers as there are rows
 */
export function projections(
  matrix: Float32Array,
  rows: number,
  width: number,
  directions: Float64Array,
  k: number,
): Float64Array[] {
  const v = new Float64Array(padded(k) * width)
  for (let c = 0; c < k; c++)
    for (let h = 0; h < width; h++) v[c * width + h] = directions[h * k + c] as number
  const out = Array.from({ length: padded(k) }, () => new Float64Array(rows))
  const [r0, r1] = [new Float64Array(width), new Float64Array(width)]
  const by = new Float64Array(2 * stride)
  for (let r = 0; r < rows; r += 2) {
    const second = Math.min(r + 1, rows - 1)
    r0.set(matrix.subarray(r * width, (r + 1) * width))
    r1.set(matrix.subarray(second * width, (second + 1) * width))
    for (let c = 0; c < k; c += stride) {
      const [v0, v1, v2, v3] = [0, 1, 2, 3].map(i => of(v, width, c + i)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      products(r0, r1, v0, v1, v2, v3, by, 0, stride)
      for (let i = 0; i < stride; i++) {
        const one = out[c + i] as Float64Array
        one[r] = by[i] as number
        one[second] = by[stride + i] as number
      }
    }
  }
  return out.slice(0, k)
}
