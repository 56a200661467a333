/** The sheet a dossier is written on: no number enters a sentence but through it, and each keeps where it is from. */
import type { Answer, Cell, Figure, FigureFormat, Piece } from '../../model/dossier.ts'
import type { Format } from '../language/formats.ts'

export class Sheet {
  readonly #answers: ReadonlyMap<string, Answer>
  readonly #format: Format
  readonly #byKey = new Map<string, Figure>()

  constructor(answers: readonly Answer[], format: Format) {
    this.#answers = new Map(answers.map(answer => [answer.name, answer]))
    this.#format = format
  }

  /** Every figure that was shown, in the order of its first showing. */
  get figures(): Figure[] {
    return [...this.#byKey.values()]
  }

  rows(query: string): Answer['rows'] {
    return this.#answers.get(query)?.rows ?? []
  }

  /** A cell for choosing words by; showing it takes `figure`. */
  cell(query: string, column: string, row = 0): Cell {
    return this.rows(query)[row]?.[column] ?? null
  }

  /** The same as a number; nought where it is absent. */
  value(query: string, column: string, row = 0): number {
    const cell = this.cell(query, column, row)
    return typeof cell === 'number' ? cell : 0
  }

  text(query: string, column: string, row = 0): string {
    return String(this.cell(query, column, row) ?? '')
  }

  /** `Q7`, for charts and references. */
  id(query: string): string {
    return this.#answers.get(query)?.id ?? ''
  }

  /** Shows a cell. The same cell written the same way is one figure wherever it stands. */
  figure(query: string, column: string, format: FigureFormat, row = 0): Piece {
    const from = { kind: 'query' as const, query: this.id(query), row, column }
    return this.#show(`${query} ${row} ${column} ${format}`, this.cell(query, column, row), format, from)
  }

  /** Shows a number that somebody else published. */
  cited(value: number | string, format: FigureFormat, source: string): Piece {
    return this.#show(`${source} ${value} ${format}`, value, format, { kind: 'cited', source })
  }

  #show(key: string, value: Cell, format: FigureFormat, from: Figure['from']): Piece {
    const known = this.#byKey.get(key)
    const figure = known ?? {
      id: `F${this.#byKey.size + 1}`,
      shown: this.#format(format, value),
      value,
      format,
      from,
    }
    if (known === undefined) this.#byKey.set(key, figure)
    return { kind: 'figure', id: figure.id, shown: figure.shown }
  }
}

export const text = (value: string): Piece => ({ kind: 'text', text: value })
export const strong = (value: string): Piece => ({ kind: 'strong', text: value })
/** An identifier that came with the data: it may hold digits, and is no figure. */
export const name = (value: string): Piece => ({ kind: 'name', text: value })
/** Words of somebody else, given as they are. */
export const quote = (value: string): Piece => ({ kind: 'quote', text: value })

/**
 * Puts pieces where a sentence names them.
 * @example fill('{accounts} accounts in all.', { accounts: sheet.figure('recount/totals', 'accounts', 'count') })
 */
export function fill(
  sentence: string,
  pieces: Readonly<Record<string, Piece | readonly Piece[]>> = {},
): Piece[] {
  return sentence.split(/(\{[a-z_]+\})/).flatMap(part => {
    if (!/^\{[a-z_]+\}$/.test(part)) return part === '' ? [] : [text(part)]
    const piece = pieces[part.slice(1, -1)]
    if (piece === undefined) throw new Error(`the sentence names ${part}, and nothing was given: ${sentence}`)
    return Array.isArray(piece) ? piece : [piece as Piece]
  })
}
