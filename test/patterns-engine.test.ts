import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dataMissing, labelledSets } from '../scripts/accuracy/labelled-text.ts'
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

const missing = dataMissing()
if (missing !== undefined) process.stderr.write(`not compared on public data: ${missing}\n`)
test.runIf(missing === undefined)('they agree on public data', async () => {
  const texts = labelledSets(150).flatMap(set => set.texts.map(row => classifiedText(row.user, '')))
  const short = texts.filter(text => Buffer.byteLength(text) < 4000)
  for (let at = 0; at < short.length; at += 500)
    expect(await disagreements(short.slice(at, at + 500))).toEqual([])
})
