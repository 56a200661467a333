/** Looks at what new accounts have sent since the last look, and keeps the links that come of it. */
import { z } from 'zod'
import type { KnownSuccessor } from '../decide/known.ts'
import type { Recogniser } from '../decide/recogniser.ts'
import { exchangesMax, type SuccessorLink } from '../decide/successor.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { awayDays } from './read-matching.ts'

const recogniseQueries = {
  active: defineQuery(new URL('./active-accounts.sql', import.meta.url), {
    params: z.object({ since: z.string(), limit: z.int() }),
    row: z.object({ account: z.string() }),
  }),
  fresh: defineQuery(new URL('./fresh-shows.sql', import.meta.url), {
    params: z.object({
      accounts: z.array(z.string()),
      keys: z.array(z.string()),
      most: z.int(),
      away: z.string(),
      until: z.string(),
    }),
    row: z.object({ account: z.string(), position: z.coerce.number(), shown: z.array(z.string()) }),
  }),
} as const

/** Accounts that are looked at in one pass; the rest waits for the next one. */
const activeMax = 200_000
const accountsPerQuery = 5_000
const dayMs = 86_400_000

export interface Look {
  /** Ingested since, epoch milliseconds. */
  readonly since: number
  /** Event time of the newest run, epoch milliseconds. */
  readonly asOf: number
  /** Event time up to which exchanges count, epoch milliseconds. */
  readonly until: number
}

export interface Link extends SuccessorLink {
  readonly account: string
}

/** Accounts that became linked since the last look, each with the first exchange at which the bar was passed. */
export async function lookAtNew(store: Store, recogniser: Recogniser, look: Look): Promise<Link[]> {
  const { matcher } = recogniser
  if (matcher === undefined) return []
  const since = new Date(Math.max(0, look.since)).toISOString()
  const active = await store.rows(recogniseQueries.active, { since, limit: activeMax })
  const accounts = active.map(row => row.account).filter(account => recogniser.isNew(account))
  return lookAt(store, recogniser, accounts, look)
}

/** The same for given accounts, new or not: each is held against the campaigns from its first exchange on. */
export async function lookAt(
  store: Store,
  recogniser: Recogniser,
  accounts: readonly string[],
  { asOf, until }: Omit<Look, 'since'>,
): Promise<Link[]> {
  const { matcher } = recogniser
  if (matcher === undefined) return []
  const links = new Map<string, Link>()
  const asked = {
    keys: [...matcher.bets.keys()],
    most: exchangesMax,
    away: new Date(asOf - awayDays * dayMs).toISOString(),
    until: new Date(until).toISOString(),
  }
  for (let from = 0; from < accounts.length; from += accountsPerQuery) {
    const some = accounts.slice(from, from + accountsPerQuery)
    for await (const row of store.stream(recogniseQueries.fresh, { ...asked, accounts: some })) {
      const link = recogniser.learn(row.account, row.position, row.shown)
      if (link !== undefined && !links.has(row.account))
        links.set(row.account, { ...link, account: row.account })
    }
  }
  return [...links.values()]
}

/** Keeps links in the store; the batch id makes a repeated save harmless. */
export async function saveLinks(store: Store, links: readonly Link[], at: number): Promise<void> {
  if (links.length === 0) return
  const time = new Date(at).toISOString().replace('T', ' ').replace('Z', '')
  const rows = links.map(({ account, campaign, exchanges, wealth, reasons }) => ({
    account,
    campaign,
    at: time,
    exchanges,
    wealth,
    reasons,
  }))
  await store.append('successors', `successors/${at}/${links[0]?.account}`, rows)
}

/** However strong a link is, that much doubt stays. */
const probabilityMost = 0.999

/** Of links that are `wealth` times as many as chance gives, one in `wealth` is chance. */
export const successorOf = (
  link: Pick<Link, 'account' | 'campaign' | 'exchanges' | 'reasons' | 'wealth'>,
): KnownSuccessor => ({
  account: link.account,
  campaign: link.campaign,
  probability: Math.min(probabilityMost, Math.max(0, 1 - 1 / link.wealth)),
  exchanges: link.exchanges,
  reasons: link.reasons,
})
