/** Files → exchanges and account facts in the store. Safe to stop at any moment and to run again. */
import { basename } from 'node:path'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { BatchOptions, Key } from './batch.ts'
import { findFiles, inspectFile } from './files.ts'
import { ingestFile } from './ingest-file.ts'
import { add, addWhy, emptyReport, type FileReport, type IngestReport } from './report.ts'

export interface IngestOptions extends BatchOptions {
  clock: Clock
  /** Where rejected lines are written. */
  rejectedFolder: string
  /** Most rows a batch reads; for tests, normally told by the size of the lines. */
  batchRows?: number
}

export interface Progress {
  file: string
  /** Bytes of all files, and of those done. */
  total: number
  done: number
  lines: number
}

/**
 * @example const report = await ingest(store, key, ['logs/'], { clock, rejectedFolder: '.stillwatch/rejected' })
 */
export async function ingest(
  store: Store,
  key: Key,
  paths: readonly string[],
  options: IngestOptions,
  progress: (at: Progress) => void = () => {},
): Promise<IngestReport> {
  const report: IngestReport = { ...emptyReport(), files: [] }
  const inspected = await Promise.all(
    (await findFiles(paths)).map(async name => ({
      name,
      file: await inspectFile(name).catch((error: unknown) => error),
    })),
  )
  const sizeOf = (file: unknown): number => (isFile(file) ? file.bytes : 0)
  const at = {
    file: '',
    total: inspected.reduce((sum, { file }) => sum + sizeOf(file), 0),
    done: 0,
    lines: 0,
  }
  for (const { name, file } of inspected) {
    const begun = at.done
    const done = isFile(file)
      ? await ingestFile(store, key, file, options, (bytes, lines) => {
          progress({ ...at, file: basename(name), done: begun + bytes, lines: at.lines + lines })
        })
      : unreadable(name, file)
    at.done = begun + sizeOf(file)
    at.lines += done.lines
    progress({ ...at, file: basename(name) })
    add(report, done)
    addWhy(report, done)
    report.files.push(done)
  }
  return report
}

type Inspected = Awaited<ReturnType<typeof inspectFile>>
const isFile = (file: unknown): file is Inspected =>
  typeof file === 'object' && file !== null && 'identity' in file

export function unreadable(name: string, error: unknown): FileReport {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const note =
    error instanceof AppError
      ? error.message
      : code === 'EACCES'
        ? 'no permission to read it'
        : `cannot be read (${code})`
  return { ...emptyReport(), file: name, outcome: 'unreadable', format: '', note }
}
