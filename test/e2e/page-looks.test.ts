/**
 * The page looks as docs/screens shows it. A picture that changed on purpose is taken anew (`npx tsx scripts/screens.ts`)
 * and looked at before it is committed. Type faces are bundled, so the layout is the same everywhere; how glyphs are drawn
 * is the browser's own, so another version of it is given more room, and Chinese, whose faces are the machine's, is held
 * to its structure where they are others.
 */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LargeStore } from '../fixtures/large-store.ts'
import { type OpenPage, openPage, whyNoPage } from '../fixtures/open-page.ts'
import {
  actOn,
  looks,
  madeWith,
  picture,
  picturedAt,
  picturedStore,
  picturedViews,
  settled,
} from '../fixtures/page-views.ts'

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url))
const recorded = JSON.parse(readFileSync(join(folder, 'made-with.json'), 'utf8'))
/** Share of pixels that may differ: with the browser the pictures were made with, and with another. */
const most = { same: 0.002, other: 0.04 }

/** Share of pixels that differ by more than smoothing does; a picture of another size differs wholly. */
function difference(now: Buffer, name: string): number {
  const before = PNG.sync.read(readFileSync(join(folder, `${name}.png`)))
  const after = PNG.sync.read(now)
  if (before.width !== after.width || before.height !== after.height) return 1
  const { width, height } = after
  const marked = new PNG({ width, height })
  const differing = pixelmatch(before.data, after.data, marked.data, width, height, { threshold: 0.15 })
  const share = differing / (width * height)
  if (share > most.same) {
    const kept = mkdtempSync(join(tmpdir(), 'stillwatch-look-'))
    writeFileSync(join(kept, `${name}.png`), now)
    writeFileSync(join(kept, `${name}-marked.png`), PNG.sync.write(marked))
    console.warn(`${name}: ${(share * 100).toFixed(2)} % of the picture differ, see ${kept}`)
  }
  return share
}

/** What a picture is made of, whatever the language and the faces. */
const structure = (page: OpenPage): Promise<unknown> =>
  page.tab.evaluate(
    `['h1','h2','table','tbody tr','svg','button','dt'].map(one => [one, document.querySelectorAll('main ' + one).length])`,
  )

describe.skipIf(whyNoPage !== undefined)('the page looks as it is pictured', () => {
  let large: LargeStore
  /** By look, what each view is made of; those with an anchor are one of the others, further down. */
  const built = new Map<string, (readonly [view: string, parts: unknown])[]>()
  beforeAll(async () => {
    large = await picturedStore()
  })
  afterAll(() => large?.close())

  test.each(looks.map((look, index) => [look.suffix || '-desk', look, index === 0] as const))(
    '%s',
    async (suffix, look, isFirst) => {
      const page = await openPage(large.store, look.options, picturedAt)
      try {
        if (isFirst) await actOn(page.url, large)
        const here = await madeWith(page)
        const isSame = here.chromium === recorded.chromium
        const hasFaces = suffix !== '-zh' || here.chinese === recorded.chinese
        const isCompared = suffix === '-desk' || suffix === '-zh'
        const parts: (readonly [string, unknown])[] = []
        const wrong: string[] = []
        for (const view of picturedViews(large)) {
          const isBuilt = isCompared && !view.path.includes('#')
          if (!isBuilt && !look.has(view.name)) continue
          await settled(page, view)
          if (isBuilt) parts.push([view.name, await structure(page)])
          if (!look.has(view.name) || !hasFaces) continue
          const taken = await picture(page)
          const share = difference(taken, view.name + look.suffix)
          if (share > (isSame ? most.same : most.other))
            wrong.push(`${view.name}: ${(share * 100).toFixed(2)} %`)
        }
        if (!hasFaces)
          console.warn('Chinese type faces differ from those of the pictures: only the structure is compared')
        if (isCompared) built.set(suffix, parts)
        expect(wrong).toEqual([])
        expect(page.complaints).toEqual([])
        expect(page.foreign).toEqual([])
      } finally {
        await page.close()
      }
    },
    240_000,
  )

  test('a view is built alike in both languages', () => {
    expect(built.get('-desk')?.length).toBeGreaterThan(10)
    expect(built.get('-zh')).toEqual(built.get('-desk'))
  })

  test('every view has its picture, and every picture its view', () => {
    const wanted = looks.flatMap(({ suffix, has }) =>
      picturedViews(large).flatMap(({ name }) => (has(name) ? [`${name}${suffix}.png`] : [])),
    )
    expect(wanted.filter(one => !existsSync(join(folder, one)))).toEqual([])
  })
})
