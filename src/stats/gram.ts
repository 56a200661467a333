/**
 * MᵀM of a tall matrix whose rows have whole blocks of zeros (an account's idle days): only pairs of blocks that a row
 * has both are multiplied, a tile of sums at a time, which stay in registers over all rows of a batch.
 */

/** Columns that are idle together: hours of a day. A multiple of `tile`. */
const block = 24
const tile = 3
/** Rows at a time: their blocks stay in the second cache. */
const batch = 256

/** Adds Σ x[i]·y[j] over `n` pairs of blocks, given by where each begins, to the block of `out` at `at`. */
function addPairs(
  x: Float64Array,
  y: Float64Array,
  xAt: Int32Array,
  yAt: Int32Array,
  n: number,
  out: Float64Array,
  at: number,
  width: number,
): void {
  for (let i = 0; i < block; i += tile) {
    for (let j = 0; j < block; j += tile) {
      let [a, b, c, d, e, f, g, h, k] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (let r = 0; r < n; r++) {
        const p = (xAt[r] as number) + i
        const q = (yAt[r] as number) + j
        const x0 = x[p] as number
        const x1 = x[p + 1] as number
        const x2 = x[p + 2] as number
        const y0 = y[q] as number
        const y1 = y[q + 1] as number
        const y2 = y[q + 2] as number
        a += x0 * y0
        b += x0 * y1
        c += x0 * y2
        d += x1 * y0
        e += x1 * y1
        f += x1 * y2
        g += x2 * y0
        h += x2 * y1
        k += x2 * y2
      }
      const first = at + i * width + j
      const second = first + width
      const third = second + width
      out[first] = (out[first] as number) + a
      out[first + 1] = (out[first + 1] as number) + b
      out[first + 2] = (out[first + 2] as number) + c
      out[second] = (out[second] as number) + d
      out[second + 1] = (out[second + 1] as number) + e
      out[second + 2] = (out[second + 2] as number) + f
      out[third] = (out[third] as number) + g
      out[third + 1] = (out[third + 1] as number) + h
      out[third + 2] = (out[third + 2] as number) + k
    }
  }
}

/**
 * @param matrix row-major rows × width
 * @returns MᵀM, row-major width × width. O(rows × (busy part of width)² / 2) time, O(width²) memory
 */
export function gram(matrix: Float32Array, rows: number, width: number): Float64Array {
  const blocks = Math.ceil(width / block)
  const wide = blocks * block
  const sums = new Float64Array(wide * wide)
  // Of each block the busy rows of the batch: their values one after the other, and where each row's begin (−1: idle).
  const held = Array.from({ length: blocks }, () => new Float64Array(batch * block))
  const begin = Array.from({ length: blocks }, () => new Int32Array(batch))
  const [xAt, yAt] = [new Int32Array(batch), new Int32Array(batch)]
  for (let from = 0; from < rows; from += batch) {
    const size = Math.min(batch, rows - from)
    for (let b = 0; b < blocks; b++) {
      const [values, starts] = [held[b] as Float64Array, begin[b] as Int32Array]
      const columns = Math.min(block, width - b * block)
      let next = 0
      for (let r = 0; r < size; r++) {
        const at = (from + r) * width + b * block
        let busy = false
        for (let c = 0; c < columns; c++) {
          const x = matrix[at + c] as number
          values[next + c] = x
          if (x !== 0) busy = true
        }
        starts[r] = busy ? next : -1
        if (busy) next += block
      }
    }
    for (let a = 0; a < blocks; a++) {
      for (let b = a; b < blocks; b++) {
        const [mine, theirs] = [begin[a] as Int32Array, begin[b] as Int32Array]
        let n = 0
        for (let r = 0; r < size; r++) {
          const [p, q] = [mine[r] as number, theirs[r] as number]
          if (p < 0 || q < 0) continue
          xAt[n] = p
          yAt[n++] = q
        }
        if (n === 0) continue
        const at = a * block * wide + b * block
        addPairs(held[a] as Float64Array, held[b] as Float64Array, xAt, yAt, n, sums, at, wide)
      }
    }
  }
  const out = new Float64Array(width * width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) {
      const upper = Math.floor(i / block) <= Math.floor(j / block)
      out[i * width + j] = sums[upper ? i * wide + j : j * wide + i] as number
    }
  return out
}
