/** What is known about one account: facts, activity, and what the newest run says of it. */
import { z } from 'zod'
import { memberSchema } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { newestRun } from './read.ts'

const factsSchema = z.object({
  created: z.string(),
  email_domain: z.string(),
  email_shape: z.string(),
  country: z.string().describe('Context, never evidence.'),
  payment_kind: z.string(),
  plan: z.string(),
  kyc: z.string(),
  status: z.string(),
})
const daySchema = z.object({
  day: z.string(),
  exchanges: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
})
const mixSchema = z.object({
  model: z.string(),
  network_kind: z.string(),
  country: z.string(),
  exchanges: z.number(),
})

export const accountViewSchema = z.object({
  account: z.string(),
  facts: factsSchema.optional().describe('Absent when no account record was ever ingested.'),
  days: z.array(daySchema),
  mix: z.array(mixSchema),
  memberships: z.array(
    z.object({ id: z.string(), kind: z.enum(['campaign', 'group']), member: memberSchema }),
  ),
})
export type AccountView = z.infer<typeof accountViewSchema>

const accountParams = z.object({ account: z.string() })

export const accountQueries = {
  facts: defineQuery(new URL('./account-facts.sql', import.meta.url), {
    params: accountParams,
    row: factsSchema,
  }),
  activity: defineQuery(new URL('./account-activity.sql', import.meta.url), {
    params: accountParams,
    row: daySchema,
  }),
  mix: defineQuery(new URL('./account-mix.sql', import.meta.url), { params: accountParams, row: mixSchema }),
  memberships: defineQuery(new URL('./account-memberships.sql', import.meta.url), {
    params: z.object({ run: z.string(), account: z.string() }),
    row: z.object({ id: z.string(), kind: z.enum(['campaign', 'group']), body: z.string() }),
  }),
} as const

/** Everything the store holds on one account, or nothing when it was never seen. */
export async function account(store: Store, name: string): Promise<AccountView | undefined> {
  const run = await newestRun(store)
  const [facts] = await store.rows(accountQueries.facts, { account: name })
  const days = await store.rows(accountQueries.activity, { account: name })
  const mix = await store.rows(accountQueries.mix, { account: name })
  const held =
    run === undefined ? [] : await store.rows(accountQueries.memberships, { run: run.run, account: name })
  if (facts === undefined && days.length === 0 && held.length === 0) return undefined
  return {
    account: name,
    ...(facts === undefined ? {} : { facts }),
    days: days.reverse(),
    mix,
    memberships: held.map(row => ({
      id: row.id,
      kind: row.kind,
      member: memberSchema.parse(JSON.parse(row.body)),
    })),
  }
}
