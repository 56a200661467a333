// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** The page in a real browser: what it shows, what it must never do. */
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signalGlossary } from '../../src/cli/signal-glossary.ts'
import { systemClock } from '../../src/clock.ts'
import { createApp } from '../../src/server/app.ts'
import { type Listening, listen } from '../../src/server/listen.ts'
import { readPage } from '../../src/server/page.ts'
import { browserArguments, chromiumPath } from '../fixtures/chromium.ts'
import { hostileName } from '../fixtures/findings.ts'
import { type SeededStore, seededStore } from '../fixtures/seeded-store.ts'

const page = readPage(fileURLToPath(new URL('../../dist/ui', import.meta.url)))
const executablePath = chromiumPath()
const reason =
  executablePath === undefined
    ? 'no Chromium on this machine (set CHROMIUM_PATH)'
    : page.size === 0
      ? 'the page is not built (npm run build)'
      : undefined
if (reason !== undefined) console.warn(`skipped, the page in a browser: ${reason}`)

describe.skipIf(reason !== undefined)('the page in a browser', () => {
  let seeded: SeededStore
  let listening: Listening
  let browser: Browser
  let context: BrowserContext
  let tab: Page
  const complaints: string[] = []
  const foreign: string[] = []

  beforeAll(async () => {
    seeded = await seededStore({ hostile: true })
    const parts = {
      store: seeded.store,
      version: '0.1.0',
      clock: systemClock,
      glossary: signalGlossary,
      page,
      log: () => undefined,
    }
    listening = await listen(createApp(parts), 0)
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: browserArguments,
    })
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    tab = await context.newPage()
    tab.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    tab.on('pageerror', error => complaints.push(error.message))
    tab.on('dialog', dialog => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    tab.on('request', request => {
      if (!request.url().startsWith(listening.url)) foreign.push(request.url())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await listening?.close()
    await seeded?.close()
    expect(complaints).toEqual([])
    expect(foreign).toEqual([])
  })

  const visit = async (path: string) => {
    await tab.goto(listening.url + path, { waitUntil: 'networkidle' })
  }
  const text = () => tab.locator('main').innerText()

  test('the overview says how many campaigns hold how many accounts', async () => {
    await visit('/')
    expect(await tab.locator('h1').innerText()).toMatch(/4 campaigns hold 3,196 of 48,310 accounts/)
    expect(await text()).toContain('Users of one coding agent')
  })

  test('every campaign stands in the table, and leads to its own address', async () => {
    await visit('/campaigns')
    await tab.locator('tbody tr').nth(3).waitFor()
    expect(await tab.locator('tbody tr').count()).toBe(4)
    await tab.locator('tbody a').first().click()
    await tab.waitForSelector('table.evidence')
    expect(new URL(tab.url()).pathname).toBe('/campaigns/c-7f3a91e2')
    await tab.goBack()
    await tab.waitForSelector('h1:has-text("Campaigns")')
  })

  test('evidence stands beside its innocent explanation and adds up to what was stored', async () => {
    await visit('/campaigns/c-7f3a91e2')
    await tab.locator('tbody:not(.sum) td.innocent').nth(12).waitFor()
    const innocent = await tab.locator('tbody:not(.sum) td.innocent').allInnerTexts()
    expect(innocent).toHaveLength(13)
    expect(innocent.every(one => one.length > 5)).toBe(true)
    expect(await tab.locator('.sum .num').allInnerTexts()).toEqual(['+31.4', '+12.6'])
  })

  test('2,500 members stand in one table that draws only what one sees', async () => {
    await visit('/campaigns/c-7f3a91e2')
    await tab.locator('.pages', { hasText: '2,500 members' }).waitFor()
    const rows = tab.locator('.members tbody tr[aria-rowindex]')
    await rows.nth(10).waitFor()
    expect(await rows.count()).toBeLessThan(80)
    await tab.locator('.window').evaluate(frame => frame.scrollTo(0, frame.scrollHeight))
    const last = tab.locator('.members tr[aria-rowindex="2501"]')
    await last.getByRole('link').waitFor()
    await last.getByRole('button').click()
    await tab.locator('.reasons li').nth(1).waitFor()
    expect(await tab.locator('.reasons li').count()).toBeGreaterThan(1)
  })

  test('members are sorted by the service, over all of them', async () => {
    await visit('/campaigns/c-7f3a91e2')
    const most = Math.max(...(seeded.found.members.get('c-7f3a91e2') ?? []).map(one => one.exchanges))
    await tab.locator('.members').getByRole('button', { name: 'Exchanges' }).click()
    const first = tab.locator('.members tr[aria-rowindex="2"]')
    await first.locator('td', { hasText: most.toLocaleString('en-US') }).waitFor()
    expect(await tab.locator('.members th[aria-sort]').getAttribute('aria-sort')).toBe('descending')
  })

  test('hostile names are shown as text: no tag, no script, no reversed writing', async () => {
    for (const path of [
      '/campaigns/c-b21d04c8',
      '/campaigns',
      '/',
      `/accounts/${encodeURIComponent(hostileName)}`,
    ]) {
      await visit(path)
      expect(await tab.locator('main img').count()).toBe(0)
      const shown = await tab.locator('body').innerText()
      expect(shown).toContain('<img src=x')
      for (const character of ['\u001b', '\u202e']) expect(shown).not.toContain(character)
    }
  })

  test('a group is shown with the reason it is left alone, without any probability', async () => {
    await visit('/groups/g-5c0e8f41')
    const shown = await text()
    expect(shown).toContain('which a harvester never pays for')
    expect(await tab.locator('.members th').allInnerTexts()).not.toContain('Probability')
  })

  test('the keyboard alone reaches an account and reads the timeline day by day', async () => {
    await visit('/')
    const account = seeded.found.members.get('c-b21d04c8')?.at(-1)?.account ?? ''
    await tab.keyboard.press('/')
    await tab.keyboard.type(account)
    await tab.keyboard.press('Enter')
    await tab.waitForSelector('h1.mono')
    expect(await text()).toContain('Member of c-b21d04c8')
    const strips = tab.getByRole('slider')
    await strips.focus()
    await tab.keyboard.press('ArrowRight')
    await tab.locator('.readout', { hasText: 'exchanges' }).waitFor()
    expect(await tab.locator('.readout').innerText()).toMatch(/\d+ exchanges/)
  })

  test('an unknown campaign says so in words', async () => {
    const seen = complaints.length
    await visit('/campaigns/c-nothing')
    await tab.locator('main', { hasText: 'no such campaign' }).waitFor()
    expect(await text()).toContain('no such campaign')
    // The browser itself notes the 404; that is the one complaint allowed.
    expect(complaints.splice(seen).every(one => one.includes('404'))).toBe(true)
  })

  test('nothing scrolls sideways on a telephone', async () => {
    await tab.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/', '/campaigns/c-7f3a91e2', '/groups/g-5c0e8f41']) {
      await visit(path)
      expect(await tab.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    }
  })
})
