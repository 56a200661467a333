import { campaignTimeline } from '../../findings/campaign-timeline.ts'
import { standingFindings } from '../../findings/standing-findings.ts'
import type { Finding } from '../../model/finding.ts'
import { campaignTimelineSchema } from '../../model/page.ts'
import { oneFinding } from '../one-finding.ts'
import { defineRoute, idParams, type ServerParts } from '../route.ts'

async function timeline({ store }: ServerParts, kind: Finding['kind'], id: string) {
  const { run, found } = await oneFinding(store, kind, id)
  return campaignTimeline(store, run, found, await standingFindings(store))
}

/** Exchanges by pool and day, with what happened around them. */
export const campaignsTimeline = defineRoute({
  path: '/v1/campaigns/{id}/timeline',
  operation: 'showCampaignTimeline',
  summary: 'Exchanges of one campaign by pool and day; members stopped, models that came, successors.',
  params: idParams,
  answer: campaignTimelineSchema,
  handle: (parts, { params }) => timeline(parts, 'campaign', params.id),
})

/** The same for a group. */
export const groupsTimeline = defineRoute({
  path: '/v1/groups/{id}/timeline',
  operation: 'showGroupTimeline',
  summary: 'Exchanges of one coordinated group by day.',
  params: idParams,
  answer: campaignTimelineSchema,
  handle: (parts, { params }) => timeline(parts, 'group', params.id),
})
