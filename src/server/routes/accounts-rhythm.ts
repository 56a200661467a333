import { AppError } from '../../errors.ts'
import { account } from '../../findings/account.ts'
import { accountRhythm } from '../../findings/account-rhythm.ts'
import { newestRun } from '../../findings/read.ts'
import { accountRhythmSchema } from '../../model/page.ts'
import { defineRoute, idParams } from '../route.ts'

/** An account's hours and habits. */
export const accountsRhythm = defineRoute({
  path: '/v1/accounts/{id}/rhythm',
  operation: 'showAccountRhythm',
  summary: 'Hours of the week in which one account works, and which sketches it shares with whom.',
  params: idParams,
  answer: accountRhythmSchema,
  handle: async ({ store }, { params }) => {
    const known = await account(store, params.id)
    if (known === undefined) throw new AppError('missing', 'account/unknown', 'this account was never seen')
    const run = await newestRun(store)
    return accountRhythm(store, run?.run ?? '', known.memberships[0]?.id ?? '', params.id)
  },
})
