/** The statements that read lines, and the one door by which generated text enters them. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { capabilities, sketchVersion } from '../model/sketch.ts'
import type { Query } from '../query.ts'
import { patternTable } from './patterns.ts'

/** Longer lines are quarantined unread. A prompt of two million tokens is about half of it. */
export const lineBytesMax = 16 * 1024 * 1024

const sources = {
  /** A local file of lines, read by the embedded engine; compression is told by the extension. */
  file: 'lines-file.sql',
  /** A local Parquet file. */
  parquet: 'lines-parquet.sql',
  /** A table in memory that was filled before. */
  table: 'lines-table.sql',
  /** A table in memory of whole bodies. */
  bodies: 'lines-bodies.sql',
} as const
export type LineSource = keyof typeof sources

const stageParams = z.object({
  stage: z.string(),
  k0: z.string(),
  k1: z.string(),
  batch: z.string(),
  latest: z.date(),
  judged: z.string().optional(),
  verdict: z.string().optional(),
  position: z.string().optional(),
  expires: z.date().optional(),
  path: z.string().optional(),
  compression: z.string().optional(),
  lines: z.string().optional(),
  first: z.number().int().optional(),
  rows: z.number().int().optional(),
})
export type StageParams = z.infer<typeof stageParams>

/** Reads lines as exchanges; what is no JSON is left 'broken', for `stageMended`. */
export const stageExchanges = (source: LineSource) =>
  stageQuery('stage-exchanges', read(sources[source]), firstVerdict)
/** Reads again, mended, what is 'broken' in the stage. */
export const stageMended = (source: LineSource) => stageQuery('stage-exchanges', mended(source), lastVerdict)
/** Reads what the stage called an 'account'. */
export const stageAccounts = (source: LineSource) => stageQuery('stage-accounts', mended(source), '')

/** Keeps the texts of what is staged, where the operator asked for it. */
export const keepTexts = (source: LineSource) => stageQuery('keep-texts', read(sources[source]), '')

/** A JSON array would fill the fields by position. */
const noObject = "NOT startsWith(trimLeft(substring(sound, 1, 64)), '{')"
const firstVerdict = `(id = '' AND account = '' AND model = '') OR ${noObject}, 'broken',`
const lastVerdict = `(id = '' AND JSONType(sound) != 'Object') OR ${noObject}, 'not a JSON object',`
const mended = (source: LineSource): string =>
  fill(read('lines-mended.sql'), { lines: read(sources[source]) })

const heads = { file: 'head-file.sql', parquet: 'head-parquet.sql' } as const

/** The bare lines of a file, in order. */
export function linesQuery(source: 'file' | 'parquet') {
  return {
    name: `ingest/head-${source}`,
    sql: read(heads[source]),
    params: z.object({ path: z.string(), compression: z.string(), first: z.number(), rows: z.number() }),
    row: z.object({ row: z.number(), line: z.string() }),
  }
}

const counts = { file: 'count-file.sql', parquet: 'count-parquet.sql' } as const

/** How many lines a file has, blank ones too. */
export function countQuery(source: 'file' | 'parquet') {
  return {
    name: `ingest/count-${source}`,
    sql: read(counts[source]),
    params: z.object({ path: z.string(), compression: z.string() }),
    row: z.object({ lines: z.number() }),
  }
}

function stageQuery(name: string, lines: string, unread: string): Query<StageParams, unknown> {
  const sql = fill(read(`${name}.sql`), { lines, unread, ...generated })
  return { name: `ingest/${name}`, sql, params: stageParams, row: z.unknown() }
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

/** Only what this file makes may fill a placeholder: numbers, and literals quoted here. */
function fill(sql: string, parts: Readonly<Record<string, string>>): string {
  return sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new RangeError(`no part ${name}`)
    return part
  })
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** Where a mask begins in the one integer that carries all three. */
const shifts = { capabilities: 0, demands: 16, style: 32 } as const

/** The patterns that ASCII text can match, or the others; and at the same index, what each stands for. */
function patternLists(name: 'ascii' | 'other', ascii: boolean): Record<string, string> {
  const rows = patternTable.filter(row => row.ascii === ascii)
  return {
    [`${name}_patterns`]: `[${rows.map(row => quoted(row.pattern)).join(', ')}]`,
    [`${name}_marks`]: `[${rows.map(row => 2 ** (row.bit + shifts[row.column])).join(', ')}]::Array(UInt64)`,
  }
}

const generated = {
  sketch_version: String(sketchVersion),
  line_bytes_max: String(lineBytesMax),
  tool_use: String(1 << capabilities.indexOf('agentic-tool-use')),
  ...patternLists('ascii', true),
  ...patternLists('other', false),
}
