/** The numbers of a policy: budgets, lifetimes, and what happens when knowledge is missing. Rules stand in Cedar. */
import { z } from 'zod'
import { limitsSchema, type Measure, measures, withholdable } from '../model/decision.ts'

/** Where a decision is asked for: each may fail open or closed on its own. */
export const waysIn = [
  'decide',
  'gateway',
  'ext-authz',
  'auth-request',
  'litellm',
  'portkey',
  'middleware',
] as const
export type WayIn = (typeof waysIn)[number]

const failing = z.enum(['open', 'closed'])
export type Failing = z.infer<typeof failing>

/** Open for whoever is only watched or limited, closed for whoever people decided to stop. */
const shipped: Readonly<Record<Measure, Failing>> = {
  none: 'open',
  watch: 'open',
  limit: 'open',
  withhold: 'closed',
  verify: 'closed',
  suspend: 'closed',
}

const contractSchema = z.partialRecord(z.enum(measures), failing)

export const settingsSchema = z.strictObject({
  mode: z
    .enum(['act', 'observe'])
    .default('act')
    .describe('`observe`: no decision goes beyond `watch`; `would` says what it would have been.'),
  ttl_ms: z.int().min(0).max(3_600_000).default(5_000).describe('How long a caller may reuse an answer.'),
  stale_after_ms: z.int().min(1_000).default(300_000).describe('From this age a snapshot is marked stale.'),
  expired_after_ms: z
    .int()
    .min(1_000)
    .default(86_400_000)
    .describe('From this age `failure` decides: a release or an undo may have been missed.'),
  limits: z
    .strictObject({
      campaign: limitsSchema.default({
        requests_per_minute: 600,
        tokens_per_minute: 1_000_000,
        concurrent: 16,
      }),
      person: limitsSchema.default({}),
    })
    .prefault({})
    .describe(
      'Budget of a whole campaign from `limit` up, where its containment names none; and of every person.',
    ),
  withhold: z.array(z.enum(withholdable)).default([...withholdable]),
  output_tokens_assumed: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(4_096)
    .describe('Reserved for an answer whose request sets no `max_tokens`.'),
  budget_when_cut_off: z
    .number()
    .min(0)
    .max(1)
    .default(0.25)
    .describe('Share of every limit a gateway may use alone while `serve` cannot be reached; 0 refuses.'),
  models: z
    .record(
      z.string().min(1),
      z.strictObject({ newest: z.boolean().default(false), groups: z.array(z.string()).default([]) }),
    )
    .default({})
    .describe('Models that rules speak about by group or as `newest`.'),
  allow: z
    .strictObject({ accounts: z.array(z.string()).default([]), keys: z.array(z.string()).default([]) })
    .prefault({})
    .describe(
      'Never limited, asked or blocked, even without a snapshot; besides the allow list of the store.',
    ),
  failure: z
    .strictObject({
      all: contractSchema.default({}),
      ways: z.partialRecord(z.enum(waysIn), contractSchema).default({}),
    })
    .prefault({})
    .describe('Open or closed without usable knowledge, for each measure, and for single ways in.'),
})
export type Settings = z.infer<typeof settingsSchema>

/** What a call whose last known measure is `measure` meets when there is no usable snapshot; `none`: nothing is known. */
export const failingOf = (settings: Settings, way: WayIn, measure: Measure): Failing =>
  settings.failure.ways[way]?.[measure] ?? settings.failure.all[measure] ?? shipped[measure]
