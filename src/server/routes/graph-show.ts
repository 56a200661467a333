import { z } from 'zod'
import { linkMap } from '../../findings/link-map.ts'
import type { Finding } from '../../model/finding.ts'
import { linkMapSchema } from '../../model/page.ts'
import { oneFinding } from '../one-finding.ts'
import { defineRoute, idParams, type ServerParts } from '../route.ts'

const query = z.object({
  within: z
    .string()
    .max(400)
    .regex(/^([+-]\d{1,4})*$/)
    .default('')
    .describe('A bundle of an earlier answer, to open it.'),
})

async function graph({ store }: ServerParts, kind: Finding['kind'], id: string, within: string) {
  const { run } = await oneFinding(store, kind, id)
  return linkMap(store, run.run, id, within)
}

/** How members are linked: values as hubs, members as counted bundles. */
export const campaignGraphShow = defineRoute({
  path: '/v1/campaigns/{id}/graph',
  operation: 'showCampaignGraph',
  summary: 'Map of how the members of one campaign are linked, small enough to read at any size.',
  params: idParams,
  query,
  answer: linkMapSchema,
  handle: (parts, given) => graph(parts, 'campaign', given.params.id, given.query.within),
})

/** The same for a group. */
export const groupGraphShow = defineRoute({
  path: '/v1/groups/{id}/graph',
  operation: 'showGroupGraph',
  summary: 'Map of how the members of one coordinated group are linked.',
  params: idParams,
  query,
  answer: linkMapSchema,
  handle: (parts, given) => graph(parts, 'group', given.params.id, given.query.within),
})
