import { recallAccount, releaseAccount } from '../../contain/allow-list.ts'
import { readState } from '../../contain/load.ts'
import { releaseBodySchema, releaseViewSchema } from '../../model/review.ts'
import type { Store } from '../../store/store.ts'
import { defineRoute, idParams } from '../route.ts'
import { byOf } from './review-by.ts'

async function releases(store: Store, account: string) {
  const from = (await readState(store)).released.get(account) ?? []
  return { account, released: [...from].map(([campaign, why]) => ({ campaign, ...why })) }
}

/** Lets one account go, whatever later runs say of it. */
export const releaseAccountRoute = defineRoute({
  method: 'POST',
  path: '/v1/accounts/{id}/release',
  operation: 'releaseAccount',
  summary: 'Release one account from a campaign, or from all, with a reason. It is not held again.',
  role: 'review',
  params: idParams,
  body: releaseBodySchema,
  answer: releaseViewSchema,
  handle: async (parts, { params, body, principal }) => {
    const by = byOf(parts, principal, body.request_id)
    await releaseAccount(parts.store, params.id, body.campaign, body.reason, by)
    return releases(parts.store, params.id)
  },
})

/** Takes a release back. */
export const recallAccountRoute = defineRoute({
  method: 'POST',
  path: '/v1/accounts/{id}/recall',
  operation: 'recallAccount',
  summary: 'Take the release of an account back, with a reason.',
  role: 'review',
  params: idParams,
  body: releaseBodySchema,
  answer: releaseViewSchema,
  handle: async (parts, { params, body, principal }) => {
    const by = byOf(parts, principal, body.request_id)
    await recallAccount(parts.store, params.id, body.campaign, body.reason, by)
    return releases(parts.store, params.id)
  },
})
