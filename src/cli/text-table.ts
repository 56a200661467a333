/** Columns for a terminal. Every cell is cleaned: names are hostile input. */
import { plainText } from '../model/plain-text.ts'

export interface Column {
  title: string
  align?: 'right'
  /** Longer cells are cut with an ellipsis. */
  most?: number
}

/** Lines of a table, the header first. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns.map(column => column.title), ...rows].map(row =>
    columns.map((column, index) => cut(plainText(row[index] ?? ''), column.most)),
  )
  const widths = columns.map((_, index) => Math.max(...cells.map(row => (row[index] ?? '').length)))
  return cells.map(row =>
    row
      .map((cell, index) =>
        columns[index]?.align === 'right'
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

const cut = (text: string, most = 200): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** Breaks prose at words; every line starts with `indent`. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plainText(text).split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width - indent.length) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}
