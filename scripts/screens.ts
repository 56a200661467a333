/**
 * Pictures of every view, on a desk (1440×900) and on a telephone (390×844), from a made-up store as large as the page
 * must bear: `npx tsx scripts/screens.ts [--out DIR]`. Needs the built page and Chromium. test/e2e/page-looks.test.ts
 * compares the page with them: look at what changed before committing it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openPage, whyNoPage } from '../test/fixtures/open-page.ts'
import {
  actOn,
  looks,
  madeWith,
  picture,
  picturedAt,
  picturedStore,
  picturedViews,
  settled,
} from '../test/fixtures/page-views.ts'

const { values: flags } = parseArgs({ options: { out: { type: 'string' } } })
const out = flags.out ?? fileURLToPath(new URL('../docs/screens', import.meta.url))
if (whyNoPage !== undefined) throw new Error(whyNoPage)
mkdirSync(out, { recursive: true })

const large = await picturedStore()
let isActed = false
for (const { suffix, options, has } of looks) {
  const page = await openPage(large.store, options, picturedAt)
  if (!isActed) await actOn(page.url, large)
  isActed = true
  for (const view of picturedViews(large)) {
    if (!has(view.name)) continue
    await settled(page, view)
    writeFileSync(join(out, `${view.name}${suffix}.png`), await picture(page))
  }
  if (suffix === '')
    writeFileSync(join(out, 'made-with.json'), `${JSON.stringify(await madeWith(page), null, 2)}\n`)
  if (page.complaints.length + page.foreign.length > 0) console.error(page.complaints, page.foreign)
  await page.close()
}
await large.close()
