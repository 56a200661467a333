import { z } from 'zod'
import { requireContainment } from '../../contain/containment.ts'
import { readState } from '../../contain/load.ts'
import { statusAt } from '../../contain/state.ts'
import { containmentStatuses } from '../../model/containment.ts'
import { proposalListSchema, proposalSchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'

const mostListed = 1_000

/** Every containment, the newest first. */
export const containmentsList = defineRoute({
  path: '/v1/containments',
  operation: 'listContainments',
  summary: 'Containments, the newest first: proposed, in force, and what became of the others.',
  query: z.object({
    status: z.enum(containmentStatuses).optional(),
    campaign: z.string().max(256).optional(),
  }),
  answer: proposalListSchema,
  handle: async (parts, { query }) => {
    const at = parts.clock()
    const state = await readState(parts.store)
    const items = [...state.containments.values()]
      .filter(one => query.campaign === undefined || one.campaign === query.campaign)
      .map(one => ({ ...one, status: statusAt(one, at) }))
      .filter(one => query.status === undefined || one.status === query.status)
      .reverse()
      .slice(0, mostListed)
    return { items: items.map(one => ({ ...requireContainment(state, one.id, at), containment: one })) }
  },
})

/** One containment. */
export const containmentsShow = defineRoute({
  path: '/v1/containments/{id}',
  operation: 'showContainment',
  summary: 'One containment: its terms, its estimate, who approved it, how it ended.',
  params: idParams,
  answer: proposalSchema,
  handle: async (parts, { params }) => {
    const at = parts.clock()
    const found = requireContainment(await readState(parts.store), params.id, at)
    return { ...found, containment: { ...found.containment, status: statusAt(found.containment, at) } }
  },
})
