/** Sample requests held against a policy: what `stillwatch policy test` reads, a line each. */
import { z } from 'zod'
import { type Decision, measureSchema, verdicts, withholdable } from '../model/decision.ts'
import { type Policy, unknownFacts } from './compile-policy.ts'
import { decide } from './decide.ts'
import { type Known, knowNothing } from './known.ts'
import { makeSnapshot } from './snapshot.ts'

export const sampleSchema = z.strictObject({
  name: z.string().optional(),
  account: z.string().min(1),
  key: z.string().optional(),
  model: z.string().default('any-model'),
  facts: z
    .strictObject({
      kyc: z.string().optional(),
      plan: z.string().optional(),
      country: z.string().optional(),
      owner_country: z.string().optional(),
      payment: z.string().optional(),
      programme: z.string().optional(),
      organization: z.string().optional(),
      status: z.string().optional(),
      age_days: z.literal([-1, 0, 1, 7, 30, 90, 365]).optional(),
    })
    .default({}),
  campaign: z
    .strictObject({
      id: z.string().default('campaign'),
      confidence: z.number().min(0).max(1).default(0.99),
      members: z.int().min(0).default(100),
      state: z.string().default('new'),
      probability: z.number().min(0).max(1).default(0.99),
      approved: measureSchema.optional().describe('What people approved.'),
      successor: z.boolean().default(false),
    })
    .optional(),
  allowed: z.boolean().default(false),
  expect: z.strictObject({
    decision: z.enum(verdicts).optional(),
    measure: measureSchema.optional(),
    would: measureSchema.optional(),
    withhold: z.array(z.enum(withholdable)).optional(),
  }),
})
export type Sample = z.infer<typeof sampleSchema>

export interface SampleResult {
  readonly passed: boolean
  readonly decision: Decision
  /** What was expected and is not so; empty when it passed. */
  readonly differences: readonly string[]
}

/** @param now epoch milliseconds */
export function trySample(sample: Sample, policy: Policy, now: number): SampleResult {
  const { account, key, model, expect: expected } = sample
  const decision = decide(
    makeSnapshot(knownOf(sample, now), policy),
    { account, model, ...(key !== undefined && { key }) },
    policy,
    now,
  )
  const differences: string[] = []
  for (const name of ['decision', 'measure', 'would'] as const)
    if (expected[name] !== undefined && expected[name] !== (decision[name] ?? 'none'))
      differences.push(`${name}: expected ${expected[name]}, got ${decision[name] ?? 'none'}`)
  const held = [...(decision.withhold ?? [])].sort().join(', ')
  if (expected.withhold !== undefined && [...expected.withhold].sort().join(', ') !== held)
    differences.push(
      `withhold: expected ${expected.withhold.join(', ') || 'nothing'}, got ${held || 'nothing'}`,
    )
  return { passed: differences.length === 0, decision, differences }
}

function knownOf(sample: Sample, now: number): Known {
  const { account, campaign, model } = sample
  const base: Known = {
    ...knowNothing(now),
    facts: [{ facts: { ...unknownFacts, ...defined(sample.facts) }, accounts: [account] }],
    models: [model],
    ...(sample.allowed && { allowed: { accounts: [account], keys: [] } }),
  }
  if (campaign === undefined) return base
  const { id, confidence, members, state, probability, approved, successor } = campaign
  const accounts = new Map([[account, probability]])
  return {
    ...base,
    campaigns: [{ id, confidence, members, state }],
    members: successor ? [] : [{ campaign: id, accounts }],
    successors: successor ? [{ account, campaign: id, probability, exchanges: 1, reasons: [] }] : [],
    containments:
      approved === undefined
        ? []
        : [
            {
              id: 'sample',
              campaign: id,
              measure: approved,
              mode: 'enforce',
              until: now + 3_600_000,
              limits: {},
              withhold: [],
              accounts: successor ? new Map() : accounts,
              room: 1,
            },
          ],
  }
}

/** Without the keys whose value is undefined: those would overwrite what they should leave. */
const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
