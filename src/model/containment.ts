/** Containment: its terms, what it would touch, and what became of it. */
import { z } from 'zod'
import { actorSchema } from './audit.ts'
import { limitsSchema, measureSchema, withholdable } from './decision.ts'

export const ladder = measureSchema.exclude(['none'])
export const modes = ['shadow', 'enforce'] as const

/** Why a person did it. Short reasons are no reasons: whoever reads the log must understand it. */
export const reasonText = z.string().trim().min(3).max(4_000)

/** What the finding looked like when it was judged; calibration and reopening rest on it. */
export const judgedSchema = z.object({
  kind: z.enum(['campaign', 'group']),
  accounts: z.number(),
  confidence: z.number(),
  e_value: z.number(),
  as_of: z.string(),
})
export type Judged = z.infer<typeof judgedSchema>

/** A list of accounts in `act_accounts`, sealed by its hash. */
export const sealedSchema = z.object({ list: z.string(), accounts: z.int(), digest: z.string() })
export type Sealed = z.infer<typeof sealedSchema>

export const termsSchema = z.object({
  measure: ladder,
  mode: z.enum(modes),
  hours: z.number().positive(),
  limits: limitsSchema,
  withhold: z.array(z.enum(withholdable)),
  follow: z.boolean().describe('Later members and recognised successors join by themselves.'),
})
export type Terms = z.infer<typeof termsSchema>

export const estimateSchema = z.object({
  from: z.string().describe('RFC 3339, excluded.'),
  to: z.string().describe('RFC 3339, included: the latest exchange the estimate looked at.'),
  accounts: z.number().describe('Accounts that would be held.'),
  active: z.number().describe('Those with exchanges in the window.'),
  honest: z.number().describe('Expected honest ones among them: the sum of one minus each probability.'),
  exchanges: z.number(),
  honest_exchanges: z.number().describe('Each exchange weighed with one minus its account’s probability.'),
  output_tokens: z.number().describe('Stands for revenue where no prices are named.'),
  honest_output_tokens: z.number(),
  revenue: z
    .object({
      currency: z.string(),
      touched: z.number().describe('Input and output tokens at the list prices of the rules.'),
      honest: z.number().describe('Each exchange weighed with one minus its account’s probability.'),
    })
    .optional()
    .describe('Present where the rules name prices.'),
  share: z.number().describe('Share of all exchanges in the window.'),
  spared: z.number().describe('Members left alone: not sure enough, released, or allow-listed.'),
  measures: z
    .array(
      z.object({
        measure: z.string(),
        exchanges: z.number().describe('Exchanges that would have been changed or refused.'),
        accounts: z.number(),
      }),
    )
    .describe('What each rung would have done to the same accounts.'),
})
export type Estimate = z.infer<typeof estimateSchema>

export const campaignStates = ['new', 'confirmed', 'contained', 'released', 'dismissed'] as const
export type CampaignState = (typeof campaignStates)[number]

const doneSchema = z.object({ actor: actorSchema, at: z.string(), reason: z.string() })

/** A person's word on a campaign or group. */
export const verdictSchema = doneSchema.extend({
  verdict: z.enum(['confirm', 'dismiss']),
  judged: judgedSchema,
})

export const campaignRecordSchema = z.object({
  id: z.string(),
  state: z.enum(campaignStates),
  assignee: z.string().describe('Empty: nobody.'),
  verdicts: z.array(verdictSchema).readonly(),
  comments: z.array(z.object({ actor: z.string(), at: z.string(), text: z.string() })).readonly(),
  dismissed: sealedSchema
    .extend({ judged: judgedSchema })
    .optional()
    .describe('Who was in it when it was dismissed; absent when it is not.'),
})
export type CampaignRecord = z.infer<typeof campaignRecordSchema>

export const containmentStatuses = [
  'proposed',
  'in-force',
  'refused',
  'lifted',
  'expired',
  'replaced',
] as const
export type ContainmentStatus = (typeof containmentStatuses)[number]

export const containmentSchema = z.object({
  id: z.string(),
  campaign: z.string(),
  status: z.enum(containmentStatuses),
  terms: termsSchema,
  reason: z.string(),
  proposed: z.object({ actor: actorSchema, at: z.string() }),
  approvals: z.array(doneSchema).readonly(),
  lists: z.array(sealedSchema).readonly().describe('Those approved, and those that joined later.'),
  most: z.int().describe('Accounts it may hold at most, those that join later included.'),
  estimate: estimateSchema,
  since: z.number().describe('Epoch milliseconds; 0 before it starts.'),
  until: z.number(),
  ended: doneSchema.optional().describe('Present once it is over.'),
})
export type Containment = z.infer<typeof containmentSchema>
