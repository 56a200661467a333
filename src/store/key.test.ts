import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadKey } from './key.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the key is made once, readable by its owner alone, and stays the same', async () => {
  const first = await loadKey(join(folder, 'data'))
  expect(await loadKey(join(folder, 'data'))).toEqual(first)
  expect(statSync(join(folder, 'data', 'key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'data', 'key'), 'utf8')).toMatch(/^[0-9a-f]{32}\n$/)
})

test('processes that start together agree on one key', async () => {
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => loadKey(folder).catch(() => loadKey(folder))),
  )
  expect(new Set(keys.map(key => `${key.k0}/${key.k1}`)).size).toBe(1)
})

test('a key file that others can read is refused', async () => {
  await loadKey(folder)
  chmodSync(join(folder, 'key'), 0o640)
  await expect(loadKey(folder)).rejects.toMatchObject({ kind: 'denied', code: 'store/key-exposed' })
})

test('a key file that holds no key is refused rather than replaced', async () => {
  writeFileSync(join(folder, 'key'), 'hello\n', { mode: 0o600 })
  await expect(loadKey(folder)).rejects.toMatchObject({ code: 'store/key-malformed' })
})

test('a given key wins over the file, and its halves are the SipHash words of its bytes', async () => {
  const key = await loadKey(folder, '000102030405060708090a0b0c0d0e0f')
  expect(key).toEqual({ k0: '506097522914230528', k1: '1084818905618843912' })
  await expect(loadKey(folder, 'short')).rejects.toMatchObject({ kind: 'input', code: 'store/key-malformed' })
})
