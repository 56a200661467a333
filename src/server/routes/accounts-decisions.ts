import { z } from 'zod'
import { decisionsAbout } from '../../contain/decided.ts'
import { decidedSchema } from '../../model/told.ts'
import { defineRoute, idParams } from '../route.ts'

/** What the gateways did to one account. */
export const accountsDecisions = defineRoute({
  path: '/v1/accounts/{id}/decisions',
  operation: 'listAccountDecisions',
  summary: 'Calls of an account that were watched, limited, asked, refused or slowed, the newest first.',
  params: idParams,
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  answer: z.object({ items: z.array(decidedSchema) }),
  handle: async ({ store }, { params, query }) => ({
    items: await decisionsAbout(store, params.id, query.limit),
  }),
})
