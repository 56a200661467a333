import { withStates } from '../../contain/life.ts'
import { newestRun } from '../../findings/read.ts'
import { standingSummaries } from '../../findings/standing-findings.ts'
import { overviewSchema } from '../../model/api.ts'
import type { Finding } from '../../model/finding.ts'
import { defineRoute } from '../route.ts'

/** Everything the first page shows, in one answer. */
export const overviewShow = defineRoute({
  path: '/v1/overview',
  operation: 'showOverview',
  summary: 'The newest run: what was looked at, which signals ran, what was found.',
  answer: overviewSchema,
  handle: async ({ store, version, clock }) => {
    const run = await newestRun(store)
    const found = await withStates(store, await standingSummaries(store), clock())
    const of = (kind: Finding['kind']) => found.filter(one => one.kind === kind)
    return { version, ...(run === undefined ? {} : { run }), campaigns: of('campaign'), groups: of('group') }
  },
})
