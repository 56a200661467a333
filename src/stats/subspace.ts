/** Leading right singular vectors by randomised subspace iteration (Halko, Martinsson and Tropp 2011). */
import { type Rng, randomNormal } from '../rng.ts'

/** Gram–Schmidt on the columns of a row-major rows × k matrix, twice for stability. */
function orthonormalise(v: Float64Array, rows: number, k: number): void {
  for (let pass = 0; pass < 2; pass++) {
    for (let c = 0; c < k; c++) {
      for (let p = 0; p < c; p++) {
        let dot = 0
        for (let r = 0; r < rows; r++) dot += (v[r * k + c] as number) * (v[r * k + p] as number)
        for (let r = 0; r < rows; r++)
          v[r * k + c] = (v[r * k + c] as number) - dot * (v[r * k + p] as number)
      }
      let square = 0
      for (let r = 0; r < rows; r++) square += (v[r * k + c] as number) ** 2
      const length = Math.sqrt(square) || 1
      for (let r = 0; r < rows; r++) v[r * k + c] = (v[r * k + c] as number) / length
    }
  }
}

/**
 * @param matrix row-major rows × width
 * @returns row-major width × k: column c is the c-th right singular vector. O(rows × width × k × iterations)
 */
export function leadingVectors(
  matrix: Float32Array,
  rows: number,
  width: number,
  k: number,
  rng: Rng,
  iterations = 8,
): Float64Array {
  let v = new Float64Array(width * k)
  for (let i = 0; i < v.length; i++) v[i] = randomNormal(rng)
  orthonormalise(v, width, k)
  const projected = new Float64Array(k)
  for (let pass = 0; pass < iterations; pass++) {
    const next = new Float64Array(width * k)
    for (let r = 0; r < rows; r++) {
      projected.fill(0)
      const offset = r * width
      for (let h = 0; h < width; h++) {
        const x = matrix[offset + h] as number
        if (x === 0) continue
        for (let c = 0; c < k; c++) projected[c] = (projected[c] as number) + x * (v[h * k + c] as number)
      }
      for (let h = 0; h < width; h++) {
        const x = matrix[offset + h] as number
        if (x === 0) continue
        for (let c = 0; c < k; c++)
          next[h * k + c] = (next[h * k + c] as number) + x * (projected[c] as number)
      }
    }
    orthonormalise(next, width, k)
    v = next
  }
  return v
}
