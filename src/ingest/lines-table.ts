/** The way into the engine for lines that this process holds: a table in memory, gone when the work is done. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const createLines = defineQuery(new URL('./create-lines.sql', import.meta.url), {
  params: z.object({ lines: z.string() }),
  row: z.unknown(),
})
export const dropTable = defineQuery(new URL('./drop-table.sql', import.meta.url), {
  params: z.object({ table: z.string() }),
  row: z.unknown(),
})

/** Runs `work` with a table that holds the lines; their index is their row. */
export async function withLines<T>(
  store: Store,
  number: string,
  lines: readonly string[],
  work: (table: string) => Promise<T>,
): Promise<T> {
  const table = `lines_${number}`
  try {
    await store.run(createLines, { lines: table })
    await store.append(
      table,
      `lines-${number}`,
      lines.map((line, row) => ({ row, line })),
    )
    return await work(table)
  } finally {
    await store.run(dropTable, { table })
  }
}
