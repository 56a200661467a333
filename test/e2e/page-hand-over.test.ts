// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** What leaves the page: the dossier with its seal, tables and numbers as files, an address that shows the same again. */
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Download } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkSeal, manifestSchema } from '../../src/report/seal.ts'
import { type OpenPage, openPage, whyNoPage } from '../fixtures/open-page.ts'
import { type SeededStore, seededStore } from '../fixtures/seeded-store.ts'

describe.skipIf(whyNoPage !== undefined)('what leaves the page', () => {
  let seeded: SeededStore
  let page: OpenPage | undefined
  const campaign = 'c-b21d04c8'
  const account = () => seeded.found.members.get(campaign)?.at(-1)?.account ?? ''
  beforeAll(async () => {
    seeded = await seededStore()
    const call = {
      account: account(),
      campaign,
      measure: 'limit',
      would: '',
      would_by: '',
      fallback: 0,
      probe: '',
    }
    await seeded.store.append('decisions', 'told', [
      { ...call, id: 'call-1', time: '2026-05-20 10:00:00.000', decision: 'limit', refused: 0 },
      { ...call, id: 'call-2', time: '2026-05-20 11:00:00.000', decision: 'block', refused: 1 },
      { ...call, id: 'call-3', time: '2026-05-21 11:00:00.000', decision: 'block', refused: 1 },
    ])
  })
  afterEach(async () => {
    await page?.close()
    expect(page?.foreign).toEqual([])
    page = undefined
  })
  afterAll(() => seeded?.close())
  const open = async (path: string, options: BrowserContextOptions = {}) => {
    page = await openPage(seeded.store, { acceptDownloads: true, ...options })
    await page.visit(path)
    return { page, tab: page.tab }
  }
  const bytesOf = async (file: Download | undefined) => readFileSync((await file?.path()) ?? '')

  test('a dossier is made in the page, sealed, with what the provider says of who is behind it', async () => {
    const { tab } = await open(`/campaigns/${campaign}#dossier`)
    const form = tab.getByRole('form', { name: 'Make the dossier' })
    await form.getByLabel('Format').selectOption('html')
    await form.getByRole('button', { name: 'Enter a statement' }).click()
    await form.getByLabel(/^Statement/).fill('Example Research <b>runs</b> these accounts')
    // A statement without a source is none: the browser keeps the form.
    await form.getByRole('button', { name: 'Make it' }).click()
    expect(await form.getByText('is saved').count()).toBe(0)
    await form.getByLabel(/^Source/).fill('invoice 7 of 3 May')
    await form.getByLabel('Likelihood').selectOption('almost-certain')
    const files: Download[] = []
    tab.on('download', file => files.push(file))
    await form.getByRole('button', { name: 'Make it' }).click()
    await form.getByText(`${campaign}.html is saved`).waitFor()
    await expect.poll(() => files.length).toBe(2)
    const named = (ending: string) => files.find(one => one.suggestedFilename() === `${campaign}.${ending}`)
    const html = await bytesOf(named('html'))
    const manifest = manifestSchema.parse(JSON.parse(String(await bytesOf(named('html.manifest.json')))))
    expect(checkSeal(manifest, html).every(one => one.holds)).toBe(true)
    const text = String(html)
    expect(text).toContain('Example Research &lt;b&gt;runs&lt;/b&gt; these accounts')
    expect(text).toContain('<strong>almost certain</strong>')
    expect(text).toContain('invoice 7 of 3 May')
  })

  test('what calls were told stands with the account and in the campaign’s timeline, numbers and all', async () => {
    const { page, tab } = await open(`/accounts/${account()}`)
    const told = tab.locator('#told')
    await told.locator('tbody tr').nth(2).waitFor()
    expect(await told.locator('tbody tr').first().innerText()).toContain('Refused')
    await page.visit(`/campaigns/${campaign}`)
    const timeline = tab.locator('#timeline')
    await timeline.getByText('Calls watched, limited').waitFor()
    await timeline.getByRole('button', { name: 'Numbers' }).click()
    const rows = await timeline.locator('.numbers tbody tr').allInnerTexts()
    expect(rows.filter(one => /calls (limited|refused)/.test(one))).toHaveLength(3)
    expect(rows.some(one => one.includes('first named'))).toBe(true)
  })

  test('what holds a campaign stands in the table, filters it, and says what it met', async () => {
    const { page, tab } = await open('/campaigns')
    const propose = {
      verdict: 'contain',
      measure: 'withhold',
      mode: 'shadow',
      reason: 'see what it would do',
    }
    const answer = await fetch(`${page.url}/v1/campaigns/${campaign}/review`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(propose),
    })
    expect(answer.status).toBe(200)
    await tab.locator('tbody tr', { hasText: campaign }).getByText('in shadow').waitFor()
    await tab.getByLabel('Any measure').selectOption('withhold')
    expect(await tab.locator('tbody tr').count()).toBe(1)
    expect(new URL(tab.url()).search).toBe('?measure=withhold')
    await page.visit(`/campaigns/${campaign}`)
    await tab.locator('.containment', { hasText: 'Since it began' }).waitFor()
  })

  test('an opened bundle, the holders of a value and the order of members have an address', async () => {
    const { page, tab } = await open('/campaigns/c-7f3a91e2')
    await tab.locator('.bundle').first().click()
    await tab.getByRole('button', { name: '← All members' }).waitFor()
    await tab.locator('.members').getByRole('button', { name: 'Exchanges' }).click()
    const { pathname, search } = new URL(tab.url())
    expect(search).toMatch(/within=.*sort=exchanges\.down/)
    await page.visit(pathname + search)
    await tab.getByRole('button', { name: '← All members' }).waitFor()
    await tab.locator('.members th[aria-sort="descending"]', { hasText: 'Exchanges' }).waitFor()
  })

  test.each([
    ['/', '.families'],
    ['/campaigns', 'tbody tr'],
    ['/campaigns/c-b21d04c8', '#infrastructure tbody tr'],
    ['/groups', 'tbody tr'],
    ['/compare', '.sizes svg'],
    ['/review', 'tbody tr'],
    ['/audit', 'tbody tr'],
    ['/settings', '#keys tbody tr'],
    ['account', '#told tbody tr'],
  ])('in %s every table comes as a file and every chart has its numbers', async (path, sign) => {
    const { page, tab } = await open(path === 'account' ? `/accounts/${account()}` : path)
    await tab.locator(sign).first().waitFor()
    await page.arrived()
    const lacking = await tab.evaluate<string[]>(`(() => {
      const saves = one => [...one.querySelectorAll('button')].some(button => button.textContent === 'CSV')
      const nearest = (node, ok) => { for (let at = node.parentElement; at; at = at.parentElement) { if (ok(at)) return at; if (at.matches('section.section, main')) return } }
      const tables = [...document.querySelectorAll('main table')].filter(one => !nearest(one, saves))
      const charts = [...document.querySelectorAll('main figure, main .lanes')].filter(one => !one.closest('.charted'))
      return [...tables, ...charts].map(one => one.outerHTML.slice(0, 80))
    })()`)
    expect(lacking).toEqual([])
    expect(page.complaints).toEqual([])
  })

  test('settings name the keys without a secret, what is kept how long, and try settings as well as rules', async () => {
    const { tab } = await open('/settings')
    await tab.locator('#keys', { hasText: 'gateway-eu' }).getByText('expired').waitFor()
    await tab.getByText('As long as the provider keeps the store; nothing is deleted by itself').waitFor()
    const policy = tab.getByRole('form', { name: 'Policy' })
    await policy.getByLabel(/^Settings/).fill('{ "ttl_ms": ')
    await policy.getByRole('button', { name: 'Check and try' }).click()
    await policy.getByText('The settings are not JSON').waitFor()
    await policy.getByLabel(/^Settings/).fill('{ "ttl_ms": -1 }')
    await policy.getByRole('button', { name: 'Check and try' }).click()
    await policy.getByText(/settings\.json: ttl_ms/).waitFor()
  })

  test('who reads Chinese is refused in Chinese', async () => {
    const { page, tab } = await open('/settings', { locale: 'zh-CN' })
    await tab.getByRole('button', { name: '改变一项界限' }).click()
    const form = tab.getByRole('form', { name: '改变一项界限' })
    await form.getByLabel('值').fill('-5')
    await form.getByLabel(/^理由/).fill('手误，试一试')
    await form.getByRole('button', { name: '执行' }).click()
    expect(await form.getByRole('alert').innerText()).toBe(
      '被拒绝： 界限不合要求。“two_persons_above”：不得小于 0。',
    )
    await page.visit('/campaigns/c-nothing')
    await tab.getByRole('heading', { name: '最近一次检测中没有这个行动或群组。' }).waitFor()
    await page.visit('/campaigns/c-7f3a91e2')
    await tab
      .locator('.hub', { hasText: /支付工具|卡段|工具集|消息模板/ })
      .first()
      .waitFor()
    expect(await tab.locator('#limits').innerText()).toContain('刚刚开始的成员')
  })
})
