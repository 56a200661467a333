import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { countMembers, finding, members } from '../../findings/read.ts'
import { memberPageSchema } from '../../model/api.ts'
import type { Finding } from '../../model/finding.ts'
import { defineRoute, idParams, pageQuery, type ServerParts } from '../route.ts'

const query = pageQuery.extend({ search: z.string().max(128).default('') })

async function page(parts: ServerParts, kind: Finding['kind'], id: string, asked: z.infer<typeof query>) {
  const found = await finding(parts.store, id)
  if (found?.kind !== kind)
    throw new AppError('missing', `${kind}/unknown`, `no such ${kind} in the newest run`)
  const total = await countMembers(parts.store, id, asked.search)
  return { total, offset: asked.offset, limit: asked.limit, items: await members(parts.store, id, asked) }
}

/** A page of a campaign's members, the surest first. */
export const campaignMembersList = defineRoute({
  path: '/v1/campaigns/{id}/members',
  operation: 'listCampaignMembers',
  summary: 'Members of one campaign with probability and evidence, paged.',
  params: idParams,
  query,
  answer: memberPageSchema,
  handle: (parts, given) => page(parts, 'campaign', given.params.id, given.query),
})

/** The same for a group. */
export const groupMembersList = defineRoute({
  path: '/v1/groups/{id}/members',
  operation: 'listGroupMembers',
  summary: 'Members of one coordinated group, paged.',
  params: idParams,
  query,
  answer: memberPageSchema,
  handle: (parts, given) => page(parts, 'group', given.params.id, given.query),
})
