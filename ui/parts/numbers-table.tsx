import type { Cell } from '../csv.ts'
import { count } from '../format.ts'
import { t } from '../words.ts'
import type { Numbers } from './chart.tsx'
import { Name } from './name.tsx'

/** More rows than this are for a file, not for an eye. */
const most = 400

const text = (value: Cell): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? count(value) : value.toFixed(3)) : (value ?? '')

export function NumbersTable({ name, head, rows }: Numbers) {
  const isNumber = head.map((_, column) => rows.every(row => typeof row[column] !== 'string'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="numbers" tabIndex={0} aria-label={t.chart.numbersOf(name)}>
      <table>
        <thead>
          <tr>
            {head.map((title, column) => (
              <th key={title} className={isNumber[column] ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of numbers have no name of their own
            <tr key={index}>
              {row.map((value, column) => (
                <td key={head[column]} className={isNumber[column] ? 'num' : undefined}>
                  <Name text={text(value)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p className="note">{t.chart.more(rows.length - most)}</p>}
    </section>
  )
}
