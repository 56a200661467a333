import { z } from 'zod'
import { tlpLevels } from '../../share/stix/object.ts'
import { defineRoute, needed } from '../route.ts'
import { publishCampaigns } from '../share-campaigns.ts'
import { byOf } from './review-by.ts'

/** A person's word that campaigns may go out: nothing is published by itself. */
export const sharePublish = defineRoute({
  method: 'POST',
  path: '/v1/share/publish',
  operation: 'publishCampaigns',
  summary:
    'Publish campaigns on the TAXII feed: what `stillwatch share publish` does, while the service has the store.',
  role: 'admin',
  body: z.object({
    campaign: z.string().min(1).max(128).optional().describe('All of the newest detection unless told.'),
    producer: z.string().min(1).max(256).default('Stillwatch deployment').describe('Name of who shares it.'),
    tlp: z.enum(tlpLevels).default('amber').describe('How far it may go (Traffic Light Protocol).'),
    request_id: z.string().min(1).max(128).optional(),
  }),
  answer: z.object({
    published: z.number().int().describe('New objects; publishing the same again adds none.'),
  }),
  handle: async (parts, { body, principal }) => {
    const { campaign, producer, tlp, request_id } = body
    const asked = { producer, tlp, ...(campaign !== undefined && { campaign }) }
    const key = needed(parts.sketchKey, 'a key for sketches')
    return { published: await publishCampaigns(parts.store, asked, key, byOf(parts, principal, request_id)) }
  },
})
