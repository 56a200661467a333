/** An account's hours and habits: when it works, and which sketches its exchanges share with whom. */
import { z } from 'zod'
import type { AccountRhythm } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { remember } from './remember.ts'

const accountParams = z.object({ account: z.string() })

export const accountRhythmQueries = {
  hours: defineQuery(new URL('./account-rhythm.sql', import.meta.url), {
    params: accountParams,
    row: z.object({ weekday: z.number(), hour: z.number(), exchanges: z.number() }),
  }),
  sketches: defineQuery(new URL('./account-sketches.sql', import.meta.url), {
    params: accountParams.extend({ run: z.string(), id: z.string() }),
    row: z.object({
      what: z.enum(['template', 'system', 'toolset', 'profile']),
      value: z.string(),
      exchanges: z.number(),
      members: z.number(),
      strangers: z.number(),
    }),
  }),
  questions: defineQuery(new URL('./account-questions.sql', import.meta.url), {
    params: accountParams,
    row: z.object({ exchanges: z.number(), sketched: z.number(), questions: z.number() }),
  }),
} as const

/** `id` is the account's campaign or group in `run`; empty when it has none. */
export async function accountRhythm(
  store: Store,
  run: string,
  id: string,
  account: string,
): Promise<AccountRhythm> {
  const hours = await store.rows(accountRhythmQueries.hours, { account })
  const sketches = await remember(store, run, `sketches ${id} ${account}`, () =>
    store.rows(accountRhythmQueries.sketches, { account, run, id }),
  )
  const [asked] = await store.rows(accountRhythmQueries.questions, { account })
  return { hours, sketches, ...(asked ?? { exchanges: 0, sketched: 0, questions: 0 }) }
}
