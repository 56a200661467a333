/** Everybody with traffic, as dense numbers: an account is its position in `accounts`. */
import { z } from 'zod'
import { defineQuery, type Query } from '../query.ts'
import { type Window, windowSchema } from '../signals/signal.ts'
import type { Store } from '../store/store.ts'

const trafficRow = z.object({
  account: z.string(),
  exchanges: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  days: z.coerce.number(),
  input_tokens: z.coerce.number(),
  output_tokens: z.coerce.number(),
  country: z.string(),
  network_kind: z.string(),
})
const factsRow = z.object({
  account: z.string(),
  country: z.string(),
  plan: z.string(),
  organization: z.string(),
  email_domain: z.string(),
  payment_kind: z.string(),
  kyc: z.string(),
  status: z.string(),
})

const accountTraffic = defineQuery(new URL('./account-traffic.sql', import.meta.url), {
  params: windowSchema,
  row: trafficRow,
})
const accountFacts = defineQuery(new URL('./account-facts.sql', import.meta.url), {
  params: windowSchema,
  row: factsRow,
})

export type Traffic = z.infer<typeof trafficRow>
export type Facts = z.infer<typeof factsRow>

export interface Population {
  readonly size: number
  readonly traffic: readonly Traffic[]
  /** Undefined where the account table does not know the account. */
  readonly facts: readonly (Facts | undefined)[]
  readonly index: ReadonlyMap<string, number>
  /** Stratum of each account: what honest strangers share without knowing each other. */
  readonly stratum: Int32Array
  readonly strata: Int32Array
  readonly knownAccounts: number
  /** Whether organisations are recorded at all: at least one account in a hundred has one. */
  readonly asksOrganization: boolean
}

/** Strata below this size are pooled: their rates would be noise. */
const leastStratum = 200

/** Country is a stratum, never evidence: relabelling countries changes nothing. */
function stratify(labels: readonly string[]): { stratum: Int32Array; strata: Int32Array } {
  const sizes = new Map<string, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const ids = new Map<string, number>()
  const counts = [0]
  const stratum = new Int32Array(labels.length)
  labels.forEach((label, i) => {
    let id = 0
    if ((sizes.get(label) ?? 0) >= leastStratum) {
      id = ids.get(label) ?? counts.length
      if (id === counts.length) counts.push(0)
      ids.set(label, id)
    }
    stratum[i] = id
    counts[id] = (counts[id] ?? 0) + 1
  })
  return { stratum, strata: Int32Array.from(counts) }
}

/** Rows from columns: a million of them as JSON would be checked a field at a time. */
function rowsOf<T extends object>(query: Query<Window, T>, columns: Record<string, ArrayLike<unknown>>): T[] {
  const names = Object.keys((query.row as z.ZodObject).shape)
  return Array.from(columns[names[0] as string] ?? [], (_, i) => {
    const row: Record<string, unknown> = {}
    for (const name of names) row[name] = columns[name]?.[i]
    return row as T
  })
}

/** Reads everybody who made at least one exchange by `until`. O(accounts) memory. */
export async function readPopulation(store: Store, window: Window): Promise<Population> {
  const traffic = rowsOf(accountTraffic, await store.columns(accountTraffic, window))
  const index = new Map(traffic.map((row, i) => [row.account, i]))
  const facts = new Array<Facts | undefined>(traffic.length).fill(undefined)
  for (const row of rowsOf(accountFacts, await store.columns(accountFacts, window))) {
    const position = index.get(row.account)
    if (position !== undefined) facts[position] = row
  }
  const { stratum, strata } = stratify(traffic.map((row, i) => facts[i]?.country || row.country))
  return {
    size: traffic.length,
    traffic,
    facts,
    index,
    stratum,
    strata,
    knownAccounts: facts.filter(Boolean).length,
    asksOrganization: facts.filter(row => row?.organization).length * 100 >= traffic.length,
  }
}
