import { readState } from '../../contain/load.ts'
import { campaignOf, campaignStateAt } from '../../contain/state.ts'
import { campaignRecordSchema } from '../../model/containment.ts'
import { defineRoute, idParams } from '../route.ts'

/** What people said of a campaign or group so far. */
export const campaignsRecord = defineRoute({
  path: '/v1/campaigns/{id}/record',
  operation: 'showCampaignRecord',
  summary:
    'State, assignee, verdicts and comments of one campaign or group; `new` when nobody said anything.',
  params: idParams,
  answer: campaignRecordSchema,
  handle: async ({ store, clock }, { params }) => {
    const state = await readState(store)
    return { ...campaignOf(state, params.id), state: campaignStateAt(state, params.id, clock()) }
  },
})
