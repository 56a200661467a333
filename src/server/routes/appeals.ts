import { answerAppeal, listAppeals, openAppeal } from '../../contain/appeal.ts'
import { appealAnswerSchema, appealBodySchema, appealListSchema, appealSchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'
import { byOf } from './review-by.ts'

const mostListed = 500

/** Appeals, open ones first. */
export const appealsList = defineRoute({
  path: '/v1/appeals',
  operation: 'listAppeals',
  summary: 'Appeals of account holders, open ones first.',
  role: 'review',
  answer: appealListSchema,
  handle: async parts => ({ items: await listAppeals(parts.store, mostListed) }),
})

/** Takes an appeal in, from whatever form or desk the provider has. */
export const appealsOpen = defineRoute({
  method: 'POST',
  path: '/v1/appeals',
  operation: 'openAppeal',
  summary: 'Hand in the appeal of an account holder. An account has one open appeal at a time.',
  role: 'ingest',
  body: appealBodySchema,
  bodyBytes: 64 * 1024,
  answer: appealSchema,
  handle: (parts, { body, principal }) =>
    openAppeal(parts.store, body, byOf(parts, principal, body.request_id)),
})

/** Answers an appeal; granting it is the release. */
export const appealsAnswer = defineRoute({
  method: 'POST',
  path: '/v1/appeals/{id}/answer',
  operation: 'answerAppeal',
  summary:
    'Answer an appeal with a reason for the log and words for the holder. Granting it releases the account.',
  role: 'review',
  params: idParams,
  body: appealAnswerSchema,
  answer: appealSchema,
  handle: (parts, { params, body, principal }) =>
    answerAppeal(parts.store, params.id, body, byOf(parts, principal, body.request_id)),
})
