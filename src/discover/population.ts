/** Everybody with traffic, as dense numbers: an account is its position in `accounts`. */
import { z } from 'zod'
import { defineQuery, type Query } from '../query.ts'
import { type Window, windowSchema } from '../signals/signal.ts'
import type { Store } from '../store/store.ts'
import { engineTime, type News } from './standing.ts'

const factsRow = z.object({
  account: z.string(),
  country: z.string(),
  plan: z.string(),
  organization: z.string(),
  email_domain: z.string(),
  payment_kind: z.string(),
  payment_instrument: z.string(),
  public_mail: z.coerce.number(),
  kyc: z.string(),
  status: z.string(),
})

const accountTraffic = defineQuery(new URL('./account-traffic.sql', import.meta.url), {
  params: windowSchema.extend({ since: z.string() }),
  row: z.unknown(),
})
const accountFacts = defineQuery(new URL('./account-facts.sql', import.meta.url), {
  params: windowSchema,
  row: factsRow,
})

export interface Traffic {
  readonly account: string
  readonly exchanges: number
  /** Epoch milliseconds. */
  readonly first: number
  readonly last: number
  /** On which it was used. */
  readonly days: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** Seen most often; of those that were as often, the first by name. */
  readonly country: string
  readonly network_kind: string
}
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

/** How often each name was seen. */
type Seen = readonly [names: string[], counts: number[]]

function plus([names, counts]: Seen, [others, more]: Seen): Seen {
  const [all, sums] = [[...names], [...counts]]
  others.forEach((name, i) => {
    const at = all.indexOf(name)
    if (at < 0) {
      all.push(name)
      sums.push(more[i] as number)
    } else sums[at] = (sums[at] as number) + (more[i] as number)
  })
  return [all, sums]
}

function most([names, counts]: Seen): string {
  let best = 0
  for (let i = 1; i < names.length; i++) {
    const lead = (counts[i] as number) - (counts[best] as number)
    if (lead > 0 || (lead === 0 && (names[i] as string) < (names[best] as string))) best = i
  }
  return names[best] ?? ''
}

/** What was counted of an account, so that more can be added. */
interface Counted extends Traffic {
  readonly countries: Seen
  readonly kinds: Seen
}

const seen = (json: unknown): Seen => {
  const [names = [], counts = []] = JSON.parse(json as string) as [string[], (number | string)[]]
  return [names, counts.map(Number)]
}

/** Reads what everybody did in some time, in order of appearance. */
async function readTraffic(store: Store, since: string, until: string): Promise<Counted[]> {
  const columns = await store.columns(accountTraffic, { since, until })
  const number = (name: string, i: number): number => Number(columns[name]?.[i])
  return Array.from((columns.account ?? []) as string[], (account, i) => {
    const [countries, kinds] = [seen(columns.countries?.[i]), seen(columns.kinds?.[i])]
    return {
      account,
      exchanges: number('exchanges', i),
      first: number('first', i),
      last: number('last', i),
      days: number('days', i),
      input_tokens: number('input_tokens', i),
      output_tokens: number('output_tokens', i),
      country: most(countries),
      network_kind: most(kinds),
      countries,
      kinds,
    }
  })
}

const dayOf = (time: number): number => Math.floor(time / 86_400_000)

/** What an account did, and then did more: all of it later. */
function together(before: Counted, then: Counted): Counted {
  const countries = plus(before.countries, then.countries)
  const kinds = plus(before.kinds, then.kinds)
  return {
    ...before,
    exchanges: before.exchanges + then.exchanges,
    last: then.last,
    days: before.days + then.days - (dayOf(before.last) === dayOf(then.first) ? 1 : 0),
    input_tokens: before.input_tokens + then.input_tokens,
    output_tokens: before.output_tokens + then.output_tokens,
    country: most(countries),
    network_kind: most(kinds),
    countries,
    kinds,
  }
}

/** Everybody's traffic, kept from look to look. */
export class Census {
  #kept: Counted[] | undefined

  /** @param news what came since the last time; without, everything is counted anew */
  async read(store: Store, until: string, news?: News): Promise<readonly Traffic[]> {
    const before = news ? this.#kept : undefined
    this.#kept = undefined
    const since = before && news ? news.after : engineTime(0)
    const came = await readTraffic(store, since, until)
    if (before) {
      const places = new Map(before.map(({ account }, i) => [account, i]))
      const all = [...before]
      for (const one of came) {
        const place = places.get(one.account)
        if (place === undefined) all.push(one)
        else all[place] = together(before[place] as Counted, one)
      }
      this.#kept = all
    } else this.#kept = came
    return this.#kept
  }
}

/** Reads everybody who made at least one exchange by `until`. O(accounts) memory. */
export async function readPopulation(
  store: Store,
  window: Window,
  census = new Census(),
  news?: News,
): Promise<Population> {
  const traffic = await census.read(store, window.until, news)
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
