/** What rules and containments under trial would have done to the calls that gateways recorded. */
import { z } from 'zod'
import { type Trial, trialSchema } from '../model/told.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const trialsQuery = defineQuery(new URL('./trials.sql', import.meta.url), {
  params: z.object({ since: z.string(), limit: z.int() }),
  row: trialSchema,
})

/** Rules and containments are tens; more than this would be nobody's policy. */
const trialsMax = 1_000

/** By rule or containment and measure, since `since` (epoch milliseconds). Calls that no gateway recorded are not among them. */
export const readTrials = (store: Store, since: number): Promise<Trial[]> =>
  store.rows(trialsQuery, { since: new Date(since).toISOString(), limit: trialsMax })
