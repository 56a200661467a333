import { z } from 'zod'
import { auditHead } from '../../audit/read.ts'
import { estimateCampaign } from '../../contain/containment.ts'
import { effectOf } from '../../contain/effect.ts'
import { newestRun } from '../../findings/read.ts'
import { remember } from '../../findings/remember.ts'
import { termsSchema } from '../../model/containment.ts'
import { effectSchema, estimatedSchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'

/** What containing a campaign would touch, before anybody proposes it. */
export const estimateContainment = defineRoute({
  path: '/v1/campaigns/{id}/estimate',
  operation: 'estimateContainment',
  summary:
    'What a measure would have touched in the last days of the log: exchanges, accounts, tokens, and who may be honest.',
  params: idParams,
  query: z.object({ measure: termsSchema.shape.measure.default('limit') }),
  answer: estimatedSchema,
  handle: async ({ store, clock }, { params, query }) => {
    const run = await newestRun(store)
    const { seq } = await auditHead(store)
    // The same run under the same log gives the same numbers; what is allowed for a time is looked at again each hour.
    const key = `estimate ${params.id} ${query.measure} ${seq} ${Math.floor(clock() / 3_600_000)}`
    return remember(store, run?.run ?? '', key, () => estimateCampaign(store, params.id, query, clock()))
  },
})

/** What a containment has done, or in shadow would have done, since it started. */
export const containmentEffect = defineRoute({
  path: '/v1/containments/{id}/effect',
  operation: 'showContainmentEffect',
  summary: 'What a containment met since it started; in shadow, what each measure would have done.',
  params: idParams,
  answer: effectSchema,
  handle: (parts, { params }) => effectOf(parts.store, params.id, parts.clock()),
})
