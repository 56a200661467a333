// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** What a person does in the page is done by the service, once, with its reason, and stands in the log. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newestEntries } from '../../src/audit/read.ts'
import { type OpenPage, openPage, whyNoPage } from '../fixtures/open-page.ts'
import { type SeededStore, seededStore } from '../fixtures/seeded-store.ts'

describe.skipIf(whyNoPage !== undefined)('acting in the page', () => {
  let seeded: SeededStore
  let page: OpenPage
  beforeAll(async () => {
    seeded = await seededStore({ hostile: true })
    page = await openPage(seeded.store)
  })
  afterAll(async () => {
    await page?.close()
    await seeded?.close()
    expect(page.complaints).toEqual([])
    expect(page.foreign).toEqual([])
  })

  const act = async (name: string, reason: string) => {
    const { tab } = page
    await tab.getByRole('button', { name, exact: true }).first().click()
    const form = tab.getByRole('form', { name, exact: true }).first()
    await form.getByLabel(/^(Reason|Comment)/).fill(reason)
    await form.getByRole('button', { name: 'Do it' }).click()
  }
  const acts = async () => (await newestEntries(seeded.store, { before: 0, limit: 20 })).map(one => one.act)

  test('a verdict given in the queue changes the state, and the matter waits no longer', async () => {
    await page.visit('/review')
    const row = page.tab.locator('tbody tr', { has: page.tab.locator('.under', { hasText: /^c-7f3a91e2$/ }) })
    await row.getByRole('button', { name: 'Confirm' }).click()
    await row.getByLabel(/^Reason/).fill('seen on two days, templates agree')
    await row.getByRole('button', { name: 'Do it' }).click()
    await row.waitFor({ state: 'detached' })
    await page.visit('/campaigns/c-7f3a91e2')
    await page.tab.locator('.kicker .state.confirmed').waitFor()
    await page.tab.locator('.said', { hasText: 'seen on two days' }).waitFor()
  })

  test('a reason that is none is refused before anything happens', async () => {
    await page.visit('/campaigns/c-e90c5d17')
    await page.tab.getByRole('button', { name: 'Dismiss', exact: true }).click()
    const before = await acts()
    await page.tab.getByRole('form', { name: 'Dismiss' }).getByRole('button', { name: 'Do it' }).click()
    expect(await page.tab.getByRole('form', { name: 'Dismiss' }).isVisible()).toBe(true)
    expect(await acts()).toEqual(before)
  })

  test('a comment of hostile text is shown as text', async () => {
    await page.visit('/campaigns/c-e90c5d17')
    await act('Comment', '<img src=x onerror=alert(1)> \u202e looks like the benchmark')
    await page.tab.locator('.said', { hasText: '<img src=x' }).waitFor()
    expect(await page.tab.locator('main img').count()).toBe(0)
  })

  test('a containment is proposed from the what-if, approved and lifted, and the campaign says so', async () => {
    await page.visit('/campaigns/c-b21d04c8')
    const form = page.tab.getByRole('form', { name: 'Propose a containment' })
    await page.tab.getByRole('button', { name: 'Propose a containment' }).click()
    await form.getByLabel('Hours').fill('24')
    await form.getByLabel(/^Reason/).fill('try it in shadow first')
    await form.getByRole('button', { name: 'Do it' }).click()
    // One word is enough in shadow; between the proposal and its approval there is nothing to lift yet.
    const containment = page.tab.locator('.containment.in-force').first()
    await containment.locator('.tag', { hasText: 'in shadow' }).waitFor()
    expect((await acts()).slice(0, 2)).toContain('containment/propose')
    await containment.getByRole('button', { name: 'Lift' }).click()
    await containment.getByLabel(/^Reason/).fill('only a trial')
    await containment.getByRole('button', { name: 'Do it' }).click()
    await page.tab.locator('.containment', { hasText: 'lifted' }).waitFor()
  })

  test('an account is released with a reason, and its page keeps the history', async () => {
    const account = seeded.found.members.get('c-7f3a91e2')?.[3]?.account ?? ''
    await page.visit(`/accounts/${account}`)
    await act('Release from c-7f3a91e2', 'a customer of ours, by contract')
    await page.tab.getByRole('button', { name: 'Take the release back' }).waitFor()
    await page.tab.locator('td', { hasText: 'a customer of ours' }).waitFor()
    expect((await acts())[0]).toBe('account/release')
  })

  test('the audit log shows every act, and its chain holds', async () => {
    await page.visit('/audit')
    await page.tab.locator('tbody tr').nth(4).waitFor()
    await page.tab.getByRole('button', { name: 'Verify the chain' }).click()
    await page.tab.getByText(/^Whole: \d+ entries/).waitFor()
  })

  test('what another person does is seen without a reload', async () => {
    await page.visit('/campaigns/c-e90c5d17')
    await page.tab.locator('.contents').waitFor()
    const answer = await fetch(`${page.url}/v1/campaigns/c-e90c5d17/review`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict: 'assign', to: 'grace' }),
    })
    expect(answer.status).toBe(200)
    await page.tab.getByText('assigned to grace').waitFor()
  })

  test('a bound of containment that makes no sense is refused with words', async () => {
    await page.visit('/settings')
    await page.tab.getByRole('button', { name: 'Change a bound' }).click()
    const form = page.tab.getByRole('form', { name: 'Change a bound' })
    await form.getByLabel('Value').fill('-5')
    await form.getByLabel(/^Reason/).fill('a slip of the hand')
    const seen = page.complaints.length
    await form.getByRole('button', { name: 'Do it' }).click()
    await form.getByRole('alert').waitFor()
    // The browser itself notes the refusal; that is the one complaint allowed.
    expect(page.complaints.splice(seen).every(one => one.includes('400'))).toBe(true)
  })
})
