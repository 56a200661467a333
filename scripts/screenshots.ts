/** Makes docs/screens/*.png from believable findings: `npx tsx scripts/screenshots.ts [--out DIR]`. Needs Chromium. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { signalGlossary } from '../src/cli/signal-glossary.ts'
import { systemClock } from '../src/clock.ts'
import { createApp } from '../src/server/app.ts'
import { listen } from '../src/server/listen.ts'
import { readPage } from '../src/server/page.ts'
import { browserArguments, chromiumPath } from '../test/fixtures/chromium.ts'
import { seededStore } from '../test/fixtures/seeded-store.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const asked = process.argv.indexOf('--out')
const out = asked < 0 ? join(root, 'docs', 'screens') : (process.argv[asked + 1] ?? 'screens')
const everything = asked >= 0
const page = readPage(join(root, 'dist', 'ui'))
const executablePath = chromiumPath()
if (page.size === 0) throw new Error('the page is not built: npm run build')
if (executablePath === undefined || !existsSync(executablePath)) throw new Error('no Chromium found')

const seeded = await seededStore()
const app = createApp({
  store: seeded.store,
  version: '0.1.0',
  clock: systemClock,
  glossary: signalGlossary,
  page,
  log: line => console.error(line),
})
const listening = await listen(app, 0)
const browser = await chromium.launch({ executablePath, args: browserArguments })
const account = seeded.found.members.get('c-b21d04c8')?.at(-1)?.account ?? ''

const views: [string, string][] = [
  ['overview', '/'],
  ['campaigns', '/campaigns'],
  ['campaign', '/campaigns/c-7f3a91e2'],
  ['groups', '/groups'],
  ['group', '/groups/g-0b8d2c66'],
  ['account', `/accounts/${account}`],
]
mkdirSync(out, { recursive: true })
for (const [suffix, width, height, colorScheme, full] of [
  ['', 1440, 900, 'light', true],
  ['-dark', 1440, 900, 'dark', true],
  ['-narrow', 390, 844, 'light', true],
] as const) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme })
  const tab = await context.newPage()
  for (const [name, path] of views) {
    if (!everything && suffix !== '' && !(suffix === '-dark' && name === 'campaign')) continue
    await tab.goto(listening.url + path, { waitUntil: 'networkidle' })
    await tab.screenshot({ path: join(out, `${name}${suffix}.png`), fullPage: full && everything })
  }
  await context.close()
}
await browser.close()
await listening.close()
await seeded.close()
