import { withHeld, withStates } from '../../contain/life.ts'
import { newestRun } from '../../findings/read.ts'
import { standingSummaries } from '../../findings/standing-findings.ts'
import { findingListSchema } from '../../model/api.ts'
import type { Finding } from '../../model/finding.ts'
import { defineRoute, type ServerParts } from '../route.ts'

async function summaries({ store, clock }: ServerParts, kind: Finding['kind']) {
  const run = await newestRun(store)
  const all = await withStates(store, await standingSummaries(store), clock())
  const own = all.filter(one => one.kind === kind)
  const items = await withHeld(store, own, clock())
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
