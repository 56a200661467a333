import { describe, expect, test } from 'vitest'
import { makeRng, randomNormal } from '../rng.ts'
import { leadingVectors, projections } from './subspace.ts'

const seed = 20261122

function noise(rows: number, width: number, scale = 1): Float32Array {
  const rng = makeRng(seed)
  return Float32Array.from({ length: rows * width }, () => scale * randomNormal(rng))
}

/** Adds `strength · left ⊗ right`, both of length 1 and drawn. */
function plant(
  matrix: Float32Array,
  rows: number,
  width: number,
  strength: number,
  from: number,
): Float64Array {
  const rng = makeRng(from)
  const unit = (n: number): Float64Array => {
    const v = Float64Array.from({ length: n }, () => randomNormal(rng))
    const length = Math.hypot(...v)
    return v.map(x => x / length)
  }
  const [left, right] = [unit(rows), unit(width)]
  for (let r = 0; r < rows; r++)
    for (let h = 0; h < width; h++)
      matrix[r * width + h] =
        (matrix[r * width + h] as number) + strength * (left[r] as number) * (right[h] as number)
  return right
}

const column = (v: Float64Array, k: number, c: number): Float64Array =>
  Float64Array.from({ length: v.length / k }, (_, h) => v[h * k + c] as number)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Power iteration with deflation on MᵀM, a vector at a time: slow, and nothing in common with the code under test. */
function powerIteration(matrix: Float32Array, rows: number, width: number, k: number): Float64Array[] {
  const found: Float64Array[] = []
  const rng = makeRng(seed + 99)
  for (let c = 0; c < k; c++) {
    let v = Float64Array.from({ length: width }, () => randomNormal(rng))
    for (let pass = 0; pass < 500; pass++) {
      const next = new Float64Array(width)
      for (let r = 0; r < rows; r++) {
        const row = matrix.subarray(r * width, (r + 1) * width)
        const along = dot(row, v)
        for (let h = 0; h < width; h++) next[h] = (next[h] as number) + along * (row[h] as number)
      }
      for (const other of found) {
        const along = dot(next, other)
        for (let h = 0; h < width; h++) next[h] = (next[h] as number) - along * (other[h] as number)
      }
      const length = Math.sqrt(dot(next, next))
      v = next.map(x => x / length)
    }
    found.push(v)
  }
  return found
}

describe('leading singular vectors', () => {
  const [rows, width] = [120, 48]
  const planted = noise(rows, width, 0.2)
  const directions = [30, 20, 12].map((strength, i) => plant(planted, rows, width, strength, seed + 1 + i))

  test(`are what power iteration finds, one by one (seed ${seed})`, () => {
    const found = leadingVectors(planted, rows, width, 3, makeRng(1))
    powerIteration(planted, rows, width, 3).forEach((v, c) => {
      expect(Math.abs(dot(column(found, 3, c), v))).toBeGreaterThan(0.9999)
    })
  })

  test(`recover what was planted in noise (seed ${seed})`, () => {
    const found = leadingVectors(planted, rows, width, 6, makeRng(1))
    for (const direction of directions) {
      const caught = [0, 1, 2, 3, 4, 5].reduce((sum, c) => sum + dot(column(found, 6, c), direction) ** 2, 0)
      expect(caught).toBeGreaterThan(0.97)
    }
  })

  test(`recover what was planted in few rows of thousands of columns, which are read again and again instead (seed ${seed})`, () => {
    const [few, wide] = [40, 2_000]
    const matrix = noise(few, wide, 0.05)
    const direction = plant(matrix, few, wide, 20, seed + 7)
    const found = leadingVectors(matrix, few, wide, 2, makeRng(1))
    expect(Math.abs(dot(column(found, 2, 0), direction))).toBeGreaterThan(0.97)
  })

  test('are of length 1 and stand upright on each other', () => {
    const found = leadingVectors(noise(60, 30), 60, 30, 8, makeRng(3))
    for (let a = 0; a < 8; a++)
      for (let b = 0; b <= a; b++)
        expect(dot(column(found, 8, a), column(found, 8, b))).toBeCloseTo(a === b ? 1 : 0, 10)
  })

  test('are the same bytes for the same generator, and the same space for another', () => {
    const one = leadingVectors(planted, rows, width, 3, makeRng(5))
    expect(leadingVectors(planted, rows, width, 3, makeRng(5))).toEqual(one)
    const other = leadingVectors(planted, rows, width, 3, makeRng(6))
    for (let c = 0; c < 3; c++) {
      const caught = [0, 1, 2].reduce((sum, d) => sum + dot(column(other, 3, d), column(one, 3, c)) ** 2, 0)
      expect(caught).toBeGreaterThan(0.9999)
    }
  })

  test('are held against every row, also where rows and directions are no whole strides', () => {
    const matrix = noise(61, 30)
    const directions = leadingVectors(matrix, 61, 30, 7, makeRng(3))
    const found = projections(matrix, 61, 30, directions, 7)
    expect(found).toHaveLength(7)
    found.forEach((own, c) => {
      for (let r = 0; r < 61; r++)
        expect(own[r]).toBeCloseTo(dot(matrix.subarray(r * 30, (r + 1) * 30), column(directions, 7, c)), 10)
    })
  })

  test('of nothing at all are finite', () => {
    expect(leadingVectors(new Float32Array(40), 4, 10, 3, makeRng(1)).every(Number.isFinite)).toBe(true)
    expect(leadingVectors(new Float32Array(0), 0, 10, 3, makeRng(1)).every(Number.isFinite)).toBe(true)
  })
})
