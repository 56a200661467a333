/** Lines read in this process, native or foreign, handed to the engine through a table in memory. */
import type { Store } from '../store/store.ts'
import { type Key, type Rejection, storeBatch } from './batch.ts'
import { batchNumber, type InputFile, shortName } from './files.ts'
import type { Format, Parsed } from './formats/format.ts'
import type { IngestOptions } from './ingest.ts'
import type { Part, Work } from './ingest-file.ts'
import { withLines } from './lines-table.ts'
import type { Line } from './read-lines.ts'
import { parseLine, type Recognised } from './recognise.ts'
import { countEach } from './report.ts'
import { lineBytesMax } from './stage.ts'

/** A batch's text stands in memory twice for a moment: here, and in the engine. */
const batchBytes = 32 * 1024 * 1024
const batchRows = 50_000

interface Collected {
  rows: string[]
  /** Line of the file, by row of the batch. */
  places: number[]
  bytes: number
  records: number
  skipped: number
  kinds: Record<string, number>
  rejections: Rejection[]
}

const nothing = (): Collected => ({
  rows: [],
  places: [],
  bytes: 0,
  records: 0,
  skipped: 0,
  kinds: {},
  rejections: [],
})

export async function storeRecords(
  { store, key, file, options, progress }: Work,
  lines: AsyncIterable<Line>,
  what: Recognised,
  begin: number,
  finish: (chunk: number, part: Part) => Promise<void>,
): Promise<void> {
  const format = what.kind === 'foreign' ? what.format : undefined
  let chunk = 0
  let total = 0
  let batch = nothing()
  const flush = async (whole: boolean): Promise<void> => {
    if (chunk >= begin)
      await finish(chunk, await storeCollected(store, key, file, batch, chunk, options, whole))
    total += batch.records
    chunk += 1
    batch = nothing()
    if (!whole) progress(Math.min(file.bytes * 0.99, chunk * batchBytes), total)
  }
  let broken: unknown
  try {
    for await (const line of lines) {
      if (batch.bytes >= batchBytes || batch.rows.length >= (options.batchRows ?? batchRows))
        await flush(false)
      collect(batch, line, format, shortName(file))
    }
  } catch (error) {
    broken = error
  }
  // What came before a break is kept, but the file is not called whole.
  await flush(broken === undefined)
  if (broken !== undefined) throw broken
}

function collect(batch: Collected, { row, text }: Line, format: Format | undefined, file: string): void {
  if (text.trim() === '') return
  batch.records += 1
  batch.bytes += text.length
  const push = (line: string): void => {
    batch.rows.push(line)
    batch.places.push(row)
  }
  const reject = (reason: string): void => {
    batch.rejections.push({ row, reason, bytes: Buffer.byteLength(text), id: '', account: '' })
  }
  if (format === undefined) push(text)
  else if (text.length > lineBytesMax) reject('line is longer than 16 MiB')
  else {
    const record = parseLine(text)
    const found = record === undefined ? [notJson] : format.parse(record, { file, line: row + 1 })
    for (const parsed of found) {
      if ('exchange' in parsed) push(JSON.stringify(parsed.exchange))
      else if ('account' in parsed) push(JSON.stringify(parsed.account))
      else if ('reason' in parsed) reject(parsed.reason)
      else {
        batch.skipped += 1
        countEach(batch.kinds, [parsed.skip])
      }
    }
  }
}

const notJson: Parsed = { reason: 'not a JSON object' }

async function storeCollected(
  store: Store,
  key: Key,
  file: InputFile,
  batch: Collected,
  chunk: number,
  options: IngestOptions,
  whole: boolean,
): Promise<Part> {
  const number = batchNumber(file.identity, chunk)
  const result = await withLines(store, number, batch.rows, lines =>
    storeBatch(store, key, { number, source: 'table', lines }, options.clock(), options),
  )
  const placed = result.rejections.map(each => ({ ...each, row: batch.places[each.row] ?? each.row }))
  const rejections = [...batch.rejections, ...placed].sort((a, b) => a.row - b.row)
  return {
    ...result,
    lines: batch.records,
    rejected: rejections.length,
    skipped: batch.skipped,
    kinds: batch.kinds,
    rejections,
    whole,
  }
}
