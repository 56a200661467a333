import { z } from 'zod'
import { deliveries } from '../../actions/deliver.ts'
import { defineRoute } from '../route.ts'

/** What was asked of the provider's own systems, and what became of it. */
export const containmentDeliveries = defineRoute({
  path: '/v1/deliveries',
  operation: 'listDeliveries',
  summary: 'Attempts to deliver actions to the configured webhook, the newest first.',
  role: 'review',
  query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
  answer: z.object({
    items: z.array(
      z.object({
        action: z.string().describe('Id of the message, and its idempotency key.'),
        attempt: z.number(),
        at: z.string(),
        outcome: z.string().describe('delivered, retry, or dead: given up.'),
        status: z.number().describe('HTTP status of the answer; 0 when there was none.'),
        reason: z.string(),
      }),
    ),
  }),
  handle: async (parts, { query }) => ({ items: await deliveries(parts.store, query.limit) }),
})
