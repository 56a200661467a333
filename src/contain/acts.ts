/** The acts that make up the life of a campaign and of its containment: what the detail of each entry holds. */
import { z } from 'zod'
import type { Entry } from '../model/audit.ts'
import { estimateSchema, judgedSchema, reasonText, sealedSchema, termsSchema } from '../model/containment.ts'
import { containmentRulesSchema } from '../model/containment-rules.ts'

export const actDetails = {
  'campaign/confirm': z.object({ reason: reasonText, judged: judgedSchema }),
  'campaign/dismiss': z.object({ reason: reasonText, judged: judgedSchema, sealed: sealedSchema }),
  'campaign/release': z.object({ reason: reasonText }),
  'campaign/comment': z.object({ text: reasonText }),
  'campaign/assign': z.object({ to: z.string().max(256).describe('Empty: nobody.') }),
  'campaign/reopen': z.object({ reason: z.string() }),
  'campaign/inherit': z.object({ from: z.string(), reason: z.string() }),
  'containment/propose': z.object({
    campaign: z.string(),
    reason: reasonText,
    terms: termsSchema,
    sealed: sealedSchema,
    most: z.int().describe('Accounts it may hold at most, those that join later included.'),
    estimate: estimateSchema,
  }),
  'containment/approve': z.object({
    reason: reasonText,
    starts: z.boolean(),
    until: z.string().describe('RFC 3339; empty unless it starts.'),
  }),
  'containment/refuse': z.object({ reason: reasonText }),
  'containment/lift': z.object({ reason: reasonText }),
  'containment/expire': z.object({}),
  'containment/extend': z.object({ sealed: sealedSchema, reason: z.string() }),
  'account/release': z.object({
    campaign: z.string().describe('`*`: of every campaign.'),
    reason: reasonText,
  }),
  'account/recall': z.object({ campaign: z.string(), reason: reasonText }),
  'allow/add': z.object({
    kind: z.enum(['account', 'organization', 'key']),
    value: z.string().min(1).max(256),
    reason: reasonText,
    until: z.string().describe('RFC 3339; empty: for good.'),
  }),
  'allow/remove': z.object({ reason: reasonText }),
  'appeal/open': z.object({ account: z.string(), language: z.enum(['en', 'zh']), text_digest: z.string() }),
  'appeal/answer': z.object({
    outcome: z.enum(['granted', 'refused']),
    reason: reasonText,
    answer: z.string().max(8_000),
  }),
  'rules/set': z.object({ rules: containmentRulesSchema, reason: reasonText }),
  'calibration/apply': z.object({
    false_campaigns: z.number().gt(0).lt(1),
    reason: reasonText,
    verdicts: z.int(),
  }),
} as const

export type ActName = keyof typeof actDetails
export type Detail<A extends ActName> = z.infer<(typeof actDetails)[A]>

/** Areas of the log that containment is folded from. */
export const foldedAreas = ['campaign', 'containment', 'account', 'allow', 'appeal', 'rules', 'calibration']

/** The entry's detail if the entry is this act and was written in this form; nothing otherwise. */
export function detailOf<A extends ActName>(entry: Entry, act: A): Detail<A> | undefined {
  if (entry.act !== act) return undefined
  const parsed = actDetails[act].safeParse(entry.detail)
  return parsed.success ? (parsed.data as Detail<A>) : undefined
}
