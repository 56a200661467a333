/** Tables as files. What logs hold is hostile input: a spreadsheet must read it as text and never as a formula. */
import { plainText } from '../src/model/plain-text.ts'

export type Cell = string | number | undefined

/** What makes a spreadsheet calculate, in full width too; a quote before it makes it text (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

function cell(value: Cell): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  // Somebody will look at the file in a terminal.
  const harmless = value.replaceAll(/[^\t\r\n]+/g, plainText)
  const text = formula.test(harmless) ? `'${harmless}` : harmless
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${[head, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`

/** Names of campaigns become names of files: only what every system takes. */
export const fileName = (text: string): string =>
  `${
    text
      .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 80) || 'table'
  }.csv`
