/** Puts a dossier together. Pure: the same answers and the same language give the same dossier, down to the byte. */
import type { Answer, Attribution, Dossier, Language, Piece } from '../../model/dossier.ts'
import type { Finding, Run } from '../../model/finding.ts'
import { plainText } from '../../model/plain-text.ts'
import { formatIn } from '../language/formats.ts'
import { wordIn } from '../language/words.ts'
import type { WithheldKind } from '../redact.ts'
import type { Glossary } from '../story.ts'
import { context, custody, errorRates, limits, method, whatWasDone } from './account.ts'
import { alternatives } from './alternatives.ts'
import { figuresList, members, queriesList, sharedValues } from './appendix.ts'
import { evidence, whatTheyTook } from './evidence.ts'
import { aimRows, happened } from './happened.ts'
import { labelValues } from './labels.ts'
import { fill, Sheet, text } from './sheet.ts'
import { howSure, whoIsBehind } from './sure.ts'
import { listed, textsIn, type Writing } from './writing.ts'

export interface DossierParts {
  readonly finding: Finding
  readonly run: Run
  readonly answers: readonly Answer[]
  readonly glossary: Glossary
  readonly language: Language
  readonly attribution?: Attribution
  /** Of the public key that signs the manifest. */
  readonly fingerprint: string
  /** Kinds of values that the answers no longer hold, for readers outside the provider. */
  readonly withheld?: readonly WithheldKind[]
}

/** @example composeDossier({ finding, run, answers: await recount(store, run, finding, signals), … }) */
export function composeDossier(parts: DossierParts): Dossier {
  const { finding, run, answers, glossary, language, fingerprint } = parts
  const sheet = new Sheet(answers, formatIn(language))
  const signals = sheet.rows('recount/evidence').map(row => String(row.signal))
  const writing: Writing = {
    sheet,
    texts: textsIn[language],
    language,
    finding,
    run,
    glossary,
    labels: labelValues(sheet, signals),
    attribution: parts.attribution ?? { entries: [] },
    fingerprint,
    withheld: parts.withheld ?? [],
  }
  const headline = headlineOf(writing)
  const sections = [
    happened,
    howSure,
    whoIsBehind,
    whatTheyTook,
    evidence,
    alternatives,
    whatWasDone,
    method,
    errorRates,
    limits,
    context,
    custody,
    sharedValues,
    members,
  ].map(section => section(writing))
  sheet.figure('recount/run', 'as_of', 'day')
  const figures = sheet.figures
  return {
    format: 'stillwatch-dossier',
    version: 2,
    language,
    finding: finding.id,
    kind: finding.kind,
    state: finding.state,
    run: run.run,
    as_of: run.as_of,
    program: run.version,
    ...(parts.withheld !== undefined && { withheld: [...parts.withheld] }),
    title: plainText(headline.map(piece => (piece.kind === 'figure' ? piece.shown : piece.text)).join('')),
    headline,
    sections: [...sections, figuresList(writing, figures, answers), queriesList(writing, answers)],
    figures,
    answers: [...answers],
  }
}

function headlineOf(writing: Writing): Piece[] {
  const { sheet, texts, finding, language } = writing
  const aims = aimRows(writing)
    .slice(0, 2)
    .map(row => [text(wordIn(language, sheet.text('recount/capabilities', 'capability', row)))])
  return fill(finding.kind === 'campaign' ? texts.title_campaign : texts.title_group, {
    accounts: sheet.figure('recount/totals', 'accounts', 'count'),
    aims: aims.length > 0 ? listed(writing, aims) : text(texts.mixed),
  })
}
