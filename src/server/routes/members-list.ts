import { z } from 'zod'
import { memberRows } from '../../findings/member-rows.ts'
import type { Finding } from '../../model/finding.ts'
import { memberRowsSchema, memberSorts } from '../../model/page.ts'
import { oneFinding } from '../one-finding.ts'
import { defineRoute, idParams, pageQuery, type ServerParts } from '../route.ts'

const query = pageQuery.extend({
  // A download of 25,000 rows takes a handful of requests, a screen takes one.
  limit: z.coerce.number().int().min(1).max(5_000).default(100),
  search: z.string().max(128).default('').describe('Part of an account’s name.'),
  held: z.string().max(300).default('').describe('A shared value as evidence names it.'),
  sort: z.enum(memberSorts).default('probability'),
  order: z.enum(['up', 'down']).default('down'),
})

async function page({ store }: ServerParts, kind: Finding['kind'], id: string, asked: z.infer<typeof query>) {
  const { run } = await oneFinding(store, kind, id)
  return memberRows(store, run.run, id, { ...asked, down: asked.order === 'down' })
}

/** Members of a campaign in any order, the surest first unless told. */
export const campaignMembersList = defineRoute({
  path: '/v1/campaigns/{id}/members',
  operation: 'listCampaignMembers',
  summary: 'Members of one campaign with probability and evidence, paged and sorted.',
  params: idParams,
  query,
  answer: memberRowsSchema,
  handle: (parts, given) => page(parts, 'campaign', given.params.id, given.query),
})

/** The same for a group. */
export const groupMembersList = defineRoute({
  path: '/v1/groups/{id}/members',
  operation: 'listGroupMembers',
  summary: 'Members of one coordinated group, paged and sorted.',
  params: idParams,
  query,
  answer: memberRowsSchema,
  handle: (parts, given) => page(parts, 'group', given.params.id, given.query),
})
