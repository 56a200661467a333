/** What gateways told an account: kept with the exchange, so that a complaint can be held against what happened. */
import { z } from 'zod'
import { type Decided, decidedSchema } from '../model/told.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const decidedQuery = defineQuery(new URL('./decided.sql', import.meta.url), {
  params: z.object({ account: z.string(), limit: z.int() }),
  row: decidedSchema,
})

/** The newest first. Calls that simply went on are not among them. */
export const decisionsAbout = (store: Store, account: string, limit: number): Promise<Decided[]> =>
  store.rows(decidedQuery, { account, limit })
