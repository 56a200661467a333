import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dataMissing, labelledSets } from '../scripts/accuracy/labelled-text.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { readCases } from '../src/ingest/patterns/cases.ts'
import { classifiedText, classifyText, patternTable } from '../src/ingest/patterns.ts'
import type { Query } from '../src/query.ts'
import { openTemporary, type TemporaryStore } from './support/temporary-store.ts'

let temporary: TemporaryStore
beforeAll(async () => {
  temporary = await openTemporary()
})
afterAll(() => temporary.end())

const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const list = (ascii: boolean): string =>
  `[${patternTable
    .filter(row => row.ascii === ascii)
    .map(row => literal(row.pattern))
    .join(', ')}]`

/** Lower case by the engine too, so that both halves of the work are compared. */
const query: Query<{ texts: string[] }, { text: string; plain: number[]; other: number[] }> = {
  name: 'test/patterns-engine',
  sql: `SELECT
    lowerUTF8(arrayJoin({texts:Array(String)})) AS text,
    multiMatchAllIndices(text, ${list(true)}) AS plain,
    if(length(text) = lengthUTF8(text), [], multiMatchAllIndices(text, ${list(false)})) AS other`,
  params: z.object({ texts: z.array(z.string()) }),
  row: z.object({
    text: z.string(),
    plain: z.array(z.coerce.number()),
    other: z.array(z.coerce.number()),
  }),
}

async function disagreements(texts: readonly string[]): Promise<string[]> {
  const rows = await temporary.store.rows(query, { texts: texts.map(text => `${text}\n\n`) })
  expect(rows.length).toBe(texts.length)
  return rows.flatMap((row, at) => {
    const bits = { capabilities: 0, demands: 0, style: 0 }
    for (const ascii of [true, false]) {
      const rules = patternTable.filter(rule => rule.ascii === ascii)
      for (const index of ascii ? row.plain : row.other) {
        const rule = rules[index - 1]
        if (rule !== undefined) bits[rule.column] |= 1 << rule.bit
      }
    }
    const text = texts[at] ?? ''
    return JSON.stringify(bits) === JSON.stringify(classifyText(text, '', 0)) ? [] : [text]
  })
}

const cases = (['capabilities', 'demands', 'style'] as const).flatMap(file =>
  readCases(file).map(row => row.text),
)

test('the engine and the reference agree on every sentence of ours, in any case', async () => {
  expect(await disagreements(cases)).toEqual([])
  expect(await disagreements(cases.map(text => text.toUpperCase()))).toEqual([])
})

test('they agree on sentences run together and on hostile text', async () => {
  const joined = cases.map((text, at) => `${text}\n${cases[(at * 7) % cases.length]}`)
  const hostile = [
    '',
    ' ',
    '\u0000 translate \u0000',
    'İSTANBUL ΣΑΣ STRASSE ﬁx ſummarize',
    '\u2028only\u2028output',
    '{}[]()\\"\'`$^',
    'a'.repeat(4000),
    '译'.repeat(1200),
    '👩‍💻 debug 👩‍💻',
    '[[[['.repeat(500),
    '### instruction: '.repeat(100),
  ]
  expect(await disagreements([...joined, ...hostile])).toEqual([])
})

const stored: Query<object, { id: string; capabilities: number; demands: number; style: number }> = {
  name: 'test/patterns-stored',
  sql: 'SELECT id, capabilities, demands, style FROM exchanges',
  params: z.object({}),
  row: z.object({
    id: z.string(),
    capabilities: z.number(),
    demands: z.number(),
    style: z.coerce.number(),
  }),
}

test('what ingest stores is what the reference reads, of long texts and system prompts too', async () => {
  const filler = 'material between. 资料 '.repeat(400)
  const asked = [
    ...cases.map(text => ({ user: text, system: '', tools: 0 })),
    ...cases.slice(0, 200).map(text => ({ user: `${filler}${text}`, system: '', tools: 0 })),
    ...cases.slice(200, 400).map(text => ({ user: `${text}${filler}`, system: filler, tools: 1 })),
    ...cases.map((text, at) => ({ user: 'Hm.', system: text, tools: at % 2 })),
  ]
  const file = join(temporary.data, 'asked.jsonl')
  const lines = asked.map(({ user, system, tools }, at) => ({
    id: `x${at}`,
    time: '2026-05-01T10:00:00Z',
    account: 'a',
    model: 'm',
    request: {
      system,
      messages: [{ role: 'user', content: user }],
      tools: tools === 0 ? [] : [{ name: 'search', description: 'Looks it up', parameters: {} }],
    },
  }))
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'))
  const options = {
    clock: () => Date.parse('2026-06-01T00:00:00Z'),
    rejectedFolder: join(temporary.data, 'rejected'),
  }
  const report = await ingest(temporary.store, { k0: '11', k1: '13' }, [file], options)
  expect(report).toMatchObject({ taken: asked.length, rejected: 0 })
  const rows = new Map((await temporary.store.rows(stored, {})).map(({ id, ...bits }) => [id, bits]))
  const differing = asked.filter(
    ({ user, system, tools }, at) =>
      JSON.stringify(rows.get(`x${at}`)) !== JSON.stringify(classifyText(user, system, tools)),
  )
  expect(differing).toEqual([])
})

const missing = dataMissing()
if (missing !== undefined) process.stderr.write(`not compared on public data: ${missing}\n`)
test.runIf(missing === undefined)('they agree on public data', async () => {
  const texts = labelledSets(150).flatMap(set => set.texts.map(row => classifiedText(row.user, '')))
  const short = texts.filter(text => Buffer.byteLength(text) < 4000)
  for (let at = 0; at < short.length; at += 500)
    expect(await disagreements(short.slice(at, at + 500))).toEqual([])
})
