// biome-ignore-all lint/performance/useDomNodeTextContent: what a person sees is asked for, not the nodes' text
/** Everything an adversary may choose is chosen to hurt: names, clients, models, files, reasons, and a megabyte of each. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveRun } from '../../src/findings/save.ts'
import type { Finding, Member } from '../../src/model/finding.ts'
import { openStore } from '../../src/store/open.ts'
import { believableFindings } from '../fixtures/findings.ts'
import { openPage, whyNoPage } from '../fixtures/open-page.ts'
import { stillwatch } from '../support/command.ts'
import { withNetworks } from '../support/networks-loaded.ts'

const attacks = [
  '"><img src=x onerror=alert(1)>',
  '</script><script>alert(2)</script>',
  'javascript:alert(3)',
  '\u001b[31m\u001b]0;owned\u0007red',
  '\u202eevil\u2066x\u200b',
  '=HYPERLINK("http://evil.example","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "'; DROP TABLE members; --",
  '{{constructor.constructor("alert(4)")()}}',
  "] OR [domain-name:value = 'x",
] as const
const megabyte = `huge ${'<b>\u202e'.repeat(200_000)}`
/** Two accounts send the megabyte in each field; the others would repeat them. */
const largest = 2
const deceiving = ['\u001b', '\u0007', '\u202e', '\u2066', '\u200b']
/** Far more than a view of these few members can need, far less than one of the long strings. */
const mostShown = 120_000

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-hostile-'))
const data = join(folder, 'store')
const accounts = attacks.map((attack, index) => `${attack}-${index}`.slice(0, 128))
const id = 'c-b21d04c8'

function exchangeLines(): string {
  const all = accounts.flatMap((account, who) =>
    Array.from({ length: 6 }, (_, turn) => {
      const attack = attacks[(who + turn) % attacks.length] ?? ''
      const long = who < largest ? megabyte : megabyte.slice(0, 50_000)
      return JSON.stringify({
        id: `${attack}|${who}|${turn}`.slice(0, 128),
        time: `2026-05-1${turn}T0${who % 10}:00:00Z`,
        account,
        model: turn === 5 ? long : `large ${attack}`,
        pathway: attack,
        client: {
          ip: '198.51.100.7',
          user_agent: turn === 4 ? long : attack,
          ja4: attack,
          device: attack,
        },
        usage: { input_tokens: 10, output_tokens: 900 },
        request: {
          system: attack + megabyte.slice(0, 50_000),
          messages: [{ role: attack, content: turn === 3 ? long : `${attack} solve item ${who}` }],
          tools: [{ name: attack, description: megabyte.slice(0, 9_000) }],
        },
        response: { text: attack, stop_reason: attack },
      })
    }),
  )
  return `${all.join('\n')}\n`
}

function accountLines(): string {
  const facts = accounts.map((account, who) => {
    const attack = attacks[who] ?? ''
    return JSON.stringify({
      account,
      created: '2026-04-30T10:00:00Z',
      email: `${attack}@evil.example`,
      country: attack.slice(0, 2),
      payment: { kind: attack, bin: attack, instrument: attack },
      plan: who === 0 ? megabyte : attack,
      organization: attack,
      referral: attack,
    })
  })
  return `${facts.join('\n')}\n`
}

/** A campaign whose members are these accounts, with every value that evidence may name. */
async function plant(): Promise<void> {
  const found = believableFindings(7)
  const [lead] = found.findings
  const template = found.findings.find(one => one.id === id)
  if (lead === undefined || template === undefined) throw new Error('the fixture lost its findings')
  const detail = (value: string): string =>
    `${value}: shared with 9 other members; 0 of 60 other accounts have it`
  const held: Member[] = accounts.map((account, index) => ({
    account,
    probability: 0.99,
    since: '2026-05-11T00:00:00.000Z',
    measure: 'watch',
    exchanges: 6,
    first: '2026-05-10T00:00:00.000Z',
    last: '2026-05-15T09:00:00.000Z',
    evidence: [
      {
        signal: 'client-bundle',
        family: 'client',
        weight: 4,
        detail: detail(`client ${attacks[index] ?? ''}`),
      },
      {
        signal: attacks[index] ?? '',
        family: 'content',
        weight: 3,
        detail: detail(`template ${megabyte.slice(0, 3_000)}`),
      },
    ],
  }))
  const hostile: Finding = {
    ...template,
    name: `After ${attacks[0]}, linked by ${attacks[4]}`,
    accounts: held.length,
    exchanges: held.length * 6,
    first: '2026-05-10T00:00:00.000Z',
    last: '2026-05-15T09:00:00.000Z',
    models: attacks.map(model => ({ model, exchanges: 6 })),
    networks: attacks.map(kind => ({ kind, accounts: 1 })),
    countries: attacks.map(country => ({ country, accounts: 1 })),
    capabilities: attacks.map(capability => ({ capability, share: 0.4, honest: 0.1 })),
    evidence: attacks.map(attack => ({
      signal: attack,
      family: 'content' as const,
      weight: 5,
      detail: `10 of 10 members agree on client ${attack}; 0 of 60 other accounts have it`,
    })),
    predecessor: attacks[1],
  }
  const group: Finding = { ...hostile, id: 'g-92e77b10', kind: 'group', why_not: `${attacks[0]} ${megabyte}` }
  const store = await openStore({ data })
  const members = new Map([
    [id, held],
    ['g-92e77b10', held],
  ])
  await saveRun(store, { ...found.run, as_of: '2026-05-16T00:00:00.000Z' }, [hostile, group], members)
  await store.close()
}

beforeAll(async () => {
  const logs = join(folder, 'logs')
  mkdirSync(logs)
  writeFileSync(join(logs, `${attacks[0].replaceAll('/', '')}\u202e.jsonl`), exchangeLines())
  writeFileSync(join(logs, `\u001b[31m${attacks[5].replaceAll('/', '')}.jsonl`), accountLines())
  await withNetworks(data)
  const taken = await stillwatch(['ingest', logs, '--data', data])
  expect(taken.exit).toBe(0)
  expect(taken.out).toContain('60 exchanges taken, 10 account lines taken')
  for (const character of deceiving) expect(taken.out + taken.err.join('\n')).not.toContain(character)
  await plant()
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What makes the page wider than the telephone; tables scroll in frames of their own. */
const stickingOut = `document.documentElement.scrollWidth <= 390 ? [] : [...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > 391 && !one.closest('.scroll, .window, .contents'))
  .slice(0, 5).map(one => one.tagName + '.' + one.className + ' ' + one.innerText?.slice(0, 60))`

/** No tag, no control, no reversed writing, and no more of it than a person could read. */
function expectHarmless(where: string, text: string): void {
  const shown = deceiving
    .filter(one => text.includes(one))
    .map(one => text.slice(Math.max(0, text.indexOf(one) - 60), text.indexOf(one) + 20))
  expect([where, shown, text.length > mostShown && text.length]).toEqual([where, [], false])
}

describe.skipIf(whyNoPage !== undefined)('in the page', () => {
  test.each(['en-US', 'zh-CN'])(
    'every view stays whole, in %s',
    async locale => {
      const store = await openStore({ data })
      const page = await openPage(store, { locale, viewport: { width: 390, height: 844 } })
      try {
        const post = (path: string, body: object) =>
          fetch(page.url + path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        await post(`/v1/campaigns/${id}/review`, { verdict: 'comment', reason: attacks.join(' ') })
        await post(`/v1/campaigns/${id}/review`, { verdict: 'assign', to: attacks[0] })
        await post('/v1/appeals', { account: accounts[1], text: attacks.join('\n') })
        const views = [
          '/',
          '/campaigns',
          `/campaigns/${id}`,
          '/groups',
          '/groups/g-92e77b10',
          '/compare',
          '/review',
          '/appeals',
          '/audit',
          '/settings',
        ]
        for (const path of [...views, ...accounts.map(one => `/accounts/${encodeURIComponent(one)}`)]) {
          await page.visit(path)
          await page.arrived()
          expectHarmless(path, await page.tab.locator('body').innerText())
          expect([path, await page.tab.locator('main img, main script, main iframe').count()]).toEqual([
            path,
            0,
          ])
          expect([path, await page.tab.locator('a[href^="javascript:"]').count()]).toEqual([path, 0])
          expect([path, await page.tab.evaluate<string[]>(stickingOut)]).toEqual([path, []])
        }
        expect(page.complaints).toEqual([])
        expect(page.foreign).toEqual([])
      } finally {
        await page.close()
        await store.close()
      }
    },
    240_000,
  )

  test('what is saved as a file holds no formula and no escape', async () => {
    const store = await openStore({ data })
    const page = await openPage(store, { acceptDownloads: true })
    try {
      await page.visit(`/campaigns/${id}`)
      for (const part of ['#members', '#infrastructure', '#evidence']) {
        const [file] = await Promise.all([
          page.tab.waitForEvent('download', { timeout: 10_000 }),
          page.tab.locator(part).getByRole('button', { name: 'CSV', disabled: false }).first().click(),
        ])
        const text = readFileSync(await file.path(), 'utf8')
        for (const character of deceiving) expect([part, text.includes(character)]).toEqual([part, false])
        expect([part, /(^|,|\n)"?[=@+]/.test(text)]).toEqual([part, false])
      }
    } finally {
      await page.close()
      await store.close()
    }
  })
})

test.each([['campaigns'], ['campaigns', id]])(
  'the terminal is told in plain characters: %s %s',
  async (...words) => {
    const said = await stillwatch([...words, '--data', data])
    expect(said.exit).toBe(0)
    expectHarmless(words.join(' '), said.out)
  },
)

test.each(['en', 'zh'])(
  'the dossier holds no tag, no escape and no reversed writing, in %s',
  async language => {
    for (const more of [[], ['--redact']]) {
      const out = join(folder, `dossier-${language}.html`)
      const said = await stillwatch([
        'report',
        id,
        '--data',
        data,
        '--language',
        language,
        '--out',
        out,
        ...more,
      ])
      expect(said.err).toEqual([])
      const text = readFileSync(out, 'utf8')
      for (const character of deceiving) expect(text.includes(character)).toBe(false)
      expect(text).not.toMatch(/<(img|script|iframe|b)[\s>]/)
      expect(text.length).toBeLessThan(4_000_000)
      if (more.length > 0)
        for (const account of accounts) expect(text).not.toContain(account.replaceAll('<', '&lt;'))
    }
  },
)

test('what is shared stays within its pattern, and no string grows without bound', async () => {
  const out = join(folder, 'shared.json')
  const said = await stillwatch(['export', 'stix', '--data', data, '--out', out])
  expect(said.err).toEqual([])
  const text = readFileSync(out, 'utf8')
  const bundle: { objects: { pattern?: string }[] } = JSON.parse(text)
  for (const { pattern } of bundle.objects) {
    // One comparison, whatever quotes its value holds.
    if (pattern !== undefined)
      expect(pattern.replaceAll(/'(?:[^'\\]|\\.)*'/gs, '')).toMatch(/^\[[\w:.-]* (=|ISSUBSET) \]$/)
  }
  expect(text.length).toBeLessThan(200_000)
})
