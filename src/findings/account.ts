/** What is known about one account: facts, activity, and what the newest run says of it. */
import { z } from 'zod'
import { type AccountView, accountViewSchema } from '../model/api.ts'
import { memberSchema } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { newestRun } from './read.ts'

const accountParams = z.object({ account: z.string() })

export const accountQueries = {
  facts: defineQuery(new URL('./account-facts.sql', import.meta.url), {
    params: accountParams,
    row: accountViewSchema.shape.facts.unwrap(),
  }),
  activity: defineQuery(new URL('./account-activity.sql', import.meta.url), {
    params: accountParams,
    row: accountViewSchema.shape.days.element,
  }),
  mix: defineQuery(new URL('./account-mix.sql', import.meta.url), {
    params: accountParams,
    row: accountViewSchema.shape.mix.element,
  }),
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
