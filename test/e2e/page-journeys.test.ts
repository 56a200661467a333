// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** Whole journeys of people with names: a second word, an appeal, a comparison, a policy that is only tried. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newestEntries } from '../../src/audit/read.ts'
import { type Access, makeAccess } from '../../src/server/auth/access.ts'
import type { Role } from '../../src/server/principal.ts'
import { type OpenPage, openPage, whyNoPage } from '../fixtures/open-page.ts'
import { type SeededStore, seededStore } from '../fixtures/seeded-store.ts'

describe.skipIf(whyNoPage !== undefined)('journeys in the page', () => {
  let seeded: SeededStore
  let page: OpenPage
  let access: Access
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    seeded = await seededStore()
    access = makeAccess({ clock: () => Date.now(), hasPeople: true })
    page = await openPage(seeded.store, {}, () => Date.now(), access)
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await page?.close()
    await seeded?.close()
    expect(faults).toEqual([])
    expect(page.foreign).toEqual([])
  })

  const sessionOf = (id: string, ...roles: Role[]): string =>
    access.sessions.open({ principal: { id, kind: 'person', roles } })

  /** A browser of somebody's own, signed in. What the service refuses the browser notes itself; nothing else may go wrong. */
  async function signedIn(id: string, ...roles: Role[]): Promise<Page> {
    const context = await page.context
      .browser()
      ?.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' })
    if (context === undefined) throw new Error('the browser is gone')
    contexts.push(context)
    await context.addCookies([{ name: access.cookie.name, value: sessionOf(id, ...roles), url: page.url }])
    const tab = await context.newPage()
    tab.on('pageerror', error => faults.push(error.message))
    tab.on('console', message => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text())
    })
    return tab
  }
  const visit = async (tab: Page, path: string): Promise<void> => {
    await tab.goto(page.url + path, { waitUntil: 'load' })
    await tab.locator('main h1').first().waitFor()
  }
  const acts = async (): Promise<string[]> =>
    (await newestEntries(seeded.store, { before: 0, limit: 20 })).map(one => `${one.actor.id} ${one.act}`)

  test('who is not signed in is led to the door, and shown nothing', async () => {
    const tab = await page.context.newPage()
    await tab.goto(`${page.url}/campaigns/c-7f3a91e2`)
    expect(new URL(tab.url()).pathname).toBe('/login')
    expect(await tab.locator('body').innerText()).not.toContain('c-7f3a91e2')
    await tab.close()
  })

  test('who may only read sees every part of a campaign and no act', async () => {
    const tab = await signedIn('rea@provider.example', 'read')
    await visit(tab, '/campaigns/c-b21d04c8')
    await tab.locator('#review').waitFor()
    await tab.locator('#measures tbody tr').first().waitFor()
    await tab.getByText('Signed in as rea@provider.example').waitFor()
    for (const act of ['Confirm', 'Dismiss', 'Comment', 'Assign', 'Propose a containment'])
      expect(await tab.getByRole('button', { name: act, exact: true }).count()).toBe(0)
  })

  test('a large campaign is held only by the word of a second person', async () => {
    const ada = await signedIn('ada@provider.example', 'review')
    await visit(ada, '/campaigns/c-b21d04c8')
    await ada.getByRole('button', { name: 'Propose a containment' }).click()
    const form = ada.getByRole('form', { name: 'Propose a containment' })
    await form.getByLabel('Mode').selectOption('enforce')
    await form.getByLabel(/^Reason/).fill('six templates, cards bought together')
    await form.getByRole('button', { name: 'Do it' }).click()
    const proposed = ada.locator('.containment', { hasText: '1 given' })
    await proposed.getByText('Needs the word of 2 different persons').waitFor()

    // Her own second word is none.
    await proposed.getByRole('button', { name: 'Approve' }).click()
    await proposed.getByLabel(/^Reason/).fill('still of the same opinion')
    await proposed.getByRole('button', { name: 'Do it' }).click()
    await proposed.getByRole('alert').waitFor()
    await proposed.getByText('1 given').waitFor()

    const bob = await signedIn('bob@provider.example', 'review')
    await visit(bob, '/review')
    const waiting = bob.locator('.containment', { hasText: 'Proposed by ada@provider.example' })
    await waiting.getByRole('button', { name: 'Approve' }).click()
    await waiting.getByLabel(/^Reason/).fill('looked at the evidence, the class is ruled out')
    await waiting.getByRole('button', { name: 'Do it' }).click()
    await waiting.waitFor({ state: 'detached' })
    await visit(bob, '/campaigns/c-b21d04c8')
    await bob.locator('.containment.in-force', { hasText: 'approved by bob@provider.example' }).waitFor()

    // What Bob did stands before Ada without a reload.
    await ada.locator('.containment.in-force').waitFor()
    expect((await acts()).filter(one => one.includes('containment/'))).toEqual([
      'bob@provider.example containment/approve',
      // To propose is to give the first word.
      'ada@provider.example containment/approve',
      'ada@provider.example containment/propose',
    ])
  })

  test('an appeal is answered with reasons, and the account is free', async () => {
    const account = seeded.found.members.get('c-b21d04c8')?.[7]?.account ?? ''
    const desk = sessionOf('desk', 'ingest')
    const handed = await fetch(`${page.url}/v1/appeals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${access.cookie.name}=${desk}` },
      body: JSON.stringify({ account, text: 'My key lay in a public repository for a week.' }),
    })
    expect(handed.status).toBe(200)

    const cyd = await signedIn('cyd@provider.example', 'review')
    await visit(cyd, '/review')
    await cyd.locator('tbody tr', { hasText: 'answer an appeal' }).getByRole('link').first().click()
    const appeal = cyd.locator('li.containment', { hasText: account })
    await appeal.locator('blockquote', { hasText: 'public repository' }).waitFor()
    await appeal.getByRole('button', { name: 'Answer' }).click()
    const form = appeal.getByRole('form', { name: 'Answer' })

    // A refusal owes the holder words; without them nothing is sent.
    await form.getByLabel('Outcome').selectOption('refused')
    await form.getByLabel(/^Reason, for the log/).fill('key rotated after the last exchange')
    await form.getByRole('button', { name: 'Do it' }).click()
    expect(await form.isVisible()).toBe(true)
    expect(await acts()).not.toContain('cyd@provider.example appeal/answer')

    await form.getByLabel('Outcome').selectOption('granted')
    await form.getByLabel(/^Words for the holder/).fill('Your new key is not affected.')
    await form.getByRole('button', { name: 'Do it' }).click()
    await appeal.getByText('The answer, ready to be sent').click()
    const letter = await appeal.locator('pre').innerText()
    expect(letter).toContain('Your new key is not affected.')
    expect(letter).not.toContain('c-b21d04c8')

    await visit(cyd, `/accounts/${account}`)
    await cyd.getByRole('button', { name: 'Take the release back' }).waitFor()
    expect((await acts())[0]).toMatch(/^cyd@provider\.example (appeal\/answer|account\/release)$/)
  })

  test('two campaigns that were chosen stand side by side, the largest named', async () => {
    const tab = await signedIn('eve@provider.example', 'read')
    await visit(tab, '/campaigns')
    for (const id of ['c-b21d04c8', 'c-e90c5d17']) await tab.getByLabel(`Compare ${id}`).check()
    await tab.getByRole('link', { name: 'Compare the 2 chosen' }).click()
    await tab.locator('.sizes svg').waitFor()
    expect(new URL(tab.url()).search).toBe('?ids=c-b21d04c8,c-e90c5d17')
    expect(await tab.locator('h1').innerText()).toMatch(
      /^c-b21d04c8 is not the largest measured here: .*c-7f3a91e2/,
    )
    const rows = await tab.locator('tbody tr').allInnerTexts()
    expect(rows.filter(one => /c-(b21d04c8|e90c5d17)/.test(one))).toHaveLength(2)
    expect(rows.join(' ')).toContain('28,800,000')
  })

  test('a policy is checked and tried, and what is in force stays as it was', async () => {
    const tab = await signedIn('fay@provider.example', 'review')
    await visit(tab, '/settings')
    const policy = tab.getByRole('form', { name: 'Policy' })
    const rules = policy.getByLabel('Rules (Cedar)')
    const before = await rules.inputValue()
    const version = await policy.getByText(/^In force: version/).innerText()

    await rules.fill('permit (principal, action, resource) when { context.nonsense > };')
    await policy.getByRole('button', { name: 'Check and try' }).click()
    await policy.locator('.warn li').first().waitFor()

    await rules.fill(before.replace('permit', '// reviewed\npermit'))
    await policy.getByRole('button', { name: 'Check and try' }).click()
    await policy.getByText(/^Sound\. It would be version/).waitFor()
    await visit(tab, '/settings')
    expect(await tab.getByText(/^In force: version/).innerText()).toBe(version)
    expect(await acts()).not.toContain('fay@provider.example policy/set')
  })

  test('a bound is changed by an administrator with a reason, and the log shows both values', async () => {
    const tab = await signedIn('gus@provider.example', 'admin')
    await visit(tab, '/settings')
    await tab.getByRole('button', { name: 'Change a bound' }).click()
    const form = tab.getByRole('form', { name: 'Change a bound' })
    await form.getByLabel('Value').fill('40')
    await form.getByLabel(/^Reason/).fill('two of us from forty accounts on')
    await form.getByRole('button', { name: 'Do it' }).click()
    await tab.locator('tbody tr', { hasText: 'two_persons_above' }).getByText('40', { exact: true }).waitFor()
    await visit(tab, '/audit')
    await tab.locator('tbody tr', { hasText: 'gus@provider.example' }).first().waitFor()
    expect((await acts())[0]).toBe('gus@provider.example rules/set')
  })
})
