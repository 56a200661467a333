import { readState } from '../../contain/load.ts'
import { campaignTimeline } from '../../findings/campaign-timeline.ts'
import { standingFindings } from '../../findings/standing-findings.ts'
import type { Finding } from '../../model/finding.ts'
import { type CampaignTimeline, campaignTimelineSchema } from '../../model/page.ts'
import type { Store } from '../../store/store.ts'
import { oneFinding } from '../one-finding.ts'
import { defineRoute, idParams, type ServerParts } from '../route.ts'

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

async function timeline({ store }: ServerParts, kind: Finding['kind'], id: string) {
  const { run, found } = await oneFinding(store, kind, id)
  const told = await campaignTimeline(store, run, found, await standingFindings(store))
  return { ...told, marks: [...told.marks, ...(await containmentMarks(store, id))] }
}

/** When containments of a campaign began, and when they were over. */
async function containmentMarks(store: Store, id: string): Promise<CampaignTimeline['marks']> {
  const { containments } = await readState(store)
  return [...containments.values()]
    .filter(one => one.campaign === id && one.since > 0)
    .flatMap(({ terms, since, ended }) => [
      { day: dayOf(since), kind: 'containment' as const, what: terms.measure },
      ...(ended === undefined
        ? []
        : [{ day: ended.at.slice(0, 10), kind: 'lifted' as const, what: terms.measure }]),
    ])
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
