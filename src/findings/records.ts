/** Is this the largest ever measured here? Every campaign of every run, and what has been published elsewhere. */
import { z } from 'zod'
import { findingSchema } from '../model/finding.ts'
import type { Records } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { listFindings, newestRun } from './read.ts'
import { remember } from './remember.ts'

const most = 1_000

export const recordsQuery = defineQuery(new URL('./records.sql', import.meta.url), {
  params: z.object({ limit: z.int() }),
  row: z.object({ id: z.string(), body: z.string() }),
})

/** Sizes that providers have made public; rounded as they were published. */
const published: Records['published'] = [
  { name: '2026, one laboratory: 22 April to 5 June', exchanges: 28_800_000, accounts: 25_000, days: 45 },
  { name: '2026, three laboratories together', exchanges: 16_000_000, accounts: 24_000 },
]

/** The largest first. */
export async function records(store: Store): Promise<Records> {
  const run = await newestRun(store)
  if (run === undefined) return { here: [], published }
  return remember(store, run.run, 'records', async () => {
    const rows = await store.rows(recordsQuery, { limit: most })
    const standing = new Set((await listFindings(store, 'campaign')).map(one => one.id))
    const here = rows.map(row => {
      const { id, name, accounts, exchanges, output_tokens, first, last, confidence, capabilities } =
        findingSchema.parse(JSON.parse(row.body))
      const size = { accounts, exchanges, output_tokens, first, last, confidence, capabilities }
      return { id, name, ...size, current: standing.has(id) }
    })
    return { here, published }
  })
}
