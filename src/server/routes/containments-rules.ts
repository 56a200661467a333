import { z } from 'zod'
import { readRules, setRules } from '../../contain/settings.ts'
import { containmentRulesSchema } from '../../model/containment-rules.ts'
import { reasonBodySchema } from '../../model/review.ts'
import { defineRoute } from '../route.ts'
import { byOf } from './review-by.ts'

/** How far containment may go. */
export const showContainmentRules = defineRoute({
  path: '/v1/containment-rules',
  operation: 'showContainmentRules',
  summary: 'How far containment may go: who must approve, the blast radius, the time limits.',
  answer: containmentRulesSchema,
  handle: parts => readRules(parts.store),
})

/** Changes the rules that are named. */
export const setContainmentRules = defineRoute({
  method: 'PUT',
  path: '/v1/containment-rules',
  operation: 'setContainmentRules',
  summary: 'Change rules of containment; those that are not named stay. Written to the audit log.',
  role: 'admin',
  body: reasonBodySchema.extend({ rules: z.record(z.string(), z.unknown()) }),
  answer: containmentRulesSchema,
  handle: (parts, { body, principal }) =>
    setRules(parts.store, body.rules, body.reason, byOf(parts, principal, body.request_id)),
})
