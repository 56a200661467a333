import { expect, test } from 'vitest'
import { believableFindings, hostileName } from '../../test/fixtures/findings.ts'
import { plainText } from '../model/plain-text.ts'
import { type Dossier, dossier } from './dossier.ts'
import { renderHtml } from './html.ts'
import { tell } from './story.ts'

const appendix = {
  numbers: [],
  queries: [{ name: 'findings/x', sql: "SELECT '<b>'", params: { run: '<r>' } }],
}

function made(id: string, hostile = false): Dossier {
  const { findings, run, members } = believableFindings(7, { hostile })
  const finding = findings.find(one => one.id === id)
  if (finding === undefined) throw new Error(`the fixture lost ${id}`)
  return dossier({ finding, run, members: members.get(id) ?? [], appendix, glossary: {} })
}

test('the same findings give the same bytes', () => {
  expect(renderHtml(made('c-7f3a91e2'))).toBe(renderHtml(made('c-7f3a91e2')))
  expect(JSON.stringify(made('c-7f3a91e2'))).toBe(JSON.stringify(made('c-7f3a91e2')))
})

test('hostile names stay text: no tag, no script end, no reversed writing', () => {
  const page = renderHtml(made('c-b21d04c8', true))
  expect(page).not.toContain('<img')
  expect(page).not.toContain('</script')
  for (const character of ['\u001b', '\u202e']) expect(page).not.toContain(character)
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(page).toContain('SELECT &#39;&lt;b&gt;&#39;')
})

test('the report asks nobody for anything: no script, no address, no import', () => {
  const page = renderHtml(made('c-7f3a91e2'))
  expect(page).not.toMatch(/<script|<link|<img|https?:|@import|url\(/)
})

test('every part that a board asks for is there', () => {
  const page = renderHtml(made('c-7f3a91e2'))
  for (const part of [
    'What happened',
    'Evidence',
    'Alternatives considered',
    'Method',
    'Limits',
    'How sure',
    'check every number',
  ])
    expect(page).toContain(part)
  expect(page).toContain('2,500 accounts made 2,847,067 exchanges')
})

test('every piece of evidence stands beside an innocent explanation', () => {
  const { findings, run } = believableFindings()
  for (const finding of findings) {
    const story = tell(finding, run, { 'co-activity': { innocent: 'Colleagues.' } })
    const rows = story.families.flatMap(family => family.evidence)
    expect(rows).toHaveLength(finding.evidence.length)
    expect(rows.every(row => row.innocent.length > 5)).toBe(true)
  }
})

test('a group is told with the reason it is left alone, and never as a campaign', () => {
  const story = made('g-92e77b10').story
  expect(story.summary.join(' ')).toContain('One employer’s gateway')
  expect(story.alternatives).toEqual([])
  expect(story.confidence.join(' ')).toContain('left alone')
})

test('an explanation that would account for nearly everything is said to come first', () => {
  const story = made('c-e90c5d17').story
  expect(story.alternatives[0]?.explanation).toBe('Colleagues in one time zone')
  expect(story.alternatives[0]?.answer).toContain('nearly all')
})

test('what could deceive an eye or a terminal is made visible', () => {
  for (const character of ['\u001b', '\u202e']) expect(plainText(hostileName)).not.toContain(character)
  expect(plainText('a\nb\u200bc\ud800d')).toBe('a�b�c�d')
  expect(plainText('日本語 naïve 🙂')).toBe('日本語 naïve 🙂')
})
