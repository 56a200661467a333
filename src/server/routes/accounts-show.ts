import { AppError } from '../../errors.ts'
import { account } from '../../findings/account.ts'
import { accountViewSchema } from '../../model/api.ts'
import { defineRoute, idParams } from '../route.ts'

/** One account: facts, activity, memberships. */
export const accountsShow = defineRoute({
  path: '/v1/accounts/{id}',
  operation: 'showAccount',
  summary: 'What is known about one account, and what the newest run says of it.',
  params: idParams,
  answer: accountViewSchema,
  handle: async ({ store }, { params }) => {
    const found = await account(store, params.id)
    if (found === undefined) throw new AppError('missing', 'account/unknown', 'this account was never seen')
    return found
  },
})
