import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { zstdFrame } from '../../test/support/zstd-frame.ts'
import { zstdIsWhole } from './zstd-end.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-zstd-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function whole(bytes: Buffer): Promise<boolean> {
  const path = join(folder, 'file.zst')
  writeFileSync(path, bytes)
  return zstdIsWhole(path)
}

const skippable = Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('abc')])
const frame = zstdFrame('a line\n'.repeat(3), { blockBytes: 7 })

test('frames one behind the other, with and without a checksum, are whole', async () => {
  expect(await whole(frame)).toBe(true)
  expect(await whole(zstdFrame('a line\n', { checksum: true }))).toBe(true)
  expect(await whole(Buffer.concat([frame, skippable, frame]))).toBe(true)
})

test('a repeated byte takes one byte, whatever its count', async () => {
  const repeated = Buffer.from([
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0x00,
    0x58,
    1 | (1 << 1) | ((1000 << 3) & 0xff),
    31,
    0,
    97,
  ])
  expect(await whole(repeated)).toBe(true)
})

test('a file cut at any byte is not whole', async () => {
  for (let end = 4; end < frame.length; end++)
    expect(await whole(frame.subarray(0, end)), `${end}`).toBe(false)
  expect(await whole(Buffer.concat([frame, skippable.subarray(0, 9)]))).toBe(false)
  expect(await whole(Buffer.concat([frame, Buffer.from('no frame at all')]))).toBe(false)
})
