import { type ReactNode, useState } from 'react'
import type { Cell } from '../csv.ts'
import { download } from '../download.ts'
import { t } from '../words.ts'
import { NumbersTable } from './numbers-table.tsx'

export interface Numbers {
  /** Name of the file it is saved as. */
  name: string
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** Every chart has its numbers: drawn, as a table, or as a file. */
export function Chart({
  numbers,
  legend,
  children,
}: {
  numbers: Numbers
  legend?: ReactNode
  children: ReactNode
}) {
  const [isTable, setTable] = useState(false)
  return (
    <div className="charted">
      <div className="tools">
        <div className="legend">{legend}</div>
        <button type="button" className="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? t.chart.drawing : t.chart.numbers}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => download(numbers.name, numbers.head, numbers.rows)}
        >
          CSV
        </button>
      </div>
      {isTable ? <NumbersTable {...numbers} /> : children}
    </div>
  )
}
