/** The promise of the dossier: no number in it that a query does not give, and no query that gives another. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DossierStore, dossierStore } from '../../../test/fixtures/dossier-store.ts'
import { askAgain } from '../../findings/recount.ts'
import { type Attribution, type Dossier, dossierSchema, type Language } from '../../model/dossier.ts'
import type { Finding } from '../../model/finding.ts'
import { renderHtml } from '../html.ts'
import { formatIn } from '../language/formats.ts'
import { composeDossier } from './compose.ts'
import { textsIn } from './writing.ts'

let world: DossierStore
beforeAll(async () => {
  world = await dossierStore()
})
afterAll(() => world.close())

async function made(
  language: Language = 'en',
  finding: Finding = world.finding,
  attribution?: Attribution,
): Promise<Dossier> {
  const answers = await world.answers(finding)
  return composeDossier({
    finding,
    run: world.run,
    answers,
    glossary: {},
    language,
    fingerprint: 'abcd ef01',
    ...(attribution && { attribution }),
  })
}

/** Figures whose query now gives something else than the dossier shows. */
async function disagreeing(dossier: Dossier): Promise<string[]> {
  const now = new Map<string, Record<string, unknown>[]>()
  for (const answer of dossier.answers) now.set(answer.id, await askAgain(world.store, answer))
  const format = formatIn(dossier.language)
  return dossier.figures.flatMap(({ id, shown, format: as, from }) => {
    if (from.kind === 'cited') return []
    const cell = now.get(from.query)?.[from.row]?.[from.column]
    const again = format(as, typeof cell === 'number' || typeof cell === 'string' ? cell : null)
    return again === shown ? [] : [`${id} shows ${shown}, ${from.query}.${from.column} gives ${again}`]
  })
}

/** Text of the page that is neither a figure nor quoted nor code: what must hold no digit. */
const bareText = (page: string): string =>
  page
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<section id="queries">[\s\S]*?<\/section>/, '')
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<a class="f" href="#F\d+">[^<]*<\/a>/g, '')
    .replace(/<(code|q)>[^<]*<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')

test.each(['en', 'zh'] as const)('every figure is what its own query gives, in %s', async language => {
  for (const finding of [world.finding, world.group]) {
    const dossier = await made(language, finding)
    expect(dossierSchema.safeParse(dossier).success).toBe(true)
    expect(dossier.figures.length).toBeGreaterThan(60)
    expect(await disagreeing(dossier)).toEqual([])
  }
})

test.each(['en', 'zh'] as const)(
  'no number stands in the page that is not a listed figure, in %s',
  async language => {
    for (const finding of [world.finding, world.group]) {
      const dossier = await made(language, finding)
      const page = renderHtml(dossier)
      expect(bareText(page).match(/.{0,40}\p{Nd}.{0,20}/gu) ?? []).toEqual([])
      const listed = new Map(dossier.figures.map(one => [one.id, one.shown]))
      for (const [, id = '', shown] of page.matchAll(/<a class="f" href="#(F\d+)">([^<]*)<\/a>/g)) {
        expect(listed.has(id)).toBe(true)
        if (/^[\d.,]+$/.test(shown ?? '')) expect([id, shown]).toEqual([id, listed.get(id)])
        expect(page).toContain(`<tr id="${id}">`)
      }
    }
  },
)

test('a number that was tampered with, or a number that nobody lists, is noticed', async () => {
  const dossier = await made()
  const [figure] = dossier.figures.filter(one => one.format === 'count')
  if (figure === undefined) throw new Error('no count is shown')
  figure.shown = '999'
  expect(await disagreeing(dossier)).toHaveLength(1)
  expect(bareText('<p>In all 17 accounts</p>')).toMatch(/\d/)
})

test('a chart draws the rows of its query and nothing else', async () => {
  const dossier = await made()
  const charts = dossier.sections.flatMap(one => one.blocks).filter(one => one.kind === 'chart')
  expect(charts).toHaveLength(2)
  for (const chart of charts) {
    const rows = dossier.answers.find(one => one.id === chart.query)?.rows ?? []
    expect(chart.points.map(one => one.value)).toEqual(rows.map(row => row[chart.value]))
    expect(chart.points.map(one => one.other ?? null)).toEqual(
      rows.map(row => (chart.other === undefined ? null : row[chart.other])),
    )
  }
})

test('the same store gives the same bytes', async () => {
  for (const language of ['en', 'zh'] as const) {
    const [first, second] = [await made(language), await made(language)]
    expect(JSON.stringify(first)).toBe(JSON.stringify(second))
    expect(renderHtml(first)).toBe(renderHtml(second))
  }
})

test('no sentence of either language holds a digit, and both name the same pieces', () => {
  for (const key of Object.keys(textsIn.en) as (keyof typeof textsIn.en)[]) {
    expect([key, /\p{Nd}/u.test(textsIn.en[key] + textsIn.zh[key])]).toEqual([key, false])
    const names = (text: string): string[] => [...text.matchAll(/\{[a-z_]+\}/g)].map(String).sort()
    expect([key, names(textsIn.zh[key])]).toEqual([key, names(textsIn.en[key])])
  }
})

test('shared values are named by a short label, and their hash stands only in the appendix', async () => {
  const finding = {
    ...world.finding,
    evidence: [
      { signal: 'shared-toolset', family: 'content' as const, weight: 5, detail: 'one tool set' },
      ...world.finding.evidence,
    ],
  }
  const answers = await world.answers(finding)
  const evidence = answers.find(one => one.name === 'recount/evidence')
  evidence?.rows.unshift({ signal: 'shared-toolset', family: 'content', weight: 5, detail: 'one tool set' })
  const page = renderHtml(
    composeDossier({ finding, run: world.run, answers, glossary: {}, language: 'en', fingerprint: '' }),
  )
  expect(page).toContain('<code>Tool set T1</code>')
  const hash = (123456789).toString(16)
  const parts = page.split('<section id="values">')
  expect(parts[0]).not.toContain(hash)
  expect(parts[1]?.toLowerCase()).toContain(hash)
})

test('who is behind it is never computed: only what the provider entered, quoted with its source', async () => {
  const silent = renderHtml(await made())
  expect(silent).toContain('does not say who the operator is')
  const entry = {
    statement: 'Example Lab <b>paid</b> for 3 of the cards',
    source: 'card issuer, letter of 2 May',
    likelihood: 'likely' as const,
    confidence: 'moderate' as const,
  }
  const told = await made('en', world.finding, { entries: [entry] })
  const page = renderHtml(told)
  expect(page).toContain('<q>Example Lab &lt;b&gt;paid&lt;/b&gt; for 3 of the cards</q>')
  expect(page).toContain('carries no weight in any number')
  expect(told.figures).toEqual((await made()).figures)
})

test('a group is told with the reason why it was left alone, and never as a campaign', async () => {
  const page = renderHtml(await made('en', world.group))
  expect(page).toContain('They are not called a campaign')
  expect(page).toContain('One employer’s gateway')
  expect(page).not.toContain('We assess that this is')
})
