/** The same worlds seen by several eyes, a line each: who finds which level, and whom they wrong. */
import { inWords, percent, table } from './markdown.ts'
import type { Pooled } from './pooled.ts'

export interface Compared {
  readonly name: string
  readonly pooled: Pooled
  /** Seconds over all worlds, where it was taken. */
  readonly seconds?: number
  /** Why there is nothing to show. */
  readonly skipped?: undefined
}

export interface Skipped {
  readonly name: string
  readonly skipped: string
}

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8]

function line(one: Compared, withTime: boolean): string[] {
  const { name, pooled, seconds } = one
  const honest = pooled.honest[0]?.flagged ?? { count: 0, of: 0, low: 0, high: 1 }
  const groups = pooled.groups.reduce((sum, own) => sum + own.accused.of, 0)
  const accused = pooled.groups.reduce((sum, own) => sum + own.accused.count, 0)
  const members = levels.map(level => {
    const own = pooled.levels.find(each => each.level === level)
    return own === undefined ? '–' : percent(own.members.count / Math.max(1, own.members.of), 0)
  })
  return [
    name,
    ...members,
    `${honest.count} of ${honest.of}: ${inWords(honest, 2)}`,
    `${accused} of ${groups}`,
    String(pooled.spurious),
    ...(withTime ? [seconds === undefined ? '–' : `${seconds.toFixed(1)} s`] : []),
  ]
}

/** Markdown: members found at each level, honest accounts flagged, look-alike groups accused. */
export function comparedTable(what: string, rows: readonly (Compared | Skipped)[]): string[] {
  const shown = rows.filter((row): row is Compared => row.skipped === undefined)
  const withTime = shown.some(row => row.seconds !== undefined)
  return [
    ...table(
      [
        what,
        ...levels.map(level => `L${level}`),
        'honest flagged [95 %]',
        'look-alike groups accused',
        'mostly honest findings',
        ...(withTime ? ['time'] : []),
      ],
      shown.map(row => line(row, withTime)),
    ),
    ...rows.flatMap(row =>
      row.skipped === undefined ? [] : ['', `Left out: ${row.name} (${row.skipped}).`],
    ),
  ]
}
