import type { z } from 'zod'
import { review, type Word } from '../../contain/review.ts'
import { reviewedSchema, reviewSchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'
import { byOf } from './review-by.ts'

function wordOf(body: z.infer<typeof reviewSchema>): Word {
  if (body.verdict === 'assign') return { verdict: 'assign', to: body.to }
  if (body.verdict !== 'contain') return { verdict: body.verdict, reason: body.reason }
  const { verdict, reason, request_id: _, ...terms } = body
  return { verdict, reason, terms }
}

/** An analyst's word on a campaign or group. */
export const reviewCampaign = defineRoute({
  method: 'POST',
  path: '/v1/campaigns/{id}/review',
  operation: 'reviewCampaign',
  summary:
    'Confirm, dismiss, contain or release a campaign, with a reason; comment on it or assign it. Written to the audit log.',
  role: 'review',
  params: idParams,
  body: reviewSchema,
  answer: reviewedSchema,
  handle: (parts, { params, body, principal }) =>
    review(parts.store, params.id, wordOf(body), byOf(parts, principal, body.request_id)),
})
