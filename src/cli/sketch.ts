import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { ingest } from '../ingest/ingest.ts'
import { loadKey } from '../store/key.ts'
import { openStore } from '../store/open.ts'
import type { CliCommand } from './command.ts'

interface SketchFlags {
  data: string
  out?: string
}

/** Sketches logs where they are, so that their texts need not leave. */
export const sketchCommand: CliCommand = io =>
  new Command('sketch')
    .summary('replace the texts of logs by sketches, for ingest elsewhere')
    .description(
      'Reads logs as `ingest` does and writes native lines in which a sketch stands in place of every text, and a\n' +
        'keyed hash in place of every e-mail address. Ingested elsewhere they give the same rows as the logs would.\n' +
        'Edges that are to be compared need one key: copy DATA/key, or set STILLWATCH_KEY.',
    )
    .argument('<path...>', 'files or folders')
    .option('--data <dir>', 'folder with the key; rejected lines are named in its `rejected`', '.stillwatch')
    .option('--out <file>', 'where to write; standard output without it')
    .action(async (paths: string[], flags: SketchFlags) => {
      const key = await loadKey(flags.data, io.env.STILLWATCH_KEY)
      // The engine needs a folder of its own; no text enters it, and it goes away.
      const folder = await mkdtemp(join(tmpdir(), 'stillwatch-sketch-'))
      const store = await openStore({ data: folder })
      const out = flags.out === undefined ? undefined : createWriteStream(flags.out, { mode: 0o600 })
      const failed = new Promise<never>((_, reject) => out?.once('error', reject))
      failed.catch(() => {})
      const emit = async (line: string): Promise<void> => {
        if (out === undefined) io.out(line)
        else if (!out.write(`${line}\n`))
          await Promise.race([new Promise<void>(resume => out.once('drain', () => resume())), failed])
      }
      try {
        const report = await ingest(store, key, paths, {
          clock: io.clock,
          rejectedFolder: join(flags.data, 'rejected'),
          emit,
        })
        if (out !== undefined) await Promise.race([new Promise<void>(done => out.end(() => done())), failed])
        io.err(`${report.taken + report.accounts} lines sketched, ${report.rejected} rejected`)
        const first = report.files[0]
        if (!report.files.some(file => file.outcome === 'read'))
          throw new AppError(
            'missing',
            'ingest/nothing-read',
            `nothing could be read: ${first?.file} ${first?.note}`,
          )
      } finally {
        await store.close()
        await rm(folder, { recursive: true, force: true })
      }
    })
