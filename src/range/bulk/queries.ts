/** The statements that draw a large world inside the engine. */
import { z } from 'zod'
import { defineQuery } from '../../query.ts'

const nothing = z.object({})
const seeded = z.object({ seed: z.string(), path: z.string() })
const none = z.unknown()

export const bulkQueries = {
  createCast: defineQuery(new URL('./create-cast.sql', import.meta.url), { params: nothing, row: none }),
  createSwitch: defineQuery(new URL('./create-switch.sql', import.meta.url), { params: nothing, row: none }),
  createVolume: defineQuery(new URL('./create-volume.sql', import.meta.url), { params: nothing, row: none }),
  createPeople: defineQuery(new URL('./create-people.sql', import.meta.url), { params: nothing, row: none }),
  planDay: defineQuery(new URL('./plan-day.sql', import.meta.url), {
    params: z.object({ seed: z.string(), day: z.int() }),
    row: none,
  }),
  writeDay: defineQuery(new URL('./write-day.sql', import.meta.url), {
    params: seeded.extend({ day: z.int(), start: z.int(), hours: z.int(), sketch: z.int() }),
    row: none,
  }),
  writeAccounts: defineQuery(new URL('./write-accounts.sql', import.meta.url), { params: seeded, row: none }),
  writeLabels: defineQuery(new URL('./write-labels.sql', import.meta.url), { params: seeded, row: none }),
  countDay: defineQuery(new URL('./count-day.sql', import.meta.url), {
    params: z.object({ day: z.int() }),
    row: z.object({ exchanges: z.coerce.number() }),
  }),
  countKinds: defineQuery(new URL('./count-kinds.sql', import.meta.url), {
    params: nothing,
    row: z.object({
      kind: z.string(),
      group: z.string(),
      accounts: z.number(),
      exchanges: z.coerce.number(),
      is_campaign: z.number(),
    }),
  }),
  countWritten: defineQuery(new URL('./count-written.sql', import.meta.url), {
    params: z.object({ path: z.string(), from: z.int(), until: z.int() }),
    row: z.object({
      account: z.string(),
      exchanges: z.coerce.number(),
      ids: z.coerce.number(),
      outside: z.coerce.number(),
    }),
  }),
} as const
