/** Appendix: what the labels stand for, who belongs, and for each number the query that gives it. */
import type { Answer, Block, Figure, Section } from '../../model/dossier.ts'
import { plainText } from '../../model/plain-text.ts'
import { fullLabel } from './labels.ts'
import { fill, name, quote, text } from './sheet.ts'
import { named, say, table, type Writing } from './writing.ts'

export function sharedValues(writing: Writing): Section {
  const { sheet, texts, labels, language } = writing
  const rows = labels.map(one => [
    [name(fullLabel(language, one))],
    [named(one.value)],
    [
      sheet.figure(`signals/${one.signal}`, 'members', 'count', one.row),
      text('; '),
      sheet.figure(`signals/${one.signal}`, 'others', 'count', one.row),
    ],
  ])
  return {
    id: 'values',
    title: texts.a_values,
    blocks: [
      say(writing, 'values_intro'),
      table(
        [
          [texts.c_label, 'left', 28],
          [texts.c_value, 'left', 52],
          [texts.c_held, 'right', 20],
        ],
        rows,
      ),
    ],
  }
}

export function members(writing: Writing): Section {
  const { sheet, texts } = writing
  const rows = sheet
    .rows('recount/members')
    .map((row, index) => [
      [named(String(row.account))],
      [sheet.figure('recount/members', 'probability', 'probability', index)],
      [sheet.figure('recount/members', 'exchanges', 'count', index)],
      [sheet.figure('recount/members', 'first_day', 'text', index)],
      [sheet.figure('recount/members', 'last_day', 'text', index)],
      [sheet.figure('recount/members', 'since', 'text', index)],
    ])
  return {
    id: 'members',
    title: texts.a_members,
    blocks: [
      say(writing, 'members_intro', { all: sheet.figure('recount/sureness', 'members', 'count') }),
      table(
        [
          [texts.c_account, 'left', 32],
          [texts.c_probability, 'right', 16],
          [texts.c_exchanges, 'right', 13],
          [texts.c_first, 'left', 13],
          [texts.c_last, 'left', 13],
          [texts.c_since, 'left', 13],
        ],
        rows,
      ),
    ],
  }
}

/** Comes last of all that shows numbers: what is shown after it would not be listed. */
export function figuresList(
  writing: Writing,
  figures: readonly Figure[],
  answers: readonly Answer[],
): Section {
  const { texts } = writing
  const names = new Map(answers.map(answer => [answer.id, answer.name]))
  const origin = ({ from }: Figure) =>
    from.kind === 'cited'
      ? fill(texts.published, { source: quote(from.source) })
      : [
          name(`${from.query} ${names.get(from.query)}`),
          text(` · ${texts.row_word} `),
          name(String(from.row)),
          text(' · '),
          name(from.column),
        ]
  const rows = figures.map(figure => [
    [name(figure.id)],
    [{ kind: 'figure' as const, id: figure.id, shown: shortened(figure.shown, 60) }],
    [quote(shortened(plainText(String(figure.value)), 60))],
    origin(figure),
  ])
  return {
    id: 'figures',
    title: texts.a_figures,
    blocks: [
      say(writing, 'figures_intro'),
      table(
        [
          ['', 'left', 8],
          [texts.c_number, 'left', 24],
          [texts.c_exact, 'left', 24],
          [texts.c_where, 'left', 44],
        ],
        rows,
      ),
    ],
  }
}

const shortened = (value: string, most: number): string =>
  value.length > most ? `${value.slice(0, most)}…` : value

/** Rows of an answer that are printed; the JSON dossier has all. */
const printedRows = 30

export function queriesList(writing: Writing, answers: readonly Answer[]): Section {
  const { texts } = writing
  const blocks = answers.flatMap(({ id, name: called, sql, params, rows }): Block[] => {
    const columns = Object.keys(rows[0] ?? {})
    const bound = Object.entries(params).map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    return [
      { kind: 'heading', title: `${id} · ${called}`, anchor: id },
      { kind: 'code', text: sql.trimEnd() },
      ...(bound.length > 0
        ? [
            {
              kind: 'paragraph' as const,
              style: 'small' as const,
              line: fill(texts.q_params, { params: quote(plainText(bound.join(', '))) }),
            },
          ]
        : []),
      rows.length === 0
        ? say(writing, 'q_none', {}, 'small')
        : table(
            columns.map(column => [column, 'left', Math.floor(100 / columns.length)] as const),
            rows
              .slice(0, printedRows)
              .map(row =>
                columns.map(column => [quote(shortened(plainText(String(row[column] ?? '–')), 80))]),
              ),
          ),
    ]
  })
  return { id: 'queries', title: texts.a_queries, blocks: [say(writing, 'queries_intro'), ...blocks] }
}
