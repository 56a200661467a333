import { z } from 'zod'
import { leaseGrantSchema, leaseRequestSchema } from '../../decide/lease.ts'
import { waysIn } from '../../decide/settings.ts'
import { AppError } from '../../errors.ts'
import { decideRequestSchema, decisionSchema } from '../../model/decision.ts'
import { isPlainCall } from '../../model/plain-call.ts'
import { defineRoute, needed } from '../route.ts'

/** A request may carry its texts; they are counted and dropped. */
const requestBytes = 50 * 1024 * 1024

/** What to do with one call of a model. */
export const decideCall = defineRoute({
  method: 'POST',
  path: '/v1/decide',
  operation: 'decideCall',
  isHot: true,
  summary:
    'Decide about one call before it is made. Where the account has a budget, its tokens are reserved: settle them.',
  role: 'decide',
  query: z.object({ way: z.enum(waysIn).default('decide') }),
  body: decideRequestSchema,
  isPlain: isPlainCall,
  bodyBytes: requestBytes,
  answer: decisionSchema,
  handle: (parts, { body, query }) => needed(parts.decider, 'decisions').decide(body, query.way),
})

const settlementSchema = z.object({
  reservation: z.string().min(1).max(500),
  usage: z
    .object({
      input_tokens: z.int().min(0).default(0),
      output_tokens: z.int().min(0).default(0),
    })
    .optional()
    .describe('What the call cost; absent: nobody knows, and the reservation counts in full.'),
})

/** The call has ended. */
export const settleCall = defineRoute({
  method: 'POST',
  path: '/v1/settle',
  operation: 'settleCall',
  isHot: true,
  summary: 'End a reservation with what the call did cost; what was reserved above that is free again.',
  role: 'decide',
  body: settlementSchema,
  answer: z.object({
    settled: z.boolean().describe('False: settled before, or expired and counted in full.'),
  }),
  handle: (parts, { body }) => {
    const { usage, reservation } = body
    const cost = usage && usage.input_tokens + usage.output_tokens
    return { settled: needed(parts.decider, 'decisions').settle(reservation, cost) }
  },
})

/** A gateway that counts by itself takes room for the next seconds. */
export const leaseBudget = defineRoute({
  method: 'POST',
  path: '/v1/budgets/lease',
  operation: 'leaseBudget',
  isHot: true,
  summary: 'Lease a share of a budget for some seconds, and report what was spent of the last one.',
  role: 'decide',
  body: leaseRequestSchema,
  answer: leaseGrantSchema,
  handle: (parts, { body }) => {
    const grant = needed(parts.decider, 'decisions').lease(body)
    if (grant === undefined)
      throw new AppError('missing', 'budget/unknown', 'nobody is held under this budget now')
    return grant
  },
})
