import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DossierStore, dossierStore } from '../../test/fixtures/dossier-store.ts'
import { believableFindings, hostileName } from '../../test/fixtures/findings.ts'
import { plainText } from '../model/plain-text.ts'
import { composeDossier } from './dossier/compose.ts'
import { renderHtml } from './html.ts'
import { tell } from './story.ts'

let world: DossierStore
let page = ''
beforeAll(async () => {
  world = await dossierStore({ hostile: true })
  const { run, finding } = world
  const answers = await world.answers(finding)
  page = renderHtml(composeDossier({ finding, run, answers, glossary: {}, language: 'en', fingerprint: '' }))
})
afterAll(() => world.close())

test('hostile names stay text: no tag, no script end, no reversed writing', () => {
  expect(page).not.toContain('<img')
  expect(page).not.toContain('</script')
  for (const character of ['\u001b', '\u202e']) expect(page).not.toContain(character)
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('the report asks nobody for anything: no script, no address, no import', () => {
  expect(page).not.toMatch(/<script|<link|<img|(?:src|href)="(?!#)|@import|url\(/)
})

test('every part that a board asks for is there', () => {
  for (const part of [
    'What happened',
    'How sure',
    'Who is behind it',
    'Evidence',
    'Alternative explanations considered',
    'What was done',
    'Method',
    'Error rates',
    'Limits',
    'Chain of custody',
    'every number and its source',
  ])
    expect(page).toContain(part)
})

function story(id: string) {
  const { findings, run } = believableFindings(7)
  const finding = findings.find(one => one.id === id)
  if (finding === undefined) throw new Error(`the fixture lost ${id}`)
  return tell(finding, run, {})
}

test('every piece of evidence stands beside an innocent explanation', () => {
  const { findings, run } = believableFindings()
  for (const finding of findings) {
    const told = tell(finding, run, { 'co-activity': { why: 'x', innocent: 'Colleagues.' } })
    const rows = told.families.flatMap(family => family.evidence)
    expect(rows).toHaveLength(finding.evidence.length)
    expect(rows.every(row => row.innocent.length > 5)).toBe(true)
  }
})

test('a group is told with the reason it is left alone, and never as a campaign', () => {
  const told = story('g-92e77b10')
  expect(told.summary.join(' ')).toContain('One employer’s gateway')
  expect(told.alternatives).toEqual([])
  expect(told.confidence.join(' ')).toContain('left alone')
})

test('an explanation that would account for nearly everything is said to come first', () => {
  const told = story('c-e90c5d17')
  expect(told.alternatives[0]?.explanation).toBe('Colleagues in one time zone')
  expect(told.alternatives[0]?.answer).toContain('nearly all')
})

test('what could deceive an eye or a terminal is made visible', () => {
  for (const character of ['\u001b', '\u202e']) expect(plainText(hostileName)).not.toContain(character)
  expect(plainText('a\nb\u200bc\ud800d')).toBe('a�b�c�d')
  expect(plainText('日本語 naïve 🙂')).toBe('日本語 naïve 🙂')
})
