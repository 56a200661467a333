import { allow, allowList, disallow } from '../../contain/allow-list.ts'
import { allowBodySchema, allowListSchema } from '../../model/review.ts'
import { defineRoute } from '../route.ts'
import { byOf } from './review-by.ts'

/** Who is never touched. */
export const allowListShow = defineRoute({
  path: '/v1/allow-list',
  operation: 'showAllowList',
  summary: 'Accounts, organisations and keys that no list, rule or campaign ever touches.',
  answer: allowListSchema,
  handle: async parts => ({ items: await allowList(parts.store, parts.clock()) }),
})

/** Puts a party on the list. */
export const allowListAdd = defineRoute({
  method: 'POST',
  path: '/v1/allow-list',
  operation: 'addToAllowList',
  summary: 'Put an account, organisation or key on the allow list, with a reason.',
  role: 'review',
  body: allowBodySchema,
  answer: allowListSchema,
  handle: async (parts, { body, principal }) => {
    const { request_id, ...asked } = body
    await allow(parts.store, asked, byOf(parts, principal, request_id))
    return { items: await allowList(parts.store, parts.clock()) }
  },
})

/** Takes a party off the list. */
export const allowListRemove = defineRoute({
  method: 'POST',
  path: '/v1/allow-list/remove',
  operation: 'removeFromAllowList',
  summary: 'Take a party off the allow list, with a reason.',
  role: 'review',
  body: allowBodySchema.omit({ until: true }),
  answer: allowListSchema,
  handle: async (parts, { body, principal }) => {
    await disallow(parts.store, body, body.reason, byOf(parts, principal, body.request_id))
    return { items: await allowList(parts.store, parts.clock()) }
  },
})
