// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** Everybody can use the page: without sight or mouse, in both languages, dark and light, on a telephone. */
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPage, openPage, whyNoPage } from '../fixtures/open-page.ts'
import { type SeededStore, seededStore } from '../fixtures/seeded-store.ts'

const views = [
  ['/', '.lanes'],
  ['/campaigns', 'tbody tr'],
  ['/campaigns/c-7f3a91e2', '.members tr[aria-rowindex="2"] a'],
  ['/compare', '.sizes svg'],
  ['/groups', 'tbody tr'],
  ['/groups/g-5c0e8f41', '.members tr[aria-rowindex="2"] a'],
  ['/review', 'tbody tr'],
  ['/appeals', 'h1'],
  ['/audit', 'h1'],
  ['/settings', 'tbody tr'],
] as const

interface Finding {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

describe.skipIf(whyNoPage !== undefined)('everybody can use the page', () => {
  let seeded: SeededStore
  const pages: OpenPage[] = []
  const open = async (options: Parameters<typeof openPage>[1]) => {
    const page = await openPage(seeded.store, options)
    pages.push(page)
    return page
  }
  beforeAll(async () => {
    seeded = await seededStore()
  })
  afterAll(async () => {
    for (const page of pages) await page.close()
    await seeded?.close()
    expect(pages.flatMap(page => [...page.complaints, ...page.foreign])).toEqual([])
  })

  /** The content policy forbids foreign scripts; the checker is let in through the debugger, past the page. */
  async function judge({ tab }: OpenPage): Promise<string[]> {
    await tab.evaluate(axe.source)
    const found = await tab.evaluate<Finding[]>(
      'axe.run(document, { resultTypes: ["violations"] }).then(result => result.violations)',
    )
    return found
      .filter(one => one.impact === 'serious' || one.impact === 'critical')
      .map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
  }

  test.each([
    ['light', 'en-US'],
    ['dark', 'zh-CN'],
  ] as const)('no view in %s and %s has a serious finding', async (colorScheme, locale) => {
    const page = await open({ colorScheme, locale })
    const found: string[] = []
    for (const [path, sign] of views) {
      await page.visit(path)
      await page.tab.locator(sign).first().waitFor()
      found.push(...(await judge(page)).map(one => `${path} ${one}`))
    }
    expect(found).toEqual([])
  })

  test('nothing scrolls sideways on a telephone, in any view', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } })
    for (const [path, sign] of views) {
      await page.visit(path)
      await page.tab.locator(sign).first().waitFor()
      const wide = await page.tab.evaluate<number>('document.documentElement.scrollWidth')
      expect([path, wide <= 390]).toEqual([path, true])
    }
  })

  test('the page speaks Chinese when asked, and remembers it', async () => {
    const page = await open({})
    await page.visit('/campaigns/c-7f3a91e2')
    await page.tab.getByRole('button', { name: '中文' }).click()
    await page.tab.getByRole('heading', { name: '如何关联' }).waitFor()
    expect(await page.tab.locator('html').getAttribute('lang')).toBe('zh-Hans')
    await page.visit('/')
    expect(await page.tab.locator('h1').innerText()).toContain('蒸馏行动')
  })

  test('every chart shows its numbers, and every table comes as a file without formulas', async () => {
    const page = await open({ acceptDownloads: true })
    await page.visit('/campaigns/c-7f3a91e2')
    await page.tab.locator('#timeline').getByRole('button', { name: 'Numbers' }).click()
    await page.tab.locator('#timeline .numbers td').first().waitFor()
    const [file] = await Promise.all([
      page.tab.waitForEvent('download'),
      page.tab.locator('#members').getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('c-7f3a91e2-members.csv')
    const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
    expect(lines).toHaveLength(2502)
    expect(lines[0]).toContain('Account,Probability')
  })

  test('filters stand in the address, and a named view comes back', async () => {
    const page = await open({})
    await page.visit('/campaigns')
    await page.tab.getByLabel('Any size').selectOption('100')
    await page.tab.getByLabel('Name this view').fill('large ones')
    await page.tab.getByRole('button', { name: 'Save' }).click()
    expect(new URL(page.tab.url()).search).toBe('?least=100')
    await page.visit('/campaigns')
    await page.tab.getByRole('button', { name: 'large ones' }).click()
    await page.tab.locator('tbody tr').nth(2).waitFor()
    expect(await page.tab.locator('tbody tr').count()).toBe(3)
  })

  test('a bundle of the link map is opened by keyboard, and the way back is there', async () => {
    const page = await open({})
    await page.visit('/campaigns/c-7f3a91e2')
    await page.tab.locator('.bundle').first().focus()
    await page.tab.keyboard.press('Enter')
    await page.tab.getByRole('button', { name: '← All members' }).click()
    await page.tab.getByText(/2,500 members in \d+ bundles/).waitFor()
  })
})
