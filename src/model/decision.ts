/** A decision about one call of a model: what is asked, what is answered, and the ladder of measures behind it. */
import { z } from 'zod'
import { exchangeSchema } from './exchange.ts'

/** What containment does, mildest first; each rung holds everything below it. */
export const measures = ['none', 'watch', 'limit', 'withhold', 'verify', 'suspend'] as const
export type Measure = (typeof measures)[number]
export const measureSchema = z.enum(measures)

export const verdicts = ['allow', 'watch', 'limit', 'verify', 'block'] as const
export type Verdict = (typeof verdicts)[number]

/** What `withhold` takes away without refusing the call. */
export const withholdable = ['raw-reasoning', 'logprobs', 'newest-model'] as const
export type Withholdable = (typeof withholdable)[number]

const verdictOfMeasure: Readonly<Record<Measure, Verdict>> = {
  none: 'allow',
  watch: 'watch',
  limit: 'limit',
  withhold: 'limit',
  verify: 'verify',
  suspend: 'block',
}

/** What a measure means for one call. `withhold` is a limit that also names what is held back. */
export const verdictOf = (measure: Measure): Verdict => verdictOfMeasure[measure]

/** 0 for `none`, rising with severity: the stricter of two measures is the one of higher rank. */
export const rankOf = (measure: Measure): number => measures.indexOf(measure)

/** An exchange before its answer; `id` and `time` may be absent. Unknown fields are ignored. */
export const decideRequestSchema = exchangeSchema
  .omit({ response: true, status: true, duration_ms: true })
  .partial({ id: true, time: true })
export type DecideRequest = z.infer<typeof decideRequestSchema>

/** What a budget allows. Absent: no limit of that kind. */
export const limitsSchema = z.object({
  requests_per_minute: z.number().positive().optional(),
  tokens_per_minute: z.number().positive().optional().describe('Input and output tokens together.'),
  concurrent: z.int().positive().optional().describe('Calls in flight at once.'),
})
export type Limits = z.infer<typeof limitsSchema>

export const reasonSchema = z.object({
  code: z.string().describe('Stable, such as `campaign/contained`.'),
  text: z.string().describe('One sentence that is safe to show.'),
})
export type Reason = z.infer<typeof reasonSchema>

/** What a probe does to one call: little, bounded, and only to whom people put into the experiment. */
export const slowSchema = z.object({
  probe: z.string(),
  delay_ms: z.int().min(1).max(5_000).optional().describe('Wait this long before the call is made.'),
  concurrent: z
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'As many calls of this account at once, at each gateway: with several before one model, that many times as many.',
    ),
})
export type Slow = z.infer<typeof slowSchema>

export const decisionSchema = z.object({
  decision: z.enum(verdicts),
  measure: measureSchema.describe('The rung of the ladder the decision stands on.'),
  campaign: z.string().optional(),
  would: measureSchema
    .optional()
    .describe('What a containment or rule in shadow mode, or a policy that only observes, would have done.'),
  would_by: z
    .string()
    .optional()
    .describe('Which one: `containment:…` or `rule:…`; absent where the whole policy only observes.'),
  reasons: z.array(reasonSchema).describe('Why, the weightiest first; empty where nothing is known.'),
  ttl_ms: z.number().describe('How long the same answer may be reused for this account and model.'),
  fallback: z
    .literal(true)
    .optional()
    .describe('There was no usable snapshot: this is the policy’s documented fallback, not knowledge.'),
  withhold: z.array(z.enum(withholdable)).optional().describe('Leave these out of the answer.'),
  slow: slowSchema
    .optional()
    .describe('A randomised probe that people planned and approved slows this call.'),
  limits: limitsSchema.optional(),
  budget: z
    .string()
    .optional()
    .describe('Whose budget the limits belong to: `campaign:…`, `person:…` or `account:…`; never a key.'),
  retry_after_ms: z
    .number()
    .optional()
    .describe('Present: the budget is spent, answer 429 and ask to come back after this long.'),
  reservation: z
    .string()
    .optional()
    .describe('Tokens were reserved under this id; settle it when the call has ended.'),
  snapshot: z
    .object({
      version: z.string(),
      age_ms: z.number().describe('Since the store was last read.'),
      stale: z.literal(true).optional().describe('Older than the policy’s bound.'),
    })
    .optional(),
})
export type Decision = z.infer<typeof decisionSchema>
