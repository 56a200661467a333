/** What the HTTP service answers. Page, OpenAPI and routes all derive from these. */
import { z } from 'zod'
import { modes } from './containment.ts'
import { measureSchema } from './decision.ts'
import { families, findingSchema, memberSchema, runSchema } from './finding.ts'

export const errorSchema = z.object({
  code: z.string().describe('Stable, such as `campaign/unknown`.'),
  message: z.string().describe('One line that is safe to show.'),
})

const storyEvidenceSchema = z.object({
  signal: z.string(),
  detail: z.string(),
  weight: z.number(),
  times: z.string().describe('The weight as a likelihood ratio in words.'),
  why: z.string().describe('Why an operator leaves this trace; empty where nothing is known of the signal.'),
  innocent: z.string().describe('Who else leaves this trace, and what protects them.'),
})

/** A finding in words and in the order a person asks: what, how sure, why, what else could it be. */
export const storySchema = z.object({
  headline: z.string(),
  summary: z.array(z.string()),
  purpose: z.string(),
  confidence: z.array(z.string()),
  families: z.array(
    z.object({
      family: z.enum(families),
      title: z.string(),
      question: z.enum(['same hand', 'purpose']),
      weight: z.number().describe('Sum of the evidence below, in nats.'),
      evidence: z.array(storyEvidenceSchema),
    }),
  ),
  silent: z
    .array(z.object({ family: z.enum(families), title: z.string(), note: z.string() }))
    .describe('Families that said nothing.'),
  alternatives: z.array(
    z.object({
      explanation: z.string(),
      explains: z.number().describe('Nats of same-hand evidence it would account for.'),
      remains: z.number().describe('Nats of same-hand evidence that stay unexplained.'),
      answer: z.string(),
    }),
  ),
  limits: z.array(z.string()),
})
export type Story = z.infer<typeof storySchema>

/** A row of a list: enough for tables and charts, without the evidence. */
export const findingSummarySchema = findingSchema
  .pick({
    id: true,
    kind: true,
    name: true,
    state: true,
    accounts: true,
    exchanges: true,
    input_tokens: true,
    output_tokens: true,
    first: true,
    last: true,
    since: true,
    confidence: true,
    same_hand: true,
    purpose: true,
    why_not: true,
    capabilities: true,
    timeline: true,
    predecessor: true,
    lineage: true,
  })
  .extend({
    held: z
      .object({ measure: measureSchema, mode: z.enum(modes) })
      .optional()
      .describe('The strictest containment in force; one that enforces before one in shadow.'),
  })
export type FindingSummary = z.infer<typeof findingSummarySchema>

export const overviewSchema = z.object({
  version: z.string(),
  run: runSchema.optional().describe('Absent before the first `detect`.'),
  campaigns: z.array(findingSummarySchema),
  groups: z.array(findingSummarySchema),
})
export type Overview = z.infer<typeof overviewSchema>

export const findingListSchema = z.object({
  as_of: z.string().optional(),
  items: z.array(findingSummarySchema),
})
export type FindingList = z.infer<typeof findingListSchema>

export const findingViewSchema = z.object({ finding: findingSchema, story: storySchema, as_of: z.string() })
export type FindingView = z.infer<typeof findingViewSchema>

export const memberPageSchema = z.object({
  total: z.number(),
  offset: z.number(),
  limit: z.number(),
  items: z.array(memberSchema),
})

const factsSchema = z.object({
  created: z.string(),
  email_domain: z.string(),
  email_shape: z.string(),
  country: z.string().describe('Context, never evidence.'),
  payment_kind: z.string(),
  plan: z.string(),
  kyc: z.string(),
  status: z.string(),
})
const daySchema = z.object({
  day: z.string(),
  exchanges: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
})
const mixSchema = z.object({
  model: z.string(),
  network_kind: z.string(),
  country: z.string(),
  exchanges: z.number(),
})

export const accountViewSchema = z.object({
  account: z.string(),
  facts: factsSchema.optional().describe('Absent when no account record was ever ingested.'),
  days: z.array(daySchema),
  mix: z.array(mixSchema),
  memberships: z.array(
    z.object({ id: z.string(), kind: z.enum(['campaign', 'group']), member: memberSchema }),
  ),
})
export type AccountView = z.infer<typeof accountViewSchema>

/** With what people decided: a granted appeal releases as a release does. */
export const accountPageSchema = accountViewSchema.extend({
  released: z
    .array(z.object({ campaign: z.string(), at: z.string(), reason: z.string() }))
    .describe('From which campaigns it was released; `*` stands for all.'),
})
export type AccountPage = z.infer<typeof accountPageSchema>
