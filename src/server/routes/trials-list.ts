import { z } from 'zod'
import { readTrials } from '../../contain/trials.ts'
import { trialSchema } from '../../model/told.ts'
import { defineRoute } from '../route.ts'

const dayMs = 86_400_000

/** Shadow mode, rule by rule: counted in the store, so that gateways and restarts change nothing. */
export const trialsList = defineRoute({
  path: '/v1/trials',
  operation: 'listTrials',
  summary: 'What each rule and containment in shadow mode would have done to the calls of the last days.',
  query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
  answer: z.object({ items: z.array(trialSchema) }),
  handle: async ({ store, clock }, { query }) => ({
    items: await readTrials(store, clock() - query.days * dayMs),
  }),
})
