/**
 * Members in any order, a part at a time, as a table of 25,000 asks for them while it is scrolled. What they are sorted
 * by is read once a run (some 200 bytes a member); only the rows of a part are read whole.
 */
import { z } from 'zod'
import { memberSchema } from '../model/finding.ts'
import type { MemberRows, MemberSort } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { remember } from './remember.ts'

const of = z.object({ run: z.string(), id: z.string() })

export const memberRowsQueries = {
  index: defineQuery(new URL('./member-index.sql', import.meta.url), {
    params: of,
    row: z.object({
      account: z.string(),
      probability: z.number(),
      since: z.number(),
      exchanges: z.number(),
      first: z.string(),
      last: z.string(),
    }),
  }),
  bodies: defineQuery(new URL('./member-bodies.sql', import.meta.url), {
    params: of.extend({ accounts: z.array(z.string()) }),
    row: z.object({ account: z.string(), body: z.string() }),
  }),
  holders: defineQuery(new URL('./member-holders.sql', import.meta.url), {
    params: of.extend({ held: z.string() }),
    row: z.object({ account: z.string() }),
  }),
} as const

type Entry = z.infer<typeof memberRowsQueries.index.row>

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
  const { offset, limit, search, held } = asked
  const order = await remember(store, run, `members ${id} ${asked.sort} ${asked.down}`, async () =>
    sorted(
      await remember(store, run, `members ${id}`, () => store.rows(memberRowsQueries.index, { run, id })),
      asked,
    ),
  )
  const wanted = search.toLowerCase()
  const holders =
    held === ''
      ? undefined
      : await remember(store, run, `holders ${id} ${held}`, () => readHolders(store, run, id, held))
  const found =
    wanted === '' && holders === undefined
      ? order
      : order.filter(
          account =>
            (wanted === '' || account.toLowerCase().includes(wanted)) && (holders?.has(account) ?? true),
        )
  const accounts = found.slice(offset, offset + limit)
  const rows = accounts.length === 0 ? [] : await store.rows(memberRowsQueries.bodies, { run, id, accounts })
  const bodies = new Map(rows.map(row => [row.account, row.body]))
  return {
    total: found.length,
    offset,
    limit,
    items: accounts.flatMap(account => {
      const body = bodies.get(account)
      return body === undefined ? [] : [memberSchema.parse(JSON.parse(body))]
    }),
  }
}

async function readHolders(store: Store, run: string, id: string, held: string): Promise<Set<string>> {
  // Stored bodies are JSON: the value is looked for as it is written there.
  const written = JSON.stringify(held).slice(1, -1)
  const rows = await store.rows(memberRowsQueries.holders, { run, id, held: written })
  return new Set(rows.map(row => row.account))
}

/** Members that are alike stand by name, so that parts asked for one after the other fit together. */
function sorted(entries: readonly Entry[], { sort, down }: MemberQuestion): string[] {
  const sign = down ? -1 : 1
  return entries
    .toSorted((a, b) => {
      const [x, y] = [a[sort], b[sort]]
      if (x === y) return a.account < b.account ? -1 : 1
      return x < y ? -sign : sign
    })
    .map(one => one.account)
}
