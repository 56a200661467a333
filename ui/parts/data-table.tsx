import { type ReactNode, useState } from 'react'
import type { Cell } from '../csv.ts'
import { download } from '../download.ts'
import { t } from '../words.ts'

export interface Column<T> {
  id: string
  title: string
  show: (row: T) => ReactNode
  /** What is sorted by and what stands in the file. */
  value: (row: T) => Cell
  isNumber?: boolean
  /** Left out on a telephone. */
  isWide?: boolean
  className?: string
}

export interface Sort {
  by: string
  down: boolean
}

interface DataTableProps<T> {
  /** Names the table to a reader, and the file it is saved as. */
  name: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  /** Order on arrival; without it the rows stand as they came. */
  sort?: Sort
  /** Beside the button that saves it. */
  tools?: ReactNode
  empty?: ReactNode
  /** On a telephone each row stands as a card; without it where more than three columns are left there. */
  isCards?: boolean
}

const ordered = (a: Cell, b: Cell): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''))

/** A table that sorts by its heads and saves as a file what it shows, in the order it shows it. */
export function DataTable<T>({ name, columns, rows, keyOf, sort, tools, empty, isCards }: DataTableProps<T>) {
  const [order, setOrder] = useState(sort)
  const by = columns.find(one => one.id === order?.by)
  const shown =
    by === undefined
      ? rows
      : rows.toSorted((a, b) => ordered(by.value(a), by.value(b)) * (order?.down ? -1 : 1))
  const save = () =>
    download(
      name,
      columns.map(one => one.title),
      shown.map(row => columns.map(one => one.value(row))),
    )
  return (
    <>
      <div className="tools">
        <div className="legend">{tools}</div>
        <button type="button" className="quiet" onClick={save} disabled={rows.length === 0}>
          CSV
        </button>
      </div>
      {rows.length === 0 ? (
        <p className="note">{empty ?? t.table.none}</p>
      ) : (
        <div className="scroll">
          <table aria-label={name} className={(isCards ?? hasMany(columns)) ? 'cards' : undefined}>
            <thead>
              <tr>
                {columns.map(column => (
                  <Head key={column.id} column={column} order={order} onSort={setOrder} />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(row => (
                <tr key={keyOf(row)}>
                  {columns.map(column => (
                    <td key={column.id} className={classOf(column)} data-label={column.title}>
                      {column.show(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const hasMany = <T,>(columns: readonly Column<T>[]): boolean =>
  columns.filter(one => one.isWide !== true).length > 3

const classOf = <T,>({ isNumber, isWide, className }: Column<T>): string =>
  [isNumber && 'num', isWide && 'wide', className].filter(Boolean).join(' ')

interface HeadProps<T> {
  column: Column<T>
  order: Sort | undefined
  onSort: (sort: Sort) => void
}

/** The head of a column: a press sorts by it, numbers the largest first. */
export function Head<T>({ column, order, onSort }: HeadProps<T>) {
  const isIt = order?.by === column.id
  const next = { by: column.id, down: isIt ? !order.down : column.isNumber === true }
  return (
    <th
      className={classOf(column)}
      aria-sort={isIt ? (order.down ? 'descending' : 'ascending') : undefined}
      scope="col"
    >
      <button type="button" className="head" onClick={() => onSort(next)}>
        {column.title}
        <span className="arrow" aria-hidden="true">
          {isIt ? (order.down ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  )
}
