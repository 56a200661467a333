import { readState } from '../../contain/load.ts'
import { AppError } from '../../errors.ts'
import { account } from '../../findings/account.ts'
import { accountPageSchema } from '../../model/api.ts'
import { defineRoute, idParams } from '../route.ts'

/** One account: facts, activity, memberships, and what people decided about it. */
export const accountsShow = defineRoute({
  path: '/v1/accounts/{id}',
  operation: 'showAccount',
  summary: 'What is known about one account, and what the newest run says of it.',
  params: idParams,
  answer: accountPageSchema,
  handle: async ({ store }, { params }) => {
    const found = await account(store, params.id)
    if (found === undefined) throw new AppError('missing', 'account/unknown', 'this account was never seen')
    const released = (await readState(store)).released.get(params.id) ?? []
    return { ...found, released: [...released].map(([campaign, why]) => ({ campaign, ...why })) }
  },
})
