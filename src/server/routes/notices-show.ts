import { z } from 'zod'
import { noticeLanguages } from '../../contain/notice.ts'
import { noticeFor } from '../../contain/notices.ts'
import { noticeSchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'

/** What the holder of an account is told. */
export const noticesShow = defineRoute({
  path: '/v1/accounts/{id}/notice',
  operation: 'showNotice',
  summary:
    'The notice for an account that a measure holds: what, since when, why, what would clear it, how to appeal.',
  params: idParams,
  query: z.object({ language: z.enum(noticeLanguages).default('en') }),
  answer: noticeSchema,
  handle: (parts, { params, query }) => noticeFor(parts.store, params.id, query.language, parts.clock()),
})
