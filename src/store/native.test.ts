import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutException } from './broken-answer.ts'
import { readColumns } from './native.ts'

/** Two blocks: a UInt8 column `n` with 1, 2 and a String column `s` with 'x', 'é'; then 3 and ''. */
const blocks = Buffer.from([
  2, 2, 1, 0x6e, 5, 0x55, 0x49, 0x6e, 0x74, 0x38, 1, 2, 1, 0x73, 6, 0x53, 0x74, 0x72, 0x69, 0x6e, 0x67, 1,
  0x78, 2, 0xc3, 0xa9, 2, 1, 1, 0x6e, 5, 0x55, 0x49, 0x6e, 0x74, 0x38, 3, 1, 0x73, 6, 0x53, 0x74, 0x72, 0x69,
  0x6e, 0x67, 0,
])
const expected = { n: Float64Array.of(1, 2, 3), s: ['x', 'é', ''] }

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const edges = [...new Set([0, ...cuts.map(cut => cut % bytes.length), bytes.length])].sort((a, b) => a - b)
  for (let i = 1; i < edges.length; i++) yield bytes.subarray(edges[i - 1], edges[i])
}

test('blocks are read whole, wherever the network cuts them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async cuts => {
      expect(await readColumns(pieces(blocks, cuts))).toEqual(expected)
    }),
  )
})

test('an answer that ends inside a block is an error and not a short result', async () => {
  for (let end = 1; end < blocks.length; end++) {
    if (end === 26) continue
    await expect(readColumns(pieces(blocks.subarray(0, end), []))).rejects.toMatchObject({ kind: 'upstream' })
  }
})

test("a server's error in the middle of an answer is thrown, wherever the network cuts it", async () => {
  const tag = 'abcdefghijklmnop'
  const message = 'Code: 395. DB::Exception: no. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)'
  const text = `{"a":1}\n\r\n__exception__\r\n${tag}\r\n${message}\n68 ${tag}\r\n__exception__\r\n`
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async cuts => {
      const passed: Uint8Array[] = []
      const read = async (): Promise<void> => {
        for await (const piece of withoutException(pieces(Buffer.from(text), cuts), tag)) passed.push(piece)
      }
      await expect(read()).rejects.toThrow(/Code: 395/)
      expect('{"a":1}\n'.startsWith(Buffer.concat(passed).toString())).toBe(true)
    }),
  )
})

test('an answer without an error passes unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.array(fc.nat()),
      async (bytes, cuts) => {
        const passed: Uint8Array[] = []
        for await (const piece of withoutException(pieces(bytes, cuts), 'abcdefghijklmnop'))
          passed.push(piece)
        expect(Buffer.concat(passed)).toEqual(Buffer.from(bytes))
      },
    ),
  )
})
