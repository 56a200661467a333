import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { findingQueries, readRun } from '../findings/read.ts'
import { recount } from '../findings/recount.ts'
import { findingSchema } from '../model/finding.ts'
import { type Redactor, redactAnswers, redactorOf } from '../report/redact.ts'
import {
  checkSeal,
  fingerprintOf,
  type Manifest,
  manifestSchema,
  readKey,
  rowsHash,
  sha256,
} from '../report/seal.ts'
import { askedSignals } from './asked-signals.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { readBytes, readJson } from './report-files.ts'
import { loadSigningKey } from './signing-key.ts'

interface VerifyFlags extends StoreOptions {
  key?: string
  recount?: boolean
}

/** Checks a dossier against its manifest and, where the store is at hand, against the store. */
export const verifyCommand: CliCommand = io =>
  withStoreOptions(new Command('verify').argument('<file>', 'the dossier; its manifest lies beside it'))
    .summary('check a dossier against its signed manifest')
    .description(
      'Checks the file and the signature against FILE.manifest.json. With --key, also that the signer’s key has this\n' +
        'fingerprint: ask the provider for it by another way. With --recount, asks the store every question again.',
    )
    .option('--key <fingerprint>', 'fingerprint the signer’s key must have')
    .option('--recount', 'run every query of the appendix on the store and compare')
    .action(async (file: string, _own: unknown, command: Command) => {
      // `report` takes the options it shares with this one before they arrive here.
      const flags: VerifyFlags = command.optsWithGlobals()
      const manifest = readJson(`${file}.manifest.json`, manifestSchema, 'report/manifest')
      const checks = checkSeal(manifest, readBytes(file), flags.key)
      const wrong = checks.filter(one => !one.holds).map(one => one.what)
      const changed = wrong.length === 0 && flags.recount ? await changedAnswers(flags, manifest) : []
      const key = readKey(manifest.key.public)
      const fingerprint = key === undefined ? '' : fingerprintOf(key)
      if (flags.json)
        io.out(
          JSON.stringify({ file, holds: wrong.length + changed.length === 0, wrong, changed, fingerprint }),
        )
      if (wrong.length > 0)
        throw new AppError('conflict', 'report/not-sealed', `${file} does not hold: ${wrong.join(', ')}`)
      if (changed.length > 0)
        throw new AppError('conflict', 'report/recount', `the store answers otherwise: ${changed.join(', ')}`)
      if (flags.json) return
      const asked = flags.recount ? `, and the store gives its ${manifest.answers.length} answers again` : ''
      io.out(`${file} is as it was sealed${asked}; key ${fingerprint}`)
    })

/** Pseudonyms come from the signing key: only the signer can make them again. */
function signerOf(flags: VerifyFlags, manifest: Manifest): Redactor {
  const key = loadSigningKey(flags.data)
  const sealed = readKey(manifest.key.public)
  if (sealed === undefined || fingerprintOf(sealed) !== fingerprintOf(key))
    throw new AppError(
      'denied',
      'report/not-signer',
      'a redacted dossier can be recounted only with the key that signed it: give its --data folder',
    )
  return redactorOf(key, manifest.dossier.finding)
}

/** What is done and read in after the dossier changes these rightly: they speak of its day. */
const grows: ReadonlySet<string> = new Set([
  'recount/acts',
  'recount/acts-count',
  'recount/audit-head',
  'recount/inputs',
  'recount/custody',
  'recount/paper',
])

/** Names of the queries that the store answers otherwise than the manifest says. */
async function changedAnswers(flags: VerifyFlags, manifest: Manifest): Promise<string[]> {
  return withStore({ ...flags, readonly: true }, async store => {
    const run = await readRun(store, manifest.dossier.run)
    const { run: id, finding } = manifest.dossier
    const [found] = await store.rows(findingQueries.one, { run: id, id: finding })
    if (run === undefined || found === undefined)
      throw new AppError('missing', 'report/other-store', 'the store does not know this run and finding')
    const asked = await recount(store, run, findingSchema.parse(JSON.parse(found.body)), askedSignals)
    const now =
      manifest.dossier.withheld === undefined ? asked : redactAnswers(asked, signerOf(flags, manifest))
    const held = new Map(now.map(one => [one.name, one]))
    return manifest.answers
      .filter(one => !grows.has(one.name))
      .filter(one => {
        const again = held.get(one.name)
        return (
          again === undefined || sha256(again.sql) !== one.sql_sha256 || rowsHash(again) !== one.rows_sha256
        )
      })
      .map(one => one.name)
  })
}
