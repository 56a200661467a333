/** What the review queue and its routes take and answer. */
import { z } from 'zod'
import {
  campaignRecordSchema,
  containmentSchema,
  estimateSchema,
  modes,
  reasonText,
  termsSchema,
} from './containment.ts'

/** Id the client gives a request, so that repeating it changes nothing. */
const request = { request_id: z.string().min(1).max(128).optional() }

export const termsAskedSchema = termsSchema.partial().describe('What is left out comes from the rules.')

export const reviewSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.enum(['confirm', 'dismiss', 'release', 'comment']), reason: reasonText, ...request }),
  z.object({ verdict: z.literal('contain'), reason: reasonText, ...termsAskedSchema.shape, ...request }),
  z.object({ verdict: z.literal('assign'), to: z.string().max(256), ...request }),
])

export const reasonBodySchema = z.object({ reason: reasonText, ...request })

const neededSchema = z.object({
  persons: z.number().describe('How many different persons must approve.'),
  because: z.string().describe('Why two; empty for one.'),
})

export const proposalSchema = z.object({ containment: containmentSchema, needed: neededSchema })
export const reviewedSchema = z.object({
  campaign: campaignRecordSchema,
  proposal: proposalSchema.optional(),
})

export const estimatedSchema = z.object({ terms: termsSchema, estimate: estimateSchema })
export const effectSchema = z.object({ mode: z.enum(modes), estimate: estimateSchema })
export const proposalListSchema = z.object({ items: z.array(proposalSchema) })

export const allowEntrySchema = z.object({
  kind: z.enum(['account', 'organization', 'key']),
  value: z.string(),
  reason: z.string(),
  actor: z.string(),
  at: z.string(),
  until: z.string().describe('RFC 3339; empty: for good.'),
})
export const allowBodySchema = z.object({
  kind: z.enum(['account', 'organization', 'key']),
  value: z.string().min(1).max(256),
  reason: reasonText,
  until: z.iso.datetime({ offset: true }).optional(),
  ...request,
})
export const allowListSchema = z.object({ items: z.array(allowEntrySchema) })

export const releaseBodySchema = z.object({
  reason: reasonText,
  campaign: z.string().min(1).max(256).default('*').describe('`*`: from every campaign.'),
  ...request,
})
export const releaseViewSchema = z.object({
  account: z.string(),
  released: z.array(z.object({ campaign: z.string(), at: z.string(), reason: z.string() })),
})

export const noticeSchema = z.object({
  language: z.enum(['en', 'zh']),
  account: z.string(),
  measure: z.string(),
  reference: z.string(),
  since: z.string(),
  until: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()).readonly(),
})

export const appealBodySchema = z.object({
  account: z.string().min(1).max(128),
  text: z.string().trim().min(1).max(8_000),
  language: z.enum(['en', 'zh']).default('en'),
  ...request,
})
export const appealAnswerSchema = z.object({
  outcome: z.enum(['granted', 'refused']),
  reason: reasonText.describe('For the log.'),
  message: z.string().trim().max(4_000).optional().describe('For the holder; a refusal needs one.'),
  ...request,
})
export const appealSchema = z.object({
  id: z.string(),
  account: z.string(),
  language: z.enum(['en', 'zh']),
  at: z.string(),
  text: z.string().optional().describe('What the holder wrote: hostile input.'),
  answered: z
    .object({
      actor: z.string(),
      at: z.string(),
      outcome: z.enum(['granted', 'refused']),
      reason: z.string(),
      answer: z.string().describe('The letter, ready to be sent.'),
    })
    .optional(),
})
export const appealListSchema = z.object({ items: z.array(appealSchema) })

export const calibrationSchema = z.object({
  promise: z.number().describe('Promised share of false campaigns among those named.'),
  verdicts: z.number().describe('Named campaigns that were judged.'),
  missed: z.number().describe('Groups left alone that a person called a campaign.'),
  buckets: z.array(
    z.object({
      from: z.number().describe('Lowest e-value of the bucket.'),
      to: z.number().optional(),
      confirmed: z.number(),
      dismissed: z.number(),
      precision: z.number().describe('Posterior mean of the share that holds.'),
      low: z.number().describe('5 % of the posterior lie below.'),
      high: z.number(),
    }),
  ),
  advice: z.enum(['keep', 'tighten', 'loosen']),
  false_campaigns: z
    .number()
    .describe('The promise that is proposed; nothing changes until a person applies it.'),
  because: z.string(),
  limits: z.string(),
})
export type Calibration = z.infer<typeof calibrationSchema>
export const calibrationBodySchema = z.object({
  false_campaigns: z.number().gt(0).lt(1),
  reason: reasonText,
  ...request,
})

export const queueKinds = ['appeal', 'approve', 'expiring', 'judge', 'enforce', 'calibrate'] as const
export const queueItemSchema = z.object({
  kind: z.enum(queueKinds).describe('What is asked of a person.'),
  subject: z.string().describe('Appeal, containment or campaign.'),
  campaign: z.string().optional(),
  since: z.string().describe('Since when it waits, RFC 3339.'),
  assignee: z.string().describe('Empty: nobody.'),
  title: z.string(),
  accounts: z.number().optional(),
  again: z.literal(true).optional().describe('Was dismissed before and has changed since.'),
})
export type QueueItem = z.infer<typeof queueItemSchema>
export const queueSchema = z.object({ items: z.array(queueItemSchema) })
