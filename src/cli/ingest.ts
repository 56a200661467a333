import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import type { Progress } from '../ingest/ingest.ts'
import type { FileReport, IngestReport } from '../ingest/report.ts'
import { plainText } from '../model/plain-text.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStoreOptions } from './options.ts'
import { withIngest } from './with-ingest.ts'

interface IngestFlags extends StoreOptions {
  keepText?: boolean
  retention: string
}

/** Reads logs into the store. */
export const ingestCommand: CliCommand = io =>
  withStoreOptions(new Command('ingest'))
    .summary('read logs into the store')
    .description(
      'Reads files or folders of logs: exchanges and accounts as JSON Lines or Parquet, LiteLLM, Bedrock and\n' +
        'OpenTelemetry logs, and request/response pairs; plain, gzip or zstd; recognised by what is in them.\n' +
        'Texts are sketched with a secret key and dropped. Lines that cannot be taken go to DATA/rejected with\n' +
        'file, line and reason. Running it again changes nothing; an interrupted run continues.',
    )
    .argument('<path...>', 'files or folders')
    .option('--keep-text', 'keep requests and answers as they came, until --retention has passed')
    .option('--retention <time>', 'how long texts are kept: 12h, 30d', '30d')
    .action(async (paths: string[], flags: IngestFlags) => {
      const keepTextMs = flags.keepText === true ? duration(flags.retention) : undefined
      await withIngest(io, flags, async (_, take) => {
        const bar = io.isTerminal && !flags.json ? progressBar(io) : undefined
        const started = io.clock()
        try {
          const report = await take(paths, keepTextMs === undefined ? {} : { keepTextMs }, bar?.show)
          bar?.stop()
          if (flags.json) io.out(JSON.stringify({ ...report, seconds: (io.clock() - started) / 1000 }))
          else for (const line of summary(report, io.clock() - started)) io.out(plainText(line))
          if (!report.files.some(file => readable.has(file.outcome))) throw nothingRead(report)
        } finally {
          bar?.stop()
        }
      })
    })

function duration(text: string): number {
  const [, count, unit] = /^([1-9][0-9]{0,4})([hd])$/.exec(text) ?? []
  if (count === undefined)
    throw new AppError(
      'input',
      'ingest/retention',
      `--retention is hours or days, such as 12h or 30d, not ${text}`,
    )
  return Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000)
}

const readable = new Set(['read', 'known'])

function nothingRead(report: IngestReport): AppError {
  const [first] = report.files
  if (first === undefined)
    return new AppError('missing', 'ingest/no-files', 'there are no log files in that folder')
  const message = `nothing could be read: ${first.file} ${first.note ?? first.outcome}`
  return new AppError('missing', `ingest/${first.outcome}`, message)
}

/** What became of everything, in one line, then a line for each file that needs one. */
function* summary(report: IngestReport, ms: number): Generator<string> {
  const parts = [
    `${report.taken} exchanges taken`,
    `${report.accounts} account lines taken`,
    `${report.repeated} repeated`,
    `${report.rejected} rejected`,
    ...(report.skipped > 0 ? [`${report.skipped} records that are no call of a model`] : []),
    ...(report.unknown_ips > 0 ? [`${report.unknown_ips} addresses unreadable and left out`] : []),
  ]
  yield `${parts.join(', ')} (${report.files.length} files, ${(ms / 1000).toFixed(1)} s)`
  if (report.rejected > 0) yield* counted('rejected', report.reasons)
  if (report.skipped > 0) yield* counted('no call of a model', report.kinds)
  for (const file of report.files) {
    const note = noteOf(file)
    if (note !== '') yield `  ${file.file}: ${note}`
  }
}

/** The most frequent first. */
function* counted(what: string, names: Readonly<Record<string, number>>): Generator<string> {
  const all = Object.entries(names).sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
  if (all.length > 0) yield `  ${what}: ${all.map(([name, many]) => `${many} ${name}`).join(', ')}`
}

function noteOf(file: FileReport): string {
  const notes = []
  if (file.outcome === 'known') notes.push('read before')
  if (file.note !== undefined) notes.push(file.note)
  if (file.rejected > 0 && file.rejected_file !== undefined)
    notes.push(`${file.rejected} lines rejected, see ${file.rejected_file}`)
  return notes.join('; ')
}

function progressBar(io: CliIo) {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {file} | {lines} lines, {rate} a second | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
  })
  const started = io.clock()
  let running = false
  return {
    show: ({ file, total, done, lines }: Progress): void => {
      const rate = Math.round((lines * 1000) / Math.max(1, io.clock() - started))
      const shown = { file: plainText(file), lines, rate }
      if (!running) bar.start(total, 0, shown)
      running = true
      bar.update(Math.round(done), shown)
    },
    stop: (): void => bar.stop(),
  }
}
