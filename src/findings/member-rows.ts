/** Members in any order, a part at a time, as a table of 25,000 asks for them while it is scrolled. */
import { z } from 'zod'
import { memberSchema } from '../model/finding.ts'
import type { MemberRows, MemberSort } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const wanted = z.object({ run: z.string(), id: z.string(), search: z.string(), held: z.string() })

export const memberRowsQueries = {
  rows: defineQuery(new URL('./member-rows.sql', import.meta.url), {
    params: wanted.extend({ sort: z.string(), down: z.boolean(), offset: z.int(), limit: z.int() }),
    row: z.object({ body: z.string() }),
  }),
  count: defineQuery(new URL('./member-rows-count.sql', import.meta.url), {
    params: wanted,
    row: z.object({ count: z.number() }),
  }),
} as const

export interface MemberQuestion {
  offset: number
  limit: number
  sort: MemberSort
  down: boolean
  /** Part of an account's name; empty for all. */
  search: string
  /** A shared value as evidence names it; empty for all. */
  held: string
}

export async function memberRows(
  store: Store,
  run: string,
  id: string,
  asked: MemberQuestion,
): Promise<MemberRows> {
  const { search, offset, limit } = asked
  // Stored bodies are JSON: the value is looked for as it is written there.
  const held = asked.held === '' ? '' : JSON.stringify(asked.held).slice(1, -1)
  const [total] = await store.rows(memberRowsQueries.count, { run, id, search, held })
  const rows = await store.rows(memberRowsQueries.rows, { ...asked, run, id, held })
  return {
    total: total?.count ?? 0,
    offset,
    limit,
    items: rows.map(row => memberSchema.parse(JSON.parse(row.body))),
  }
}
