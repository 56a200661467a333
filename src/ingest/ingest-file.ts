/** One file: recognised, read in parts, each part a batch with a line in the ledger when it is stored. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { BatchResult } from './batch.ts'
import { type Batch, dropStaged, type Key, type Staged, stageBatch, storeStaged } from './batch.ts'
import { batchNumber, type InputFile, reading, shortName } from './files.ts'
import type { IngestOptions } from './ingest.ts'
import { quarantine } from './quarantine.ts'
import { readDocument } from './read-document.ts'
import { readLines } from './read-lines.ts'
import { parseLine, type Recognised, recognise, sampleLines } from './recognise.ts'
import { add, addWhy, countEach, emptyReport, type FileReport, type Tally } from './report.ts'
import { countQuery, type LineSource, linesQuery } from './stage.ts'
import { storeRecords } from './store-records.ts'
import { zstdIsWhole } from './zstd-end.ts'

const count = z.number().int()
const knownBatches = defineQuery(new URL('./known-batches.sql', import.meta.url), {
  params: z.object({ file: z.string() }),
  row: z.object({
    chunk: count,
    lines: count,
    taken: count,
    repeated: count,
    rejected: count,
    accounts: count,
    skipped: count,
    unknown_ips: count,
    whole: count,
  }),
})

/** What a part of a file gave, and whether it was the last. */
export interface Part extends Tally {
  rejections: BatchResult['rejections']
  /** Kind → records skipped for it. */
  kinds: Record<string, number>
  whole: boolean
}

export async function ingestFile(
  store: Store,
  key: Key,
  file: InputFile,
  options: IngestOptions,
  progress: (bytes: number, lines: number) => void,
): Promise<FileReport> {
  const work: Work = { store, key, file, options, progress, salvage: false }
  try {
    return await warned(file, await readFile(work))
  } catch (error) {
    if (!(error instanceof AppError) || !partial.has(error.code)) throw error
    // The engine gives up a truncated gzip as a whole; here it is read up to the break.
    if (file.packing === 'gz' && store.engine === 'embedded')
      return readFile({ ...work, file: { ...file, identity: `${file.identity}-cut` }, salvage: true })
    return { ...emptyReport(), file: file.name, outcome: 'unreadable', format: '', note: error.message }
  }
}

/** The engine takes a zstd file that breaks off for one that ends there; the operator is told. */
async function warned(file: InputFile, report: FileReport): Promise<FileReport> {
  if (file.packing !== 'zstd' || report.outcome === 'unreadable' || (await zstdIsWhole(file.path)))
    return report
  const cut = `${file.name} breaks off after line ${report.lines}; what came before is kept`
  return report.outcome === 'read' || report.outcome === 'known'
    ? { ...report, note: cut }
    : { ...report, outcome: 'unreadable', format: '', note: cut }
}

export interface Work {
  readonly store: Store
  readonly key: Key
  readonly file: InputFile
  readonly options: IngestOptions
  readonly progress: (bytes: number, lines: number) => void
  /** True when the engine could not read it. */
  readonly salvage: boolean
}

async function readFile(work: Work): Promise<FileReport> {
  const { store, file, options } = work
  const report: FileReport = { ...emptyReport(), file: file.name, outcome: 'read', format: 'native' }
  const known = await store.rows(knownBatches, { file: file.identity })
  for (const part of known)
    add(report, { ...part, repeated: part.repeated + part.taken + part.accounts, taken: 0, accounts: 0 })
  if (known.at(-1)?.whole === 1) return { ...report, outcome: 'known' }
  const finish = async (chunk: number, part: Part): Promise<void> => {
    const path = await quarantine(options.rejectedFolder, file, chunk, part.rejections)
    if (path !== undefined) report.rejected_file = path
    if (options.emit === undefined) await writeLedger(store, file, chunk, part)
    add(report, part)
    const reasons: Record<string, number> = {}
    countEach(
      reasons,
      part.rejections.map(each => each.reason),
    )
    addWhy(report, { reasons, kinds: part.kinds })
  }
  const sample = await sampleOf(work)
  const what = recogniseSample(sample)
  if (what.kind === 'empty') return { ...report, outcome: 'empty', format: '', note: 'holds no lines' }
  const document = what.kind === 'unknown' ? await readDocument(file) : undefined
  const inside = document === undefined ? what : recognise(document.slice(0, sampleLines))
  if (inside.kind === 'unknown' || inside.kind === 'empty')
    return { ...report, outcome: 'unknown-format', format: '', note: 'holds no format that is known' }
  if (inside.kind === 'foreign') report.format = inside.format.id
  if (engineReads(work) && inside.kind === 'native' && document === undefined) {
    await byEngine(work, known.length, rowsOf(sample, file, options), finish)
    return report
  }
  const records = document === undefined ? textRecords(work) : documentRecords(document)
  try {
    await storeRecords(work, records, inside, known.length, finish)
  } catch (error) {
    // What came before the break is stored.
    if (!(error instanceof AppError) || error.code !== 'ingest/cut-off') throw error
    return { ...report, outcome: report.lines > 0 ? 'read' : 'unreadable', note: error.message }
  }
  return report
}

async function writeLedger(store: Store, file: InputFile, chunk: number, part: Part): Promise<void> {
  const { rejections: _, kinds: __, whole, ...tally } = part
  const batch = batchNumber(file.identity, chunk)
  const row = { file: file.identity, chunk, batch, name: shortName(file), ...tally, whole: whole ? 1 : 0 }
  await store.append('batches', `ledger-${batch}`, [row])
}

/** A glob in a path would be one to the engine. */
const engineReads = ({ store, file, salvage }: Work): boolean =>
  store.engine === 'embedded' && !salvage && !/[*?{}]/.test(file.path)

/** Failures of one file that must not cost the others. */
const partial = new Set(['ingest/cut-off', 'ingest/no-zstd', 'ingest/unreadable'])

async function byEngine(
  { store, key, file, options, progress }: Work,
  begin: number,
  rows: number,
  finish: (chunk: number, part: Part) => Promise<void>,
): Promise<void> {
  const source: LineSource = file.packing === 'parquet' ? 'parquet' : 'file'
  const compression = file.packing === 'parquet' ? 'none' : file.packing
  const stage = (chunk: number): Promise<Staged> => {
    const number = batchNumber(file.identity, chunk)
    const batch: Batch = { number, source, path: file.path, compression, first: chunk * rows, rows }
    return stageBatch(store, key, batch, options.clock())
  }
  let lines = 0
  // While one part is stored, mostly on one core, the next is read and sketched.
  let ahead: Promise<Staged> | undefined = stage(begin)
  try {
    for (let chunk = begin; ahead !== undefined; chunk++) {
      const staged: Staged = await ahead
      // Blank lines are not counted, so only a part without any line is surely behind the end.
      const whole: boolean = staged.lines < rows && (await linesOf(store, file)) <= (chunk + 1) * rows
      ahead = whole ? undefined : stage(chunk + 1)
      // It is awaited below; a failure until then must not end the process.
      ahead?.catch(() => {})
      const result = await storeStaged(store, staged, options.clock(), options)
      lines += result.lines
      await finish(chunk, { ...result, skipped: 0, kinds: {}, whole })
      progress(Math.min(file.bytes * 0.99, (chunk + 1) * rows * 1000), lines)
    }
  } finally {
    await ahead?.then(
      left => dropStaged(store, left),
      () => {},
    )
  }
}

/** How many lines the file has, blank ones too. */
async function linesOf(store: Store, file: InputFile): Promise<number> {
  const source = file.packing === 'parquet' ? 'parquet' : 'file'
  const compression = file.packing === 'parquet' ? 'none' : file.packing
  const [found] = await reading(file.path, () =>
    store.rows(countQuery(source), { path: file.path, compression }),
  )
  return found?.lines ?? 0
}

async function linesFrom(store: Store, file: InputFile, first: number, rows: number): Promise<string[]> {
  const source = file.packing === 'parquet' ? 'parquet' : 'file'
  const compression = file.packing === 'parquet' ? 'none' : file.packing
  const found = await reading(file.path, () =>
    store.rows(linesQuery(source), { path: file.path, compression, first, rows }),
  )
  return found.map(({ line }) => line)
}

/** The first lines; of a server's file they are read here. */
async function sampleOf(work: Work): Promise<string[]> {
  const { store, file } = work
  if (file.bytes === 0) return []
  if (engineReads(work)) return linesFrom(store, file, 0, sampleLines)
  const lines: string[] = []
  try {
    for await (const { text } of readLines(file)) if (lines.push(text) === sampleLines) break
  } catch (error) {
    if (lines.length === 0) throw error
  }
  return lines
}

function recogniseSample(lines: readonly string[]): Recognised {
  const full = lines.filter(line => line.trim() !== '')
  return recognise(full.map(parseLine))
}

/** About this much text goes into a batch: its sketches then take some 100 MB of memory. */
const batchBytes = 256 * 1024 * 1024
const batchRowsMax = 1_000_000

/** A fixed number for a file, so that an interrupted run finds its parts again. Longer files have larger parts. */
function rowsOf(sample: readonly string[], file: InputFile, options: IngestOptions): number {
  if (options.batchRows !== undefined) return options.batchRows
  const mean = Math.max(64, sample.reduce((sum, line) => sum + line.length, 0) / Math.max(1, sample.length))
  return Math.max(1000, Math.min(batchRowsMax, Math.ceil(Math.max(batchBytes, file.bytes / 16) / mean)))
}

async function* textRecords(work: Work) {
  const { store, file } = work
  if (!engineReads(work)) {
    yield* readLines(file)
    return
  }
  const source = file.packing === 'parquet' ? 'parquet' : 'file'
  const compression = file.packing === 'parquet' ? 'none' : file.packing
  const all = { path: file.path, compression, first: 0, rows: Number.MAX_SAFE_INTEGER }
  // A break in the middle keeps what came before it, as with a file read here.
  try {
    for await (const { row, line } of store.stream(linesQuery(source), all)) yield { row, text: line }
  } catch (error) {
    await reading(file.path, () => Promise.reject(error))
  }
}

async function* documentRecords(document: readonly unknown[]) {
  for (const [row, record] of document.entries()) yield { row, text: JSON.stringify(record) }
}
