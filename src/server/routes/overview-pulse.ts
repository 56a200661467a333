import { auditHead } from '../../audit/read.ts'
import { newestRun } from '../../findings/read.ts'
import { pulseSchema } from '../../model/page.ts'
import { defineRoute } from '../route.ts'

/** What an open page asks every few seconds: it reads the rest again only when this has changed. */
export const overviewPulse = defineRoute({
  path: '/v1/pulse',
  operation: 'showPulse',
  summary: 'Changes whenever there is something new to see: a run, or an act of a person.',
  answer: pulseSchema,
  handle: async ({ store }) => {
    const run = await newestRun(store)
    const { seq } = await auditHead(store)
    return { run: run?.run ?? '', as_of: run?.as_of ?? '', acts: seq }
  },
})
