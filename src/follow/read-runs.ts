/** The history of runs, as far as matching needs it. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const runsQuery = defineQuery(new URL('./runs.sql', import.meta.url), {
  params: z.object({ limit: z.int() }),
  row: z.object({
    run: z.string(),
    looked: z.coerce.number(),
    campaigns: z.coerce.number(),
    accounts: z.coerce.number(),
  }),
})
const runsMax = 1_000_000

/**
 * @returns event time (epoch milliseconds) of the first run that named a campaign, and the accounts `run` saw
 */
export async function readRuns(store: Store, run: string): Promise<{ firstFound: number; accounts: number }> {
  const rows = await store.rows(runsQuery, { limit: runsMax })
  return {
    firstFound: rows.find(row => row.campaigns > 0)?.looked ?? 0,
    accounts: rows.find(row => row.run === run)?.accounts ?? 0,
  }
}
