/** What every section is given: the sheet, the language, and the few facts that are no numbers. */
import { aimsInChinese, nameInChinese } from '../../model/chinese/sentences.ts'
import type { Answer, Attribution, Block, FigureFormat, Language, Piece } from '../../model/dossier.ts'
import type { Family, Finding, Run } from '../../model/finding.ts'
import { nameParts } from '../../model/finding-name.ts'
import { plainText } from '../../model/plain-text.ts'
import { en, type Texts } from '../language/en.ts'
import { wordIn } from '../language/words.ts'
import { zh } from '../language/zh.ts'
import type { WithheldKind } from '../redact.ts'
import type { Glossary } from '../story.ts'
import { capital, label } from '../words.ts'
import type { Labels } from './labels.ts'
import { fill, type Sheet, text } from './sheet.ts'

export interface Writing {
  readonly sheet: Sheet
  readonly texts: Texts
  readonly language: Language
  readonly finding: Finding
  readonly run: Run
  readonly glossary: Glossary
  readonly labels: Labels
  readonly attribution: Attribution
  /** Of the public key that signs the manifest. */
  readonly fingerprint: string
  readonly withheld: readonly WithheldKind[]
}

export const textsIn: Readonly<Record<Language, Texts>> = { en, zh }

type Given = Readonly<Record<string, Piece | readonly Piece[]>>

/** A paragraph from a sentence of the language and what it names. */
export const say = (
  writing: Writing,
  key: keyof Texts,
  given: Given = {},
  style: 'lead' | 'plain' | 'small' = 'plain',
): Block => ({ kind: 'paragraph', style, line: fill(writing.texts[key], given) })

/** `a, b and c`, each part a line of its own. */
export function listed(
  writing: Writing,
  parts: readonly (readonly Piece[])[],
  last = writing.texts.and,
): Piece[] {
  return parts.flatMap((part, index) => {
    const joint = index === 0 ? [] : [text(index === parts.length - 1 ? last : writing.texts.comma)]
    return [...joint, ...part]
  })
}

export const families = (writing: Writing, held: readonly Family[]): Piece[] =>
  listed(
    writing,
    held.map(family => [text(wordIn(writing.language, family))]),
  )

/** Families that speak for one hand, the heaviest first; those that only say what is taken are left out. */
export function speaking(writing: Writing): Family[] {
  const weights = new Map<Family, number>()
  for (const { signal, family, weight } of writing.finding.evidence) {
    if (questionOf(writing, signal, family) === 'same hand')
      weights.set(family, (weights.get(family) ?? 0) + weight)
  }
  return [...weights]
    .filter(([, weight]) => weight > 0.5)
    .sort((a, b) => b[1] - a[1])
    .map(([family]) => family)
}

export const questionOf = (writing: Writing, signal: string, family: Family): 'same hand' | 'purpose' =>
  writing.glossary[signal]?.question ?? (family === 'purpose' ? 'purpose' : 'same hand')

/** Longer than any name that means something; the JSON dossier's answers have it whole. */
const longestName = 200

/** A name that came with the data, harmless to eye and terminal. */
export const named = (value: string): Piece => ({
  kind: 'name',
  text: plainText(value.length > longestName ? `${value.slice(0, longestName)}…` : value),
})

type Row = Answer['rows'][number]

/** What a table of one answer shows: what each row is called, then cells of it as figures. */
interface Counted {
  readonly query: string
  readonly called: readonly [title: string, width: number, of: (row: Row) => Piece]
  readonly figures: readonly (readonly [title: string, column: string, format: FigureFormat, width: number])[]
  /** Rows that are worth a line; all without it. */
  readonly isShown?: (row: Row) => boolean
}

/** A line for each row of an answer: its name left, its figures right. */
export function counted({ sheet }: Writing, { query, called, figures, isShown }: Counted): Block {
  const [title, width, of] = called
  const rows = sheet
    .rows(query)
    .flatMap((row, index) =>
      isShown === undefined || isShown(row)
        ? [[[of(row)], ...figures.map(([, column, format]) => [sheet.figure(query, column, format, index)])]]
        : [],
    )
  return table(
    [[title, 'left', width], ...figures.map(([head, , , across]) => [head, 'right', across] as const)],
    rows,
  )
}

export const table = (
  columns: readonly (readonly [title: string, align: 'left' | 'right', width: number])[],
  rows: readonly (readonly Piece[])[][],
): Block => ({
  kind: 'table',
  columns: columns.map(([title, align, width]) => ({ title, align, width })),
  rows: rows.map(row => row.map(line => [...line])),
})

/** What detection called a finding, in the language of the dossier where it can be told in it. */
export const nameOf = ({ language }: Writing, name: string): Piece =>
  nameParts(name) === undefined
    ? named(name)
    : text((language === 'zh' ? nameInChinese(name) : undefined) ?? capital(name))

/** What it was after, without what linked it: short enough for a cell. */
export function aimsOf({ language, texts }: Writing, name: string): Piece {
  const parts = nameParts(name)
  if (parts === undefined) return named(name)
  if (parts.aims.length === 0) return text(capital(texts.mixed))
  return text(language === 'zh' ? aimsInChinese(parts.aims) : capital(parts.aims.map(label).join(texts.and)))
}
