/**
 * Pictures of every view, on a desk (1440×900) and on a telephone (390×844), from a made-up store as large as the page
 * must bear: `npx tsx scripts/screens.ts [--out DIR]`. Needs the built page and Chromium.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { largeStore } from '../test/fixtures/large-store.ts'
import { type OpenPage, openPage, whyNoPage } from '../test/fixtures/open-page.ts'

const { values: flags } = parseArgs({ options: { out: { type: 'string' } } })
const out = flags.out ?? fileURLToPath(new URL('../docs/screens', import.meta.url))
if (whyNoPage !== undefined) throw new Error(whyNoPage)

const large = await largeStore({ members: 5_000, campaigns: 24, exchanges: 3_000_000 })
const campaign = `/campaigns/${large.id}`
/** Name of the picture, address, and what must be drawn before it is taken. */
const views: readonly (readonly [string, string, string])[] = [
  ['overview', '/', '.lanes'],
  ['campaigns', '/campaigns', 'tbody tr'],
  ['campaign', campaign, '#members tr[aria-rowindex="2"] a'],
  ['campaign-timeline', `${campaign}#timeline`, '#infrastructure tbody tr'],
  ['campaign-evidence', `${campaign}#evidence`, '#infrastructure tbody tr'],
  ['campaign-links', `${campaign}#links`, '#links svg'],
  ['campaign-infrastructure', `${campaign}#infrastructure`, '#infrastructure tbody tr'],
  ['campaign-members', `${campaign}#members`, '#members tr[aria-rowindex="2"] a'],
  ['campaign-what-if', `${campaign}#measures`, '#measures tbody tr'],
  ['compare', `/compare?ids=${large.id}`, '.sizes svg'],
  ['account', `/accounts/${large.account}`, '.week'],
  ['review', '/review', 'tbody tr'],
  ['appeals', '/appeals', 'li.containment'],
  ['groups', '/groups', 'tbody tr'],
  ['group', '/groups/g-0b8d2c66', '#members tr[aria-rowindex="2"] a'],
  ['audit', '/audit', 'tbody tr'],
  ['settings', '/settings', 'tbody tr'],
]

/** A queue with something in it: a verdict, a proposal, an appeal. */
async function act(url: string): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await post('/v1/campaigns/c-b21d04c8/review', {
    verdict: 'confirm',
    reason: 'Six templates cover nearly everything; the cards were bought together.',
  })
  await post('/v1/campaigns/c-e90c5d17/review', { verdict: 'assign', to: 'grace' })
  await post(`/v1/campaigns/${large.id}/review`, {
    verdict: 'comment',
    reason: 'The second pool began two days after the first was banned, with the same cards.',
  })
  await post(`/v1/campaigns/${large.id}/review`, {
    verdict: 'contain',
    measure: 'limit',
    mode: 'shadow',
    reason: 'See in shadow what one budget for the whole campaign would do.',
  })
  await post('/v1/appeals', {
    account: large.account,
    text: 'I am a student. My key was in a public repository for a week; I have made a new one.',
  })
}

async function picture(page: OpenPage, name: string, path: string, sign: string): Promise<void> {
  await page.visit(path)
  await page.tab.locator(sign).first().waitFor()
  // Parts of a long page arrive one after the other.
  await page.tab.locator('main').getByText('Reading the store').first().waitFor({ state: 'detached' })
  // The parts above an anchor arrive one after the other and move it; it is gone to once all are there.
  await page.tab.evaluate('location.hash && document.getElementById(location.hash.slice(1)).scrollIntoView()')
  await page.tab.evaluate('document.fonts.ready')
  await page.tab.screenshot({ path: join(out, `${name}.png`) })
}

mkdirSync(out, { recursive: true })
const looks = [
  ['', { viewport: { width: 1440, height: 900 } }, () => true],
  ['-narrow', { viewport: { width: 390, height: 844 } }, () => true],
  [
    '-dark',
    { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
    (name: string) => /^(overview|campaign|campaign-links)$/.test(name),
  ],
  [
    '-zh',
    { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' },
    (name: string) => /^(overview|campaign)$/.test(name),
  ],
] as const
let isActed = false
for (const [suffix, options, isWanted] of looks) {
  const page = await openPage(large.store, options)
  if (!isActed) await act(page.url)
  isActed = true
  for (const [name, path, sign] of views) {
    if (isWanted(name)) await picture(page, `${name}${suffix}`, path, sign)
  }
  if (page.complaints.length + page.foreign.length > 0) console.error(page.complaints, page.foreign)
  await page.close()
}
await large.close()
