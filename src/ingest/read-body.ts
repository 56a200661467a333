/** What a body holds, as native lines: native ones untouched, foreign records parsed one by one. */
import { AppError } from '../errors.ts'
import type { Format, Parsed } from './formats/format.ts'
import { otlp } from './formats/otlp.ts'
import { parseLine, recognise } from './recognise.ts'

export interface NativeBody {
  /** JSON Lines. */
  readonly lines: Uint8Array
  /** 0-based record of the body, by line; undefined where they are the same. */
  readonly places?: readonly number[]
  /** Records that are no call of a model. */
  readonly skipped: number
  readonly rejections: readonly { readonly row: number; readonly reason: string }[]
}

/**
 * JSON Lines, or with `isDocument` one JSON document: a record or an array of them. Only its first record is looked at
 * to tell the format. `now` is epoch milliseconds, for records without a time.
 */
export function readBody(body: Uint8Array, isDocument: boolean, now: number): NativeBody {
  if (isDocument) {
    const document = parseLine(Buffer.from(body).toString('utf8'))
    if (document !== undefined) return readRecords(Array.isArray(document) ? document : [document], now)
  }
  const first = recognise([parseLine(firstLine(body))])
  if (first.kind !== 'foreign') return { lines: body, skipped: 0, rejections: [] }
  return readRecords(
    Buffer.from(body)
      .toString('utf8')
      .split('\n')
      .map(line => (line.trim() === '' ? blank : parseLine(line))),
    now,
  )
}

/** One OTLP export as parsed JSON. */
export const readExport = (document: unknown, now: number): NativeBody => parseAll([document], otlp, now)

const blank = Symbol('blank line')

function firstLine(body: Uint8Array): string {
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf(10, from)
    const line = Buffer.from(body.subarray(from, end < 0 ? body.length : end)).toString('utf8')
    if (line.trim() !== '') return line
    if (end < 0) break
    from = end + 1
  }
  return ''
}

function readRecords(records: readonly unknown[], now: number): NativeBody {
  const what = recognise(records.slice(0, 50))
  if (what.kind === 'foreign') return parseAll(records, what.format, now)
  if (what.kind !== 'native')
    throw new AppError('input', 'ingest/unknown-format', 'the body holds no format that is known')
  return {
    lines: Buffer.from(records.map(each => JSON.stringify(each)).join('\n')),
    skipped: 0,
    rejections: [],
  }
}

function parseAll(records: readonly unknown[], format: Format, now: number): NativeBody {
  const lines: string[] = []
  const places: number[] = []
  const rejections: { row: number; reason: string }[] = []
  let skipped = 0
  const take = (row: number, parsed: Parsed): void => {
    if ('reason' in parsed) rejections.push({ row, reason: parsed.reason })
    else if ('skip' in parsed) skipped += 1
    else {
      lines.push(JSON.stringify('exchange' in parsed ? parsed.exchange : parsed.account))
      places.push(row)
    }
  }
  for (const [row, record] of records.entries()) {
    if (record === blank) continue
    if (record === undefined) take(row, { reason: 'not a JSON object' })
    else
      for (const parsed of format.parse(record, { file: 'http', line: row + 1, time: now })) take(row, parsed)
  }
  return { lines: Buffer.from(lines.join('\n')), places, skipped, rejections }
}
