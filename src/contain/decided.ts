/** What gateways told an account: kept with the exchange, so that a complaint can be held against what happened. */
import { z } from 'zod'
import { verdicts } from '../model/decision.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

export const decidedSchema = z.object({
  id: z.string().describe('The exchange; refused callers were given it as a reference.'),
  time: z.string().describe('RFC 3339.'),
  decision: z.enum(verdicts),
  measure: z.string(),
  would: z.string().describe('What a measure under trial would have done; empty: none was.'),
  campaign: z.string(),
  refused: z.coerce.boolean(),
  fallback: z.coerce.boolean().describe('It rested on the policy alone, because nothing was known.'),
  probe: z.string().describe('Probe that slowed the call; empty: none.'),
})
export type Decided = z.infer<typeof decidedSchema>

const decidedQuery = defineQuery(new URL('./decided.sql', import.meta.url), {
  params: z.object({ account: z.string(), limit: z.int() }),
  row: decidedSchema,
})

/** The newest first. Calls that simply went on are not among them. */
export const decisionsAbout = (store: Store, account: string, limit: number): Promise<Decided[]> =>
  store.rows(decidedQuery, { account, limit })
