/** Reads who was shut out and how members and honest accounts began, and learns what a return would look like. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { readConduct } from './conduct.ts'
import { learnLikeness } from './likeness.ts'
import { type Closure, honestStatistics, type ReturnModel, returnMs } from './returns.ts'

const returnQueries = {
  closures: defineQuery(new URL('./closures.sql', import.meta.url), {
    params: z.object({ run: z.string(), since: z.string(), until: z.string(), least: z.int() }),
    row: z.object({ campaign: z.string(), from: z.coerce.number(), to: z.coerce.number() }),
  }),
  reference: defineQuery(new URL('./reference-accounts.sql', import.meta.url), {
    params: z.object({ run: z.string(), before: z.string(), limit: z.int() }),
    row: z.object({ account: z.string() }),
  }),
} as const

/** As few as a group has; one closed account is no closed pool. */
const closedLeast = 3
/** Enough for one honest account in two thousand to be told from the next, and few enough to learn from in seconds. */
const honestMax = 10_000
const membersMax = 500

const iso = (ms: number): string => new Date(ms).toISOString()

/** Whose members were shut out so lately that their return is awaited at `now` (epoch milliseconds). */
export const readClosures = (store: Store, run: string, now: number): Promise<Closure[]> =>
  store.rows(returnQueries.closures, {
    run,
    since: iso(Math.max(0, now - returnMs)),
    until: iso(now),
    least: closedLeast,
  })

export interface LearnOptions {
  readonly run: string
  readonly closures: readonly Closure[]
  /** Members by campaign. */
  readonly members: ReadonlyMap<string, Iterable<string>>
  /** Accounts that had begun in all. */
  readonly accounts: number
  /** Awaited about every millisecond; what it throws ends the learning. */
  readonly breath?: () => Promise<void>
}

/** @returns nothing while nobody's return is awaited, or there are no honest accounts to learn from */
export async function learnReturns(store: Store, options: LearnOptions): Promise<ReturnModel | undefined> {
  // Decisions are made in this process: they come first.
  const { run, closures, members, accounts, breath = () => setImmediate() } = options
  if (closures.length === 0) return undefined
  const before = Math.min(...closures.map(one => one.from))
  const names = await store.rows(returnQueries.reference, { run, before: iso(before), limit: honestMax })
  const honest = await readConduct(
    store,
    names.map(row => row.account),
    before,
  )
  if (honest.length === 0) return undefined
  const campaigns: ReturnModel['campaigns'][number][] = []
  for (const closure of closures) {
    const theirs = await readConduct(store, sample(members.get(closure.campaign) ?? []), closure.to)
    if (theirs.length < closedLeast) continue
    campaigns.push({ ...closure, likeness: await learnLikeness(theirs, honest, breath) })
  }
  return { campaigns, honest: await honestStatistics(campaigns, honest, breath), accounts }
}

/** The same members each time, whoever else joins. */
function sample(members: Iterable<string>): string[] {
  const all = [...members]
  if (all.length <= membersMax) return all
  const order = (name: string): string => createHash('sha256').update(name).digest('hex')
  return all
    .map(name => [order(name), name] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, membersMax)
    .map(([, name]) => name)
}
