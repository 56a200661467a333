import type { KeyObject } from 'node:crypto'
import { Command, Option } from 'commander'
import { AppError } from '../errors.ts'
import { finding, newestRun } from '../findings/read.ts'
import { recount } from '../findings/recount.ts'
import {
  type Attribution,
  attributionSchema,
  type Dossier,
  type Language,
  languages,
} from '../model/dossier.ts'
import { composeDossier } from '../report/dossier/compose.ts'
import { renderHtml } from '../report/html.ts'
import { renderPdf } from '../report/pdf/render.ts'
import { redactAnswers, redactorOf, withheldIn } from '../report/redact.ts'
import { fingerprintOf, seal } from '../report/seal.ts'
import { askedSignals } from './asked-signals.ts'
import { nothingYet, unknownFinding } from './campaigns.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { readJson, writeFile } from './report-files.ts'
import { loadFonts } from './report-fonts.ts'
import { verifyCommand } from './report-verify.ts'
import { signalGlossary } from './signal-glossary.ts'
import { loadSigningKey } from './signing-key.ts'

interface ReportFlags extends StoreOptions {
  out?: string
  language: Language
  attribution?: string
  redact?: boolean
}

const formats = ['html', 'pdf', 'json'] as const
type Format = (typeof formats)[number]

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
      const format = formats.find(one => out?.toLowerCase().endsWith(`.${one}`))
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
      const dossier = await makeDossier(flags, id, key, attribution)
      const bytes = await render(dossier, format)
      const manifest = seal(dossier, bytes, key)
      writeFile(out, bytes)
      writeFile(`${out}.manifest.json`, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
      io.out(
        flags.json
          ? JSON.stringify({ id, out, figures: dossier.figures.length, sha256: manifest.file.sha256 })
          : `dossier of ${id} written to ${out}, sealed by ${out}.manifest.json (key ${fingerprintOf(key)})`,
      )
    })

async function makeDossier(
  flags: ReportFlags,
  id: string,
  key: KeyObject,
  attribution: Attribution | undefined,
): Promise<Dossier> {
  return withStore({ ...flags, readonly: true }, async store => {
    const run = await newestRun(store)
    if (run === undefined) throw nothingYet()
    const found = await finding(store, id)
    if (found === undefined) throw unknownFinding()
    const answers = await recount(store, run, found, askedSignals)
    return composeDossier({
      finding: found,
      run,
      ...(flags.redact
        ? { answers: redactAnswers(answers, redactorOf(key, found.id)), withheld: withheldIn(answers) }
        : { answers }),
      glossary: signalGlossary,
      language: flags.language,
      fingerprint: fingerprintOf(key),
      ...(attribution !== undefined && { attribution }),
    })
  })
}

async function render(dossier: Dossier, format: Format): Promise<Uint8Array> {
  if (format === 'html') return Buffer.from(renderHtml(dossier))
  if (format === 'pdf') return renderPdf(dossier, loadFonts(dossier.language))
  return Buffer.from(`${JSON.stringify(dossier, null, 2)}\n`)
}
