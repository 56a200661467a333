/**
 * Standing: may a look add to what an earlier one read? What was read up to a time still stands where the store has just
 * as many exchanges up to it, none of them stored later.
 */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const standingQuery = defineQuery(new URL('./standing.sql', import.meta.url), {
  params: z.object({ since: z.string(), until: z.string() }),
  row: z.object({
    earlier: z.coerce.number(),
    earlier_stored: z.coerce.number(),
    exchanges: z.coerce.number(),
    stored: z.coerce.number(),
    opened: z.coerce.number(),
  }),
})

/** Epoch milliseconds as the engine writes and binds times. */
export const engineTime = (ms: number): string =>
  new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

/** What came after what is kept; times are the engine's. */
export interface News {
  /** Up to here everything was read. */
  readonly since: string
  /** The first moment after it, and the last one of this look. */
  readonly after: string
  readonly until: string
  readonly exchanges: number
  /** Whether the account table says what it said. */
  readonly accountsStand: boolean
}

/** Up to when an earlier look read, and what it saw of the store. */
export interface Upto {
  readonly at: number
  readonly exchanges: number
  readonly stored: number
  /** The last line heard about accounts. */
  readonly facts: string
}

/**
 * @param at event time of this look, epoch milliseconds
 * @returns where this look stands, and the news since `before`; none where lines came late or are gone, or there is no `before`
 */
export async function compare(
  store: Store,
  before: Upto | undefined,
  at: number,
  facts: string,
): Promise<{ upto: Upto; news?: News }> {
  const since = engineTime(before?.at ?? 0)
  const until = engineTime(at)
  const [seen] = await store.rows(standingQuery, { since, until })
  const { earlier = 0, earlier_stored = 0, exchanges = 0, stored = 0, opened = 0 } = seen ?? {}
  const upto = { at, exchanges, stored, facts }
  if (!before || at < before.at || earlier !== before.exchanges || earlier_stored !== before.stored)
    return { upto }
  const news = {
    since,
    after: engineTime(before.at + 1),
    until,
    exchanges: exchanges - earlier,
    accountsStand: opened === 0 && facts === before.facts,
  }
  return { upto, news }
}
