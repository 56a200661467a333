/** What they took, and each piece of evidence beside who else leaves the same trace. */
import type { Block, Piece, Section } from '../../model/dossier.ts'
import type { Family } from '../../model/finding.ts'
import { signalIn, writtenAs } from '../language/signal-words.ts'
import { innocentIn, wordIn } from '../language/words.ts'
import { capital } from '../words.ts'
import { fullLabel } from './labels.ts'
import { fill, name, strong, text } from './sheet.ts'
import { counted, named, questionOf, say, table, type Writing } from './writing.ts'

export function whatTheyTook(writing: Writing): Section {
  const { sheet, texts, language } = writing
  const capabilities = sheet.rows('recount/capabilities')
  return {
    id: 'took',
    title: texts.s_took,
    blocks: [
      // Of traffic that was dropped since, nothing is left to draw.
      ...(capabilities.length === 0 ? [] : [chart(writing)]),
      counted(writing, {
        query: 'recount/capabilities',
        called: [texts.c_capability, 50, row => text(wordIn(language, String(row.capability)))],
        figures: [
          [texts.c_share, 'share', 'percent', 20],
          [texts.c_elsewhere, 'elsewhere', 'percent', 30],
        ],
        isShown: row => Number(row.share) >= 0.005 || Number(row.elsewhere) >= 0.005,
      }),
      counted(writing, {
        query: 'recount/models',
        called: [texts.c_model, 50, row => named(String(row.model))],
        figures: [
          [texts.c_exchanges, 'exchanges', 'count', 30],
          [texts.c_share, 'share', 'percent', 20],
        ],
      }),
    ],
  }
}

function chart({ sheet, texts, language }: Writing): Block {
  return {
    kind: 'chart',
    title: texts.c_capability,
    query: sheet.id('recount/capabilities'),
    shape: 'against',
    label: 'capability',
    value: 'share',
    other: 'elsewhere',
    points: sheet.rows('recount/capabilities').map(row => ({
      label: wordIn(language, String(row.capability)),
      value: Number(row.share),
      other: Number(row.elsewhere),
    })),
    caption: [text(texts.chart_aims)],
  }
}

/** Evidence as it was weighed, question by question; what it says is counted again where it can be. */
export function evidence(writing: Writing): Section {
  const { sheet, texts, language, glossary } = writing
  const pieces = sheet.rows('recount/evidence').map((row, index) => ({
    index,
    signal: String(row.signal),
    family: String(row.family) as Family,
  }))
  const rowsFor = (question: 'same hand' | 'purpose'): Piece[][][] =>
    pieces
      .filter(one => questionOf(writing, one.signal, one.family) === question)
      .map(({ index, signal, family }) => [
        [
          strong(`${capital(wordIn(language, family))}${texts.stop}`),
          ...sentence(writing, signal, index),
          text('\n'),
          ...fill(texts.innocent, {
            innocent: text(innocentIn(language, signal, family, glossary[signal]?.innocent)),
          }),
        ],
        [sheet.figure('recount/evidence', 'weight', 'weight', index)],
        [sheet.figure('recount/evidence', 'weight', 'times', index)],
      ])
  const columns = [
    [texts.c_seen, 'left', 66],
    [texts.c_weight, 'right', 12],
    [texts.c_times, 'left', 22],
  ] as const
  const part = (title: string, question: 'same hand' | 'purpose'): Block[] => {
    const rows = rowsFor(question)
    return rows.length === 0 ? [] : [{ kind: 'heading', title }, table(columns, rows)]
  }
  return {
    id: 'evidence',
    title: texts.s_evidence,
    blocks: [
      say(writing, 'evidence_intro'),
      ...part(texts.q_hand, 'same hand'),
      ...part(texts.q_purpose, 'purpose'),
    ],
  }
}

/** Counted again from the exchanges where the signal has a query of its own; else in the words the run stored. */
function sentence(writing: Writing, signal: string, index: number): Piece[] {
  const { sheet, texts, language, labels } = writing
  const query = `signals/${signal}`
  const held = labels.filter(one => one.signal === signal)
  if (held.length > 0) {
    return held.flatMap((one, position) => [
      ...fill(position === 0 ? texts.held_first : texts.held_more, {
        label: name(position === 0 ? capital(fullLabel(language, one)) : one.short),
        members: sheet.figure(query, 'members', 'count', one.row),
        others: sheet.figure(query, 'others', 'count', one.row),
        all: sheet.figure('recount/totals', 'accounts', 'count'),
      }),
    ])
  }
  if (sheet.cell(query, 'median') !== null) {
    const format = writtenAs(signal)
    // A share of accounts has no middle: its mean is the share.
    const [own, other] =
      signal === 'bought-payment' ? ['mean', 'elsewhere_mean'] : ['median', 'elsewhere_median']
    return fill(texts.trait_line, {
      measure: text(capital(signalIn(language, signal))),
      members: sheet.figure(query, own as string, format),
      elsewhere: sheet.figure(query, other as string, format),
    })
  }
  const called = text(`${capital(signalIn(language, signal))}${texts.colon}`)
  return [called, sheet.figure('recount/evidence', 'detail', 'sentence', index)]
}
