import { approve, lift, refuse } from '../../contain/containment.ts'
import { proposalSchema, reasonBodySchema } from '../../model/review.ts'
import { defineRoute, idParams } from '../route.ts'
import { byOf } from './review-by.ts'

const act = (verb: 'approve' | 'refuse' | 'lift', run: typeof approve, summary: string) =>
  defineRoute({
    method: 'POST',
    path: `/v1/containments/{id}/${verb}`,
    operation: `${verb}Containment`,
    summary,
    role: 'review',
    params: idParams,
    body: reasonBodySchema,
    answer: proposalSchema,
    handle: (parts, { params, body, principal }) =>
      run(parts.store, params.id, body.reason, byOf(parts, principal, body.request_id)),
  })

/** One person's yes; with the last one needed it is in force. */
export const approveContainment = act(
  'approve',
  approve,
  'Approve a proposed containment. With the last approval needed it holds everybody on its list at once.',
)
/** No to a proposal. */
export const refuseContainment = act('refuse', refuse, 'Refuse a proposed containment.')
/** Undo. */
export const liftContainment = act('lift', lift, 'End a containment at once, for everybody it holds.')
