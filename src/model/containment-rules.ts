/** How far containment may go: bounds that an administrator sets and the log keeps. */
import { z } from 'zod'
import { actorKinds } from './audit.ts'
import { limitsSchema, measureSchema, withholdable } from './decision.ts'

const perMillion = z.number().min(0).max(1_000_000)
const price = z.strictObject({
  input: perMillion.describe('For a million input tokens.'),
  output: perMillion.describe('For a million output tokens.'),
})

const share = z.number().min(0).max(1)

export const containmentRulesSchema = z.strictObject({
  two_persons_above: z
    .int()
    .min(0)
    .default(100)
    .describe('Accounts; more than this need the word of two different persons.'),
  approvers: z
    .array(z.enum(actorKinds).exclude(['system']))
    .min(1)
    .default(['person', 'token', 'loopback', 'command'])
    .describe('Who may approve: `person` alone asks everybody to sign in.'),
  shadow_hours: z
    .number()
    .min(0)
    .max(720)
    .default(24)
    .describe('Hours in shadow after which one person is enough; before, it takes two.'),
  most_accounts: z
    .int()
    .min(1)
    .default(50_000)
    .describe('Blast radius: accounts held by everything in force together, watching left out.'),
  most_share: share
    .default(0.25)
    .describe('Blast radius: share of all exchanges that what is in force may touch, by the estimate.'),
  most_honest: share
    .default(0.05)
    .describe('Share of the accounts that may be honest by their own probabilities.'),
  hours: z.number().positive().max(8_760).default(72).describe('How long a containment holds unless told.'),
  longest_hours: z.number().positive().max(8_760).default(336).describe('Longest a containment may hold.'),
  growth: z
    .number()
    .min(0)
    .max(10)
    .default(0.5)
    .describe('Later members and successors that join by themselves, as a share of those approved.'),
  estimate_days: z.int().min(1).max(90).default(7).describe('Days of the log an estimate looks back over.'),
  prices: z
    .strictObject({
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('USD'),
      models: z.record(z.string().min(1).max(256), price).default({}),
      others: price.optional().describe('Of models that are not named; absent: they count nothing.'),
    })
    .optional()
    .describe(
      'List prices, by which an estimate says what revenue is touched; absent: output tokens stand for it.',
    ),
  least_probability: z
    .strictObject({
      watch: share.default(0.5),
      limit: share.default(0.8),
      withhold: share.default(0.9),
      verify: share.default(0.9),
      suspend: share.default(0.95),
    })
    .prefault({})
    .describe('Members less sure than this are left alone by the measure.'),
  propose: z
    .array(z.strictObject({ confidence: share, measure: measureSchema.exclude(['none', 'suspend']) }))
    .max(5)
    .default([
      { confidence: 0.99, measure: 'limit' },
      { confidence: 0.9, measure: 'watch' },
    ])
    .describe('What detection itself proposes, in shadow, by its confidence; the first that fits.'),
  limits: limitsSchema
    .default({ requests_per_minute: 600, tokens_per_minute: 1_000_000, concurrent: 16 })
    .describe('What `limit` allows the whole campaign unless told.'),
  withhold: z
    .array(z.enum(withholdable))
    .default([...withholdable])
    .describe('What `withhold` takes away unless told.'),
  reopen: z
    .strictObject({
      strangers: share.default(0.34).describe('Share of members that were not there when it was dismissed.'),
      nats: z.number().positive().default(4.6).describe('Growth of the log e-value; 4.6 is a hundredfold.'),
    })
    .prefault({})
    .describe('How much a dismissed group must change before it is proposed again.'),
  probe: z
    .strictObject({
      allowed: z.boolean().default(false).describe('Off: no probe can be planned.'),
      most_accounts: z.int().min(1).max(1_000).default(20).describe('Accounts that may be slowed at once.'),
      most_share: share.default(0.2).describe('Of the campaign’s members.'),
      longest_delay_ms: z.int().min(1).max(5_000).default(1_000).describe('Added to a call, at most.'),
      longest_hours: z.number().positive().max(168).default(24).describe('From first period to last.'),
      least_probability: share.default(0.95).describe('Whoever looks more honest than this is never slowed.'),
      least_power: share
        .default(0.8)
        .describe('A probe that would probably see nothing is not worth its harm.'),
      alpha: z
        .number()
        .gt(0)
        .max(0.1)
        .default(0.01)
        .describe('Chance of a false alarm, however often one looks.'),
    })
    .prefault({})
    .describe('The randomised probe: a short delay for a few members, to see whether the others answer.'),
  appeal_to: z
    .string()
    .max(500)
    .default('')
    .describe('Where an account holder appeals, as it stands in a notice; empty: support.'),
})
export type ContainmentRules = z.infer<typeof containmentRulesSchema>
