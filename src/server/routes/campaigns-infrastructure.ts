import { infrastructure } from '../../findings/infrastructure.ts'
import type { Finding } from '../../model/finding.ts'
import { infrastructureSchema } from '../../model/page.ts'
import { oneFinding } from '../one-finding.ts'
import { defineRoute, idParams, type ServerParts } from '../route.ts'

async function show({ store }: ServerParts, kind: Finding['kind'], id: string) {
  const { run } = await oneFinding(store, kind, id)
  return infrastructure(store, run, id)
}

/** What a campaign came through, and who else uses it. */
export const campaignsInfrastructure = defineRoute({
  path: '/v1/campaigns/{id}/infrastructure',
  operation: 'showCampaignInfrastructure',
  summary:
    'Networks, clients, pathways, payments and mail of one campaign, each with strangers who share it.',
  params: idParams,
  answer: infrastructureSchema,
  handle: (parts, { params }) => show(parts, 'campaign', params.id),
})

/** The same for a group. */
export const groupsInfrastructure = defineRoute({
  path: '/v1/groups/{id}/infrastructure',
  operation: 'showGroupInfrastructure',
  summary: 'Networks, clients, pathways, payments and mail of one coordinated group.',
  params: idParams,
  answer: infrastructureSchema,
  handle: (parts, { params }) => show(parts, 'group', params.id),
})
