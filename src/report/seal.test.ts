import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Dossier } from '../model/dossier.ts'
import { canonical, checkSeal, fingerprintOf, seal } from './seal.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const file = Buffer.from('a dossier')
const dossier: Dossier = {
  format: 'stillwatch-dossier',
  version: 2,
  language: 'en',
  finding: 'c-1',
  kind: 'campaign',
  state: 'new',
  run: 'r',
  as_of: '2026-06-06T00:00:00.000Z',
  program: '0.1.0',
  title: 't',
  headline: [],
  sections: [],
  figures: [],
  answers: [
    { id: 'Q1', name: 'recount/inputs', sql: 'SELECT 1', params: {}, rows: [{ digest: 'ab', files: 1 }] },
  ],
}
const wrong = (checks: { what: string; holds: boolean }[]): string[] =>
  checks.filter(one => !one.holds).map(one => one.what)

test('a sealed file holds, and the seal of the same file is the same', () => {
  const manifest = seal(dossier, file, privateKey)
  expect(wrong(checkSeal(manifest, file, fingerprintOf(privateKey)))).toEqual([])
  expect(seal(dossier, file, privateKey)).toEqual(manifest)
  expect(manifest.inputs).toEqual({ digest: 'ab', files: 1 })
})

test('one changed byte of the file, one changed word of the manifest, another key: each is told apart', () => {
  const manifest = seal(dossier, file, privateKey)
  expect(wrong(checkSeal(manifest, Buffer.from('A dossier')))).toEqual(['file'])
  expect(wrong(checkSeal({ ...manifest, content_sha256: 'f'.repeat(64) }, file))).toEqual(['signature'])
  const other = generateKeyPairSync('ed25519').privateKey
  expect(wrong(checkSeal(manifest, file, fingerprintOf(other)))).toEqual(['key'])
  const resealed = seal(dossier, file, other)
  expect(wrong(checkSeal(resealed, file, fingerprintOf(privateKey)))).toEqual(['key'])
})

test('a manifest with a broken key or signature is wrong, and never an exception', () => {
  const manifest = seal(dossier, file, privateKey)
  for (const key of ['', 'AAAA', '%%'])
    expect(wrong(checkSeal({ ...manifest, key: { algorithm: 'ed25519', public: key } }, file))).toContain(
      'signature',
    )
  expect(wrong(checkSeal({ ...manifest, signature: '' }, file))).toEqual(['signature'])
})

test('one value has one canonical text', () => {
  expect(canonical({ b: [1, null], a: { d: 'x', c: undefined } })).toBe('{"a":{"d":"x"},"b":[1,null]}')
})
