import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { finding, members, newestRun } from '../findings/read.ts'
import { recount } from '../findings/recount.ts'
import { dossier } from '../report/dossier.ts'
import { renderHtml } from '../report/html.ts'
import { nothingYet, unknownFinding } from './campaigns.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { signalGlossary } from './signal-glossary.ts'

interface ReportFlags extends StoreOptions {
  out: string
}

/** A dossier is read by people; the export is the place for every last member. */
const mostMembers = 10_000

/** Writes the evidence dossier of one campaign. */
export const reportCommand: CliCommand = io =>
  withStoreOptions(new Command('report').argument('<id>', 'campaign, or group that was left alone'))
    .summary('write the evidence dossier of one campaign')
    .description(
      'Writes what happened, the evidence with its innocent explanations, the limits, the error rates and the query behind each number.\n' +
        'FILE.html is one self-contained page for people; FILE.json is the same for programs. Same store, same bytes.',
    )
    .requiredOption('--out <file>', 'where to write: .html or .json')
    .action(async (id: string, flags: ReportFlags) => {
      const isHtml = /\.html?$/i.test(flags.out)
      if (!isHtml && !/\.json$/i.test(flags.out))
        throw new AppError('input', 'report/format', '--out must end in .html or .json')
      const made = await withStore({ ...flags, readonly: true }, async store => {
        const run = await newestRun(store)
        if (run === undefined) throw nothingYet()
        const found = await finding(store, id)
        if (found === undefined) throw unknownFinding()
        return dossier({
          finding: found,
          run,
          members: await members(store, id, { offset: 0, limit: mostMembers }),
          appendix: await recount(store, run, found),
          glossary: signalGlossary,
        })
      })
      try {
        writeFileSync(flags.out, isHtml ? renderHtml(made) : `${JSON.stringify(made, null, 2)}\n`, {
          mode: 0o600,
        })
      } catch (cause) {
        throw new AppError('denied', 'report/unwritable', `cannot write ${flags.out}`, { cause })
      }
      io.out(flags.json ? JSON.stringify({ id, out: flags.out }) : `dossier of ${id} written to ${flags.out}`)
    })
