import { Command, Option } from 'commander'
import { AppError } from '../errors.ts'
import { attributionSchema, type Language, languages } from '../model/dossier.ts'
import { dossierFormats } from '../model/dossier-terms.ts'
import { fingerprintOf } from '../report/seal.ts'
import type { CliCommand } from './command.ts'
import { makeDossier } from './make-dossier.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { readJson, writeFile } from './report-files.ts'
import { verifyCommand } from './report-verify.ts'
import { loadSigningKey } from './signing-key.ts'

interface ReportFlags extends StoreOptions {
  out?: string
  language: Language
  attribution?: string
  redact?: boolean
}

/** Writes the evidence dossier of one campaign, and checks one that was written. */
export const reportCommand: CliCommand = io =>
  withStoreOptions(new Command('report').argument('<id>', 'campaign, or group that was left alone'))
    .summary('write the evidence dossier of one campaign')
    .description(
      'Writes what happened on one page, then the evidence with its innocent explanations, the limits, the error rates and\n' +
        'the query behind each number. FILE.html is one self-contained page, FILE.pdf the same for print, FILE.json the same\n' +
        'for programs. Same store, same bytes. FILE.manifest.json beside it is signed with the key in the data folder.',
    )
    .option('--out <file>', 'where to write: .html, .pdf or .json')
    .addOption(new Option('--language <language>', 'of the dossier').choices(languages).default('en'))
    .option(
      '--attribution <file>',
      'what the provider itself says about who is behind it (JSON), with its sources',
    )
    .option(
      '--redact',
      'for readers outside the provider: pseudonyms for accounts; addresses, mail, payment, devices and clients withheld',
    )
    .addCommand(verifyCommand(io))
    .action(async (id: string, flags: ReportFlags) => {
      const { out } = flags
      const format = dossierFormats.find(one => out?.toLowerCase().endsWith(`.${one}`))
      if (out === undefined || format === undefined)
        throw new AppError(
          'input',
          'report/format',
          '--out must name a file that ends in .html, .pdf or .json',
        )
      const attribution =
        flags.attribution === undefined
          ? undefined
          : readJson(flags.attribution, attributionSchema, 'report/attribution')
      const key = loadSigningKey(flags.data)
      const asked = {
        format,
        language: flags.language,
        redact: flags.redact === true,
        ...(attribution !== undefined && { attribution }),
      }
      const { bytes, manifest, figures } = await withStore({ ...flags, readonly: true }, store =>
        makeDossier(store, id, key, asked),
      )
      writeFile(out, bytes)
      writeFile(`${out}.manifest.json`, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
      io.out(
        flags.json
          ? JSON.stringify({ id, out, figures, sha256: manifest.file.sha256 })
          : `dossier of ${id} written to ${out}, sealed by ${out}.manifest.json (key ${fingerprintOf(key)})`,
      )
    })
