/** What the analysts' page asks beyond findings themselves: link map, timeline, infrastructure, rhythm, records. */
import { z } from 'zod'
import { verdicts } from './decision.ts'
import { families, findingSchema, memberSchema } from './finding.ts'
import type {
  allowEntrySchema,
  appealSchema,
  effectSchema,
  estimatedSchema,
  noticeSchema,
  proposalListSchema,
  proposalSchema,
  queueSchema,
} from './review.ts'

/** Accounts in use at one time: those that began between two days. */
const poolSchema = z.object({
  pool: z.int().describe('1 for the first.'),
  first: z.string().describe('Day on which the first of its accounts began.'),
  last: z.string().describe('Day on which the last of them began.'),
  accounts: z.number(),
})

export const marks = ['model', 'predecessor', 'successor', 'named', 'containment', 'lifted'] as const
export const campaignTimelineSchema = z.object({
  pools: z.array(poolSchema),
  days: z.array(
    z.object({
      day: z.string(),
      pool: z.int(),
      exchanges: z.number(),
      accounts: z.number().describe('Members of the pool that were active.'),
    }),
  ),
  stopped: z
    .array(z.object({ day: z.string(), status: z.string(), accounts: z.number() }))
    .describe('Members suspended or banned, by the day of their account record.'),
  told: z
    .array(z.object({ day: z.string(), decision: z.enum(verdicts), exchanges: z.number() }))
    .describe('Calls that gateways watched, limited, asked or refused because of this campaign.'),
  marks: z
    .array(z.object({ day: z.string(), kind: z.enum(marks), what: z.string(), id: z.string().optional() }))
    .describe('What happened around it: a model seen for the first time, a successor, a containment.'),
})
export type CampaignTimeline = z.infer<typeof campaignTimelineSchema>
export type Pool = z.infer<typeof poolSchema>

/** A value that members share, or all smaller values of one signal together. */
const hubSchema = z.object({
  hub: z.int().describe('Stable within one run; `within` refers to it.'),
  signal: z.string(),
  family: z.enum(families),
  value: z.string().describe('Empty: members are tied by the signal itself (common hours).'),
  values: z.number().describe('How many values it stands for; 1 for a single one.'),
  accounts: z.number(),
  outside: z.number().describe('Most accounts outside the campaign that hold such a value.'),
  weight: z.number().describe('Mean weight among its holders, nats.'),
})
export type Hub = z.infer<typeof hubSchema>

/** Members that hold much the same values, counted instead of drawn. */
const bundleSchema = z.object({
  within: z.string().describe('Path that opens it: `+3-7` holds hub 3 and not hub 7.'),
  accounts: z.number(),
  holds: z.array(z.object({ hub: z.int(), accounts: z.number() })),
})
export type Bundle = z.infer<typeof bundleSchema>

export const linkMapSchema = z.object({
  members: z.number().describe('Members in the part that is shown.'),
  within: z.string(),
  hubs: z.array(hubSchema),
  bundles: z.array(bundleSchema),
  accounts: z.array(z.string()).describe('The members themselves, once there are few enough to name.'),
})
export type LinkMap = z.infer<typeof linkMapSchema>

const countedSchema = z.object({ name: z.string(), accounts: z.number(), exchanges: z.number() })
export const infrastructureSchema = z.object({
  networks: z.array(
    countedSchema.extend({ asn: z.number(), kind: z.string(), prefixes: z.number(), strangers: z.number() }),
  ),
  clients: z.array(countedSchema.extend({ ja4: z.string(), strangers: z.number() })),
  pathways: z.array(countedSchema),
  payments: z.array(z.object({ name: z.string(), accounts: z.number() })),
  mail: z.array(z.object({ name: z.string(), accounts: z.number() })),
})
export type Infrastructure = z.infer<typeof infrastructureSchema>

export const memberSorts = ['probability', 'exchanges', 'first', 'last', 'since', 'account'] as const
export type MemberSort = (typeof memberSorts)[number]
export const memberRowsSchema = z.object({
  total: z.number(),
  offset: z.number(),
  limit: z.number(),
  items: z.array(memberSchema),
})
export type MemberRows = z.infer<typeof memberRowsSchema>

/** Hours of a week in which an account is active, and what its exchanges have in common. */
export const accountRhythmSchema = z.object({
  hours: z
    .array(z.object({ weekday: z.int(), hour: z.int(), exchanges: z.number() }))
    .describe('Weekday 1 is Monday; hours are UTC; empty hours are left out.'),
  sketches: z.array(
    z.object({
      what: z.enum(['template', 'system', 'toolset', 'profile']),
      value: z.string().describe('Keyed hash; the text itself is not kept.'),
      exchanges: z.number(),
      members: z.number().describe('Members of its campaign or group that use the same.'),
      strangers: z.number().describe('Accounts of no campaign that use the same.'),
    }),
  ),
  exchanges: z.number(),
  questions: z.number().describe('Different questions among them.'),
  sketched: z.number().describe('Exchanges whose text was seen.'),
})
export type AccountRhythm = z.infer<typeof accountRhythmSchema>

/** One campaign as it was measured when it was largest, whether it still stands or not. */
const recordSchema = findingSchema
  .pick({
    id: true,
    name: true,
    accounts: true,
    exchanges: true,
    output_tokens: true,
    first: true,
    last: true,
    confidence: true,
    capabilities: true,
  })
  .extend({ current: z.boolean().describe('Named by the newest run too.') })
export const recordsSchema = z.object({
  here: z.array(recordSchema).describe('Every campaign ever named in this store, the largest first.'),
  published: z
    .array(
      z.object({
        name: z.string(),
        exchanges: z.number(),
        accounts: z.number(),
        days: z.number().optional(),
      }),
    )
    .describe('What providers have published, for scale.'),
})
export type Records = z.infer<typeof recordsSchema>

export const pulseSchema = z.object({
  run: z.string().describe('Id of the newest run; empty before the first.'),
  as_of: z.string(),
  acts: z.number().describe('Entries of the audit log.'),
})
export type Pulse = z.infer<typeof pulseSchema>

export const sourcesSchema = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      lines: z.number(),
      taken: z.number(),
      repeated: z.number(),
      rejected: z.number(),
      accounts: z.number(),
      skipped: z.number(),
      stored: z.string(),
      whole: z.boolean().describe('False: reading was cut off and continues with the next ingest.'),
    }),
  ),
  pathways: z.array(z.object({ pathway: z.string(), exchanges: z.number(), latest: z.string() })),
  texts: z.object({
    kept: z.number().describe('Exchanges whose text was kept by choice.'),
    next: z.string().describe('When the next of them is deleted; empty when none is kept.'),
    last: z.string().describe('When the last of them is deleted.'),
  }),
})
export type Sources = z.infer<typeof sourcesSchema>

/** Keys by name: no secret and no hash of one leaves the service. */
export const keysViewSchema = z.object({
  tokens: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      roles: z.array(z.string()),
      created: z.string(),
      expires: z.string().describe('RFC 3339; empty: never.'),
      current: z.boolean().describe('False once it has expired.'),
    }),
  ),
  guarded: z.boolean().describe('False: there are no credentials, and this machine alone is answered.'),
  people: z.boolean().describe('People sign in at an identity provider.'),
  sketch: z.string().describe('Name of the key that sketches are made with.'),
  signing: z.string().describe('Fingerprint of the key that signs dossiers; empty before the first.'),
})
export type KeysView = z.infer<typeof keysViewSchema>

export const policyViewSchema = z.object({
  version: z.string(),
  rules: z.string().describe('Cedar.'),
  settings: z.record(z.string(), z.unknown()),
  in_force: z.boolean().describe('False: this service makes no decisions; the policy is the shipped one.'),
})
export type PolicyView = z.infer<typeof policyViewSchema>

export const policyTrialSchema = z.object({
  problems: z.array(z.object({ line: z.number().optional(), text: z.string() })),
  version: z.string().optional().describe('Of the policy that was tried; absent when it cannot be used.'),
  holds: z
    .array(z.object({ measure: z.string(), now: z.number(), tried: z.number() }))
    .describe('Accounts by measure, under the policy in force and under the one tried.'),
})
export type PolicyTrial = z.infer<typeof policyTrialSchema>

/** Shapes of the review routes, by name. */
export type Proposal = z.infer<typeof proposalSchema>
export type Proposals = z.infer<typeof proposalListSchema>
export type Estimated = z.infer<typeof estimatedSchema>
export type Met = z.infer<typeof effectSchema>
export type Notice = z.infer<typeof noticeSchema>
export type Queue = z.infer<typeof queueSchema>
export type Appeal = z.infer<typeof appealSchema>
export type Allowed = z.infer<typeof allowEntrySchema>
