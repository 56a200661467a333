import { withStates } from '../../contain/life.ts'
import { listFindings, newestRun } from '../../findings/read.ts'
import { findingListSchema, findingSummarySchema } from '../../model/api.ts'
import type { Finding } from '../../model/finding.ts'
import { defineRoute, type ServerParts } from '../route.ts'

async function summaries({ store, clock }: ServerParts, kind: Finding['kind']) {
  const run = await newestRun(store)
  const found = await withStates(store, await listFindings(store, kind), clock())
  const items = found.map(one => findingSummarySchema.parse(one))
  return { ...(run === undefined ? {} : { as_of: run.as_of }), items }
}

/** Campaigns: one hand, and extracting. */
export const campaignsList = defineRoute({
  path: '/v1/campaigns',
  operation: 'listCampaigns',
  summary: 'Campaigns of the newest run, the largest first.',
  answer: findingListSchema,
  handle: parts => summaries(parts, 'campaign'),
})

/** Groups: coordinated, and left alone. */
export const groupsList = defineRoute({
  path: '/v1/groups',
  operation: 'listGroups',
  summary: 'Coordinated groups that are not called campaigns, each with the reason.',
  answer: findingListSchema,
  handle: parts => summaries(parts, 'group'),
})
