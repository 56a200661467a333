/** The dossier that the service makes in a thread is the one that the command writes, and no call waits for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededStore, seededStore } from '../../test/fixtures/seeded-store.ts'
import { dossierInThread } from './dossier-in-thread.ts'
import { makeDossier } from './make-dossier.ts'
import { loadSigningKey, signingFingerprint } from './signing-key.ts'

let seeded: SeededStore
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-dossier-'))
beforeAll(async () => {
  seeded = await seededStore()
})
afterAll(async () => {
  await seeded?.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = { format: 'pdf', language: 'zh', redact: false } as const

test('a PDF made in a thread has the bytes of one made here', async () => {
  expect(signingFingerprint(folder)).toBe('')
  const made = await dossierInThread(seeded.store, folder)('c-b21d04c8', asked)
  const here = await makeDossier(seeded.store, 'c-b21d04c8', loadSigningKey(folder), asked)
  expect(Buffer.from(made.bytes).equals(Buffer.from(here.bytes))).toBe(true)
  expect(made.manifest).toEqual(here.manifest)
  expect(signingFingerprint(folder)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
}, 120_000)

test('a campaign that is not there is said by its code', async () => {
  await expect(dossierInThread(seeded.store, folder)('c-none', asked)).rejects.toMatchObject({
    code: 'campaign/unknown',
    kind: 'missing',
  })
}, 120_000)
