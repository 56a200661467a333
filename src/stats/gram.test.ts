import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gram } from './gram.ts'

const seed = 20261123

test(`MᵀM is the sum of all rows’ products, whichever blocks are idle and however many rows there are (seed ${seed})`, () => {
  const shape = fc.record({ rows: fc.integer({ min: 0, max: 600 }), width: fc.integer({ min: 1, max: 80 }) })
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 2 ** 30 }), ({ rows, width }, salt) => {
      const matrix = new Float32Array(rows * width)
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < width; c++) {
          const draw = Math.imul(r * 131 + Math.floor(c / 24), 0x9e3779b1 ^ salt) >>> 0
          // Three blocks in five are idle.
          if (draw % 5 < 2) matrix[r * width + c] = (Math.imul(draw ^ c, 0x85ebca6b) >> 20) / 64
        }
      const found = gram(matrix, rows, width)
      for (let i = 0; i < width; i += 7)
        for (let j = 0; j < width; j++) {
          let sum = 0
          for (let r = 0; r < rows; r++)
            sum += (matrix[r * width + i] as number) * (matrix[r * width + j] as number)
          expect(found[i * width + j]).toBeCloseTo(sum, 6)
          expect(found[j * width + i]).toBe(found[i * width + j])
        }
    }),
    { seed, numRuns: 25 },
  )
})
