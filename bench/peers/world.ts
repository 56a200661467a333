/** What every method is given: the same store, read once into plain arrays. */
import { z } from 'zod'
import { defineQuery } from '../../src/query.ts'
import type { Store } from '../../src/store/store.ts'

const none = z.object({})
const conductQuery = defineQuery(new URL('./conduct.sql', import.meta.url), {
  params: none,
  row: z.object({
    account: z.string(),
    exchanges: z.number(),
    days: z.number(),
    hours: z.number(),
    addresses: z.number(),
    openings: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
  }),
})
const holdingsQuery = defineQuery(new URL('./holdings.sql', import.meta.url), {
  params: none,
  row: z.object({ account: z.string(), kind: z.string(), value: z.string(), uses: z.number() }),
})
const actionsQuery = defineQuery(new URL('./actions.sql', import.meta.url), {
  params: none,
  row: z.object({ account: z.string(), object: z.string(), hour: z.number() }),
})

export type Conduct = z.infer<typeof conductQuery.row>

/** A value with the accounts that hold it, as positions. */
export interface Value {
  readonly kind: string
  readonly holders: readonly number[]
}

/** One object in one hour, with the accounts that used it then. */
export interface Cell {
  readonly object: string
  readonly hour: number
  readonly accounts: readonly number[]
}

export interface PeerWorld {
  readonly store: Store
  /** The lines it was filled from, for those who read texts. */
  readonly files: readonly string[]
  readonly accounts: readonly string[]
  readonly conduct: readonly Conduct[]
  readonly values: readonly Value[]
  readonly cells: readonly Cell[]
  /** Cells each account was in, also alone, by kind of object. */
  readonly acts: ReadonlyMap<string, readonly number[]>
  /**
   * What the labels tell and a user would not know: methods without a bar of their own are given the best one.
   * `campaigns`: how many there are. `honest`: whether an account is.
   */
  readonly oracle: { readonly campaigns: number; readonly honest: (account: number) => boolean }
}

export async function readPeerWorld(
  store: Store,
  files: readonly string[],
  oracle: (accounts: readonly string[]) => PeerWorld['oracle'],
): Promise<PeerWorld> {
  const conduct = await store.rows(conductQuery, {})
  const accounts = conduct.map(row => row.account)
  const index = new Map(accounts.map((account, i) => [account, i]))
  const values: { kind: string; value: string; holders: number[] }[] = []
  for (const { account, kind, value } of await store.rows(holdingsQuery, {})) {
    const holder = index.get(account)
    if (holder === undefined) continue
    const last = values.at(-1)
    if (last !== undefined && last.kind === kind && last.value === value) last.holders.push(holder)
    else values.push({ kind, value, holders: [holder] })
  }
  const cells: { object: string; hour: number; accounts: number[] }[] = []
  const acts = new Map<string, number[]>()
  for (const { account, object, hour } of await store.rows(actionsQuery, {})) {
    const actor = index.get(account)
    if (actor === undefined) continue
    const kind = object.slice(0, object.indexOf(' '))
    const own = acts.get(kind) ?? accounts.map(() => 0)
    own[actor] = (own[actor] ?? 0) + 1
    acts.set(kind, own)
    const last = cells.at(-1)
    if (last !== undefined && last.object === object && last.hour === hour) last.accounts.push(actor)
    else cells.push({ object, hour, accounts: [actor] })
  }
  return {
    store,
    files,
    accounts,
    conduct,
    values: values.filter(value => value.holders.length >= 2),
    cells: cells.filter(cell => cell.accounts.length >= 2),
    acts,
    oracle: oracle(accounts),
  }
}
