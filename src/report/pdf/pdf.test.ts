import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DossierStore, dossierStore } from '../../../test/fixtures/dossier-store.ts'
import { fontFiles, fontFolder, loadFonts } from '../../cli/report-fonts.ts'
import type { Language } from '../../model/dossier.ts'
import { composeDossier } from '../dossier/compose.ts'
import { renderPdf } from './render.ts'
import { unwrapWoff } from './woff.ts'

let world: DossierStore
beforeAll(async () => {
  world = await dossierStore()
})
afterAll(() => world.close())

async function printed(language: Language): Promise<{ bytes: Buffer; sections: number; queries: number }> {
  const { finding, run } = world
  const answers = await world.answers(finding)
  const dossier = composeDossier({ finding, run, answers, glossary: {}, language, fingerprint: 'abcd' })
  const bytes = Buffer.from(await renderPdf(dossier, loadFonts(language)))
  return { bytes, sections: dossier.sections.length, queries: answers.length }
}

test.each(['en', 'zh'] as const)(
  'two prints of one store are the same bytes, with a bookmark for each part, in %s',
  async language => {
    const [first, second] = [await printed(language), await printed(language)]
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(first.bytes.equals(second.bytes)).toBe(true)
    const text = first.bytes.toString('latin1')
    expect(text).toContain('/PageMode /UseOutlines')
    const bookmarks = text.match(/\/Title \(/g) ?? []
    expect(bookmarks.length).toBeGreaterThanOrEqual(first.sections)
  },
)

test('the text can be selected: every face carries a map back to characters', async () => {
  const { bytes } = await printed('zh')
  const faces = bytes.toString('latin1').match(/\/FontName/g) ?? []
  const maps = bytes.toString('latin1').match(/\/ToUnicode/g) ?? []
  expect(maps.length).toBeGreaterThan(0)
  expect(maps.length).toBeGreaterThanOrEqual(faces.length)
})

test('a wrapped face is the TrueType it wraps, table by table', () => {
  for (const [name, file] of fontFiles) {
    const woff = readFileSync(join(fontFolder(name), file))
    const font = unwrapWoff(woff)
    expect(font.readUInt32BE(0)).toBe(woff.readUInt32BE(4))
    const count = font.readUInt16BE(4)
    for (let table = 0; table < count; table++) {
      const entry = 44 + table * 20
      const [at, packed, whole] = [4, 8, 12].map(shift => woff.readUInt32BE(entry + shift)) as [
        number,
        number,
        number,
      ]
      const raw = woff.subarray(at, at + packed)
      const offset = font.readUInt32BE(12 + table * 16 + 8)
      const same = font.subarray(offset, offset + whole).equals(packed < whole ? inflateSync(raw) : raw)
      expect([file, table, same]).toEqual([file, table, true])
    }
  }
})

test('a character that no face has becomes a mark, and never an empty box', () => {
  const runs = loadFonts('en').runs('a账\u{1f9ff}b', 'latin')
  expect(runs.map(one => one.text).join('')).toBe('a账?b')
  expect(runs[0]?.face).toBe('latin')
})
