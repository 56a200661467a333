/** A dossier for outsiders leads to no person, and still to every number. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DossierStore, dossierStore } from '../../test/fixtures/dossier-store.ts'
import { askAgain } from '../findings/recount.ts'
import type { Answer, Dossier, Language } from '../model/dossier.ts'
import { composeDossier } from './dossier/compose.ts'
import { renderHtml } from './html.ts'
import { formatIn } from './language/formats.ts'
import { redactAnswers, redactorOf, withheldIn, withheldKinds } from './redact.ts'
import { checkSeal, seal } from './seal.ts'

const { privateKey } = generateKeyPairSync('ed25519')
let world: DossierStore
let answers: Answer[]
beforeAll(async () => {
  world = await dossierStore()
  answers = await world.answers(world.finding)
})
afterAll(() => world.close())

const redacted = (language: Language = 'en', given = answers, key = privateKey): Dossier =>
  composeDossier({
    finding: world.finding,
    run: world.run,
    answers: redactAnswers(given, redactorOf(key, world.finding.id)),
    withheld: withheldIn(given),
    glossary: {},
    language,
    fingerprint: 'abcd ef01',
  })

const answer = (name: string, rows: Answer['rows']): Answer => ({
  id: 'Q1',
  name,
  sql: 'SELECT 1',
  params: {},
  rows,
})

test.each(['en', 'zh'] as const)(
  'no account, address, mail, instrument or file name is in it, in %s',
  language => {
    const page = renderHtml(redacted(language)) + JSON.stringify(redacted(language))
    const members =
      answers.find(one => one.name === 'recount/members')?.rows.map(row => String(row.account)) ?? []
    expect(members.length).toBeGreaterThan(5)
    for (const account of members) expect(page).not.toContain(account)
    expect(page).not.toMatch(/203\.0\.113\.\d/)
    expect(page).not.toMatch(/stranger-\d/)
    for (const { name, rows } of answers) {
      if (name === 'recount/custody')
        for (const row of rows) if (row.name) expect(page).not.toContain(`"${row.name}"`)
    }
  },
)

test('every figure is what its own query gives once the same values are withheld', async () => {
  const dossier = redacted()
  const now = await Promise.all(
    answers.map(async one => ({ ...one, rows: await askAgain(world.store, one) })),
  )
  const again = new Map(
    redactAnswers(now, redactorOf(privateKey, world.finding.id)).map(one => [one.id, one]),
  )
  const format = formatIn('en')
  for (const { shown, format: as, from } of dossier.figures) {
    if (from.kind === 'cited') continue
    expect(format(as, again.get(from.query)?.rows[from.row]?.[from.column] ?? null)).toBe(shown)
  }
  expect(dossier.figures.length).toBeGreaterThan(60)
})

test('the first section begins with what was withheld; a whole dossier says nothing of it', () => {
  const [first] = redacted().sections[0]?.blocks ?? []
  expect(JSON.stringify(first)).toContain('Redacted for readers outside the provider')
  expect(JSON.stringify(first)).toContain('names of accounts')
  expect(redacted().withheld).toContain('accounts')
  const whole = composeDossier({
    finding: world.finding,
    run: world.run,
    answers,
    glossary: {},
    language: 'en',
    fingerprint: 'a',
  })
  expect(whole.withheld).toBeUndefined()
  expect(renderHtml(whole)).not.toContain('Redacted')
})

test('a pseudonym is the same in every issue of one finding, and another for another finding or key', () => {
  const of = (finding: string, key = privateKey) => redactorOf(key, finding).pseudonym('account', 'acct-1')
  expect(of('c-1')).toBe(of('c-1'))
  expect(of('c-1')).not.toBe(of('c-2'))
  expect(of('c-1')).not.toBe(of('c-1', generateKeyPairSync('ed25519').privateKey))
  expect(of('c-1')).toMatch(/^account-[0-9a-f]{16}$/)
})

test('a value inside a sentence of evidence is withheld, its counts are not', () => {
  const rows = [
    {
      signal: 'shared-address',
      family: 'network',
      weight: 4,
      detail: '7 of 9 members agree on address 198.51.100.7; 1 of 90 other accounts have it',
    },
    { signal: 'mail-domain', family: 'sign-up', weight: 4, detail: 'one domain: corp.example' },
    {
      signal: 'shared-template',
      family: 'content',
      weight: 4,
      detail: '7 of 9 members agree on template ab12…; 0 of 90 other accounts have it',
    },
    {
      signal: 'brand-new',
      family: 'content',
      weight: 4,
      detail: '7 of 9 members agree on site acme.example; 0 of 90 other accounts have it',
    },
    { signal: 'even-load', family: 'timing', weight: 1, detail: 'volumes spread by a factor of 1.6' },
  ]
  const [given] = redactAnswers([answer('recount/evidence', rows)], redactorOf(privateKey, 'c-1'))
  expect(given?.rows.map(row => row.detail)).toEqual([
    '7 of 9 members agree on a value that is withheld; 1 of 90 other accounts have it',
    'a value that is withheld',
    '7 of 9 members agree on template ab12…; 0 of 90 other accounts have it',
    '7 of 9 members agree on a value that is withheld; 0 of 90 other accounts have it',
    'volumes spread by a factor of 1.6',
  ])
})

test('values of a signal that nobody judged harmless are withheld too', () => {
  const [given] = redactAnswers(
    [answer('signals/brand-new', [{ value: 'acme.example', members: 3, others: 0 }])],
    redactorOf(privateKey, 'c'),
  )
  expect(JSON.stringify(given)).not.toContain('acme')
  expect(given?.rows[0]).toMatchObject({ members: 3, others: 0 })
})

test('every kind that can be withheld is named in both languages', () => {
  const everything = {
    finding: world.finding,
    run: world.run,
    answers,
    glossary: {},
    fingerprint: 'a',
    withheld: withheldKinds,
  }
  for (const language of ['en', 'zh'] as const)
    expect(() => composeDossier({ ...everything, language })).not.toThrow()
})

test('the same store and key give the same bytes, and the seal says what was withheld', () => {
  const bytes = Buffer.from(renderHtml(redacted()))
  expect(Buffer.from(renderHtml(redacted())).equals(bytes)).toBe(true)
  const manifest = seal(redacted(), bytes, privateKey)
  expect(manifest.dossier.withheld).toContain('accounts')
  expect(checkSeal(manifest, bytes).every(one => one.holds)).toBe(true)
})
