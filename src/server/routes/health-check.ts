import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { newestRun } from '../../findings/read.ts'
import { defineRoute } from '../route.ts'

const answer = z.object({ status: z.literal('ok') })

/** The process lives. Asks nothing of the store. */
export const healthCheck = defineRoute({
  path: '/healthz',
  operation: 'checkHealth',
  summary: 'Answers while the process lives.',
  role: 'anyone',
  answer,
  handle: async () => ({ status: 'ok' as const }),
})

/** The store answers. A store that does not fails with 503. */
export const readyCheck = defineRoute({
  path: '/readyz',
  operation: 'checkReady',
  summary: 'Answers once the store does.',
  role: 'anyone',
  answer,
  handle: async ({ store, isStopping }) => {
    if (isStopping?.() === true) throw new AppError('upstream', 'http/stopping', 'the service is stopping')
    await newestRun(store)
    return { status: 'ok' as const }
  },
})
