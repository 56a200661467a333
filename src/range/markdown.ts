/** Tables and shares as the pages write them. */
import type { Rate } from './pooled.ts'

export const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`

/** `97.3 % [96.1 %, 98.2 %]`; a dash where nothing was tried. */
export const inWords = ({ count, of, low, high }: Rate, digits = 1): string =>
  of === 0 ? '–' : `${percent(count / of, digits)} [${percent(low, digits)}, ${percent(high, digits)}]`

/** The first column is left-aligned, numbers right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`,
  ...rows.map(row => `| ${row.join(' | ')} |`),
]
