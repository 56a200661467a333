/** Lists of accounts that an act was about: written before the act, sealed in it by hash, never changed. */

import { z } from 'zod'
import { sha256 } from '../audit/entry.ts'
import type { Sealed } from '../model/containment.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

export interface Listed {
  readonly account: string
  readonly probability: number
}

/** What an account is on a list for. */
export type ListRole = 'member' | 'successor' | 'treated' | 'control'

const listQuery = defineQuery(new URL('./list-accounts.sql', import.meta.url), {
  params: z.object({ lists: z.array(z.string()) }),
  row: z.object({ list: z.string(), account: z.string(), probability: z.number(), role: z.string() }),
})

const rowsPerBatch = 5_000

/** Writes a list and seals it. Writing the same list again changes nothing. */
export async function writeList(
  store: Store,
  list: string,
  listed: readonly Listed[],
  role: ListRole = 'member',
): Promise<Sealed> {
  const rows = inOrder(listed)
  for (let from = 0; from < rows.length; from += rowsPerBatch) {
    const part = rows.slice(from, from + rowsPerBatch)
    await store.append(
      'act_accounts',
      `${list}/${from}`,
      part.map(({ account, probability }) => ({ act: list, account, probability, role })),
    )
  }
  return { list, accounts: rows.length, digest: digestOf(rows) }
}

/** Lists never change, so each is read once a store. The newest are kept: those in force are asked for again and again. */
const known = new WeakMap<Store, Map<string, readonly Listed[]>>()
const mostKept = 64

export async function readLists(
  store: Store,
  lists: readonly string[],
): Promise<Map<string, readonly Listed[]>> {
  const kept = known.get(store) ?? new Map<string, readonly Listed[]>()
  known.set(store, kept)
  const missing = lists.filter(list => !kept.has(list))
  const read = new Map<string, Listed[]>(missing.map(list => [list, []]))
  if (missing.length > 0) {
    for await (const { list, account, probability } of store.stream(listQuery, { lists: missing }))
      read.get(list)?.push({ account, probability })
  }
  const found = new Map(lists.map(list => [list, read.get(list) ?? kept.get(list) ?? []]))
  for (const [list, rows] of read) if (rows.length > 0) kept.set(list, rows)
  for (const list of kept.keys()) {
    if (kept.size <= Math.max(mostKept, lists.length)) break
    if (!found.has(list)) kept.delete(list)
  }
  return found
}

const inOrder = (listed: readonly Listed[]): readonly Listed[] =>
  [...new Map(listed.map(one => [one.account, one])).values()].sort((a, b) =>
    Buffer.compare(Buffer.from(a.account), Buffer.from(b.account)),
  )

/** Over accounts by bytes of their names, as the engine sorts them. */
export const digestOf = (rows: readonly Listed[]): string =>
  sha256(
    inOrder(rows)
      .map(({ account, probability }) => `${JSON.stringify(account)} ${probability}\n`)
      .join(''),
  )
