/** What detection stores: campaigns and the honest groups it looked at, with members and evidence. */
import { z } from 'zod'

export const families = [
  'money',
  'sign-up',
  'network',
  'client',
  'content',
  'timing',
  'purpose',
  'reaction',
] as const
export type Family = (typeof families)[number]

/** One reason, followable by a person. `weight` is a log-likelihood ratio in nats; negative speaks for innocence. */
export const evidenceSchema = z.object({
  signal: z.string(),
  family: z.enum(families),
  detail: z.string().describe('A sentence with the counts it rests on.'),
  weight: z.number(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const memberSchema = z.object({
  account: z.string(),
  probability: z.number().min(0).max(1),
  since: z.string().describe('Event time at which the account was first flagged, RFC 3339.'),
  measure: z.enum(['none', 'watch', 'limit', 'verify', 'block']),
  exchanges: z.number(),
  first: z.string(),
  last: z.string(),
  evidence: z.array(evidenceSchema),
})
export type Member = z.infer<typeof memberSchema>

/** `merged`: the earlier finding is part of this one now; `split`: this one was part of it. */
export const relations = ['merged', 'split'] as const
export const ancestorSchema = z.object({
  relation: z.enum(relations),
  earlier: z.string().describe('Id of the earlier finding.'),
  seen: z.string().describe('Event time of the run that saw it first, RFC 3339.'),
})
export type Ancestor = z.infer<typeof ancestorSchema>

export const findingSchema = z.object({
  id: z.string().describe('Stable from run to run.'),
  /** `campaign`: one hand and extracting. `group`: coordinated and left alone, with the reason. */
  kind: z.enum(['campaign', 'group']),
  name: z.string().describe('What it was after and how it was linked, in words.'),
  state: z.enum(['new', 'confirmed', 'dismissed', 'contained', 'released']),
  accounts: z.number(),
  exchanges: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  first: z.string(),
  last: z.string(),
  since: z.string(),
  /** Probability that this is a campaign, and the e-value it was accepted on. */
  confidence: z.number().min(0).max(1),
  e_value: z.number(),
  false_discovery_rate: z.number().describe('The promised rate of the run that named it.'),
  same_hand: z.number().describe('Log-likelihood ratio in nats: run by one hand against strangers.'),
  purpose: z.number().describe('Log-likelihood ratio in nats: extracting against matched honest use.'),
  why_not: z.string().optional().describe('For a group: why it is not called a campaign.'),
  capabilities: z.array(z.object({ capability: z.string(), share: z.number(), honest: z.number() })),
  models: z.array(z.object({ model: z.string(), exchanges: z.number() })),
  networks: z.array(z.object({ kind: z.string(), accounts: z.number() })),
  countries: z
    .array(z.object({ country: z.string(), accounts: z.number() }))
    .describe('Context, never evidence.'),
  evidence: z.array(evidenceSchema),
  /** Exchanges and distinct active members a day. */
  timeline: z.array(z.object({ day: z.string(), exchanges: z.number(), accounts: z.number() })),
  predecessor: z.string().optional(),
  lineage: z.array(ancestorSchema).optional().describe('Earlier findings that went into it, oldest first.'),
})
export type Finding = z.infer<typeof findingSchema>

/** What one run of detection looked at; the page's overview reads the newest. */
export const runSchema = z.object({
  run: z.string(),
  as_of: z.string(),
  version: z.string(),
  exchanges: z.number(),
  accounts: z.number(),
  campaigns: z.number(),
  groups: z.number(),
  members: z.number(),
  false_discovery_rate: z.number(),
  sources: z.array(z.object({ source: z.string(), coverage: z.number(), note: z.string() })),
  signals: z.array(z.object({ signal: z.string(), family: z.enum(families), rows: z.number() })),
})
export type Run = z.infer<typeof runSchema>
