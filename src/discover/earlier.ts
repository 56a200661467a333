/** What earlier looks left in the store: who was in which finding, and what has been bet against each. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { Earlier } from './identity.ts'
import type { Hypothesis } from './ledger.ts'
import { engineTime } from './standing.ts'

const until = z.object({ until: z.string() })

const earlierQuery = defineQuery(new URL('./earlier.sql', import.meta.url), {
  params: until,
  row: z.object({ id: z.string(), kind: z.enum(['campaign', 'group']), accounts: z.array(z.string()) }),
})

const ledgerQuery = defineQuery(new URL('./ledger.sql', import.meta.url), {
  params: until,
  row: z.object({
    id: z.string(),
    hand_first: z.coerce.number(),
    hand_last: z.coerce.number(),
    hand_won: z.number(),
    purpose_first: z.coerce.number(),
    purpose_last: z.coerce.number(),
    purpose_won: z.number(),
    named: z.number(),
  }),
})

/** Findings of the latest look up to `at` (epoch milliseconds), the largest first. */
export async function readEarlier(store: Store, at: number): Promise<Earlier[]> {
  const rows = await store.rows(earlierQuery, { until: engineTime(at) })
  return rows.map(({ accounts, ...one }) => ({ ...one, accounts: new Set(accounts) }))
}

/** The bets of all looks before `at` (epoch milliseconds), so that the same look again stands where it stood. */
export async function readLedger(store: Store, at: number): Promise<Map<string, Hypothesis>> {
  const rows = await store.rows(ledgerQuery, { until: engineTime(at) })
  return new Map(
    rows.map(row => [
      row.id,
      {
        hand: { first: row.hand_first, last: row.hand_last, won: row.hand_won },
        ...(row.purpose_first > 0 && {
          purpose: { first: row.purpose_first, last: row.purpose_last, won: row.purpose_won },
        }),
        named: row.named === 1,
      },
    ]),
  )
}

/** Keeps what this look bet; written before the run itself, so that a run that is there has its bets. */
export async function saveLedger(
  store: Store,
  run: string,
  at: number,
  bets: ReadonlyMap<string, Hypothesis>,
): Promise<void> {
  if (bets.size === 0) return
  const rows = [...bets].map(([id, { hand, purpose, named }]) => ({
    run,
    as_of: engineTime(at),
    id,
    hand_first: hand.first,
    hand_last: hand.last,
    hand_won: hand.won,
    purpose_first: purpose?.first ?? 0,
    purpose_last: purpose?.last ?? 0,
    purpose_won: purpose?.won ?? 0,
    named: named ? 1 : 0,
  }))
  await store.append('ledger', `${run}/ledger`, rows)
}
