/** One way to a dossier, for the command and for the page: asked again, put together, rendered, sealed. */
import type { KeyObject } from 'node:crypto'
import { newestEntries } from '../audit/read.ts'
import { withStates } from '../contain/life.ts'
import { finding, newestRun } from '../findings/read.ts'
import { recount } from '../findings/recount.ts'
import type { Dossier, DossierAsked } from '../model/dossier.ts'
import type { Finding } from '../model/finding.ts'
import { composeDossier } from '../report/dossier/compose.ts'
import { renderHtml } from '../report/html.ts'
import { renderPdf } from '../report/pdf/render.ts'
import { redactAnswers, redactorOf, withheldIn } from '../report/redact.ts'
import { fingerprintOf, type Manifest, seal } from '../report/seal.ts'
import type { Store } from '../store/store.ts'
import { askedSignals } from './asked-signals.ts'
import { nothingYet, unknownFinding } from './campaigns.ts'
import { loadFonts } from './report-fonts.ts'
import { signalGlossary } from './signal-glossary.ts'

export interface MadeDossier {
  readonly bytes: Uint8Array
  readonly manifest: Manifest
  /** How many numbers it shows. */
  readonly figures: number
}

/**
 * @param id of a campaign, or of a group that was left alone
 * @throws missing `campaign/unknown`, `campaign/no-run`
 */
export async function makeDossier(
  store: Store,
  id: string,
  key: KeyObject,
  asked: DossierAsked,
): Promise<MadeDossier> {
  const run = await newestRun(store)
  if (run === undefined) throw nothingYet()
  const stored = await finding(store, id)
  if (stored === undefined) throw unknownFinding()
  const found = await judged(store, stored)
  const answers = await recount(store, run, found, askedSignals)
  const dossier = composeDossier({
    finding: found,
    run,
    ...(asked.redact
      ? { answers: redactAnswers(answers, redactorOf(key, found.id)), withheld: withheldIn(answers) }
      : { answers }),
    glossary: signalGlossary,
    language: asked.language,
    fingerprint: fingerprintOf(key),
    ...(asked.attribution !== undefined && { attribution: asked.attribution }),
  })
  const bytes = await render(dossier, asked.format)
  return { bytes, manifest: seal(dossier, bytes, key), figures: dossier.figures.length }
}

/** With the state that people gave it. As of the last act, not of now: the same store gives the same dossier. */
async function judged(store: Store, stored: Finding): Promise<Finding> {
  const [last] = await newestEntries(store, { before: 0, limit: 1 })
  if (last === undefined) return stored
  const [found = stored] = await withStates(store, [stored], Date.parse(last.at))
  return found
}

async function render(dossier: Dossier, format: DossierAsked['format']): Promise<Uint8Array> {
  if (format === 'html') return Buffer.from(renderHtml(dossier))
  if (format === 'pdf') return renderPdf(dossier, loadFonts(dossier.language))
  return Buffer.from(`${JSON.stringify(dossier, null, 2)}\n`)
}
