import { z } from 'zod'
import { compilePolicy, type PolicySource } from '../../decide/compile-policy.ts'
import { checkRules } from '../../decide/rules.ts'
import { countHolds, makeSnapshot } from '../../decide/snapshot.ts'
import { AppError } from '../../errors.ts'
import { measures } from '../../model/decision.ts'
import { policyTrialSchema, policyViewSchema } from '../../model/page.ts'
import { defineRoute, type ServerParts } from '../route.ts'

let shipped: ReturnType<typeof compilePolicy> | undefined

/** Compiled once: it takes a tenth of a second in which nothing else is answered. */
function asShipped(): ReturnType<typeof compilePolicy> {
  shipped ??= compilePolicy()
  return shipped
}

/** The rules that decisions are made by; as shipped where the service decides nothing. */
export const settingsPolicy = defineRoute({
  path: '/v1/policy',
  operation: 'showPolicy',
  summary: 'The policy in force: its rules, its settings, its version.',
  answer: policyViewSchema,
  handle: async ({ follower }) => {
    const policy = follower?.policy() ?? asShipped()
    return {
      version: policy.version,
      rules: [...policy.rules.values()].map(rule => rule.text.trim()).join('\n\n'),
      settings: { ...policy.settings },
      in_force: follower !== undefined,
    }
  },
})

/** What is wrong with a policy, and whom it would hold: nothing is changed by asking. */
export const settingsPolicyTry = defineRoute({
  method: 'POST',
  path: '/v1/policy/try',
  operation: 'tryPolicy',
  summary:
    'Checks rules and settings and counts whom they would hold beside the policy in force. Changes nothing.',
  role: 'review',
  body: z.object({ rules: z.string(), settings: z.record(z.string(), z.unknown()).optional() }),
  answer: policyTrialSchema,
  handle: async (parts, { body }) => {
    const problems = checkRules(body.rules)
    if (problems.length > 0) return { problems, holds: [] }
    return trial(parts, {
      rules: body.rules,
      ...(body.settings !== undefined && { settings: body.settings }),
    })
  },
})

function trial({ follower, clock }: ServerParts, source: PolicySource) {
  try {
    const policy = compilePolicy(source)
    const known = follower?.known()
    if (follower === undefined || known === undefined)
      return { problems: [], version: policy.version, holds: [] }
    const at = clock()
    const now = countHolds(makeSnapshot(known, follower.policy()), at)
    const tried = countHolds(makeSnapshot(known, policy), at)
    const holds = measures.map(measure => ({ measure, now: now[measure], tried: tried[measure] }))
    return { problems: [], version: policy.version, holds }
  } catch (error) {
    // What is wrong with a policy is the answer, not a failure of the service.
    if (error instanceof AppError && error.kind === 'input')
      return { problems: [{ text: error.message }], holds: [] }
    throw error
  }
}
