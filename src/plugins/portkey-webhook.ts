/** Portkey's webhook guardrail: a verdict before a call. Texts are never read here. */
import { z } from 'zod'
import { refusalOf } from '../gateway/refuse.ts'
import { bounded, principal } from '../ingest/formats/identity.ts'
import type { DecideRequest, Decision } from '../model/decision.ts'

const known = z.record(z.string(), z.unknown())

export const portkeyRequestSchema = z.object({
  eventType: z.enum(['beforeRequestHook', 'afterRequestHook']),
  request: z.object({ json: known.nullish() }).nullish(),
  metadata: known.nullish().describe('What the caller’s edge put into `x-portkey-metadata`.'),
})
export type PortkeyRequest = z.infer<typeof portkeyRequestSchema>

export const portkeyAnswerSchema = z.object({
  verdict: z.boolean(),
  data: z.object({ code: z.string(), explanation: z.string(), decision: z.string() }).optional(),
})
export type PortkeyAnswer = z.infer<typeof portkeyAnswerSchema>

/** Portkey sends no credential to a webhook: the account is what the metadata names, under any of these. */
const accountNames = ['account', '_user', 'user', 'user_id'] as const

/** Undefined where there is nothing to decide: an answer, or a call by nobody known. */
export function portkeyRequest(asked: PortkeyRequest): DecideRequest | undefined {
  if (asked.eventType !== 'beforeRequestHook') return undefined
  const named = accountNames
    .map(name => asked.metadata?.[name])
    .find(value => typeof value === 'string' && value.trim())
  if (typeof named !== 'string') return undefined
  const { model } = asked.request?.json ?? {}
  return {
    account: bounded(principal(named, {})),
    model: typeof model === 'string' && model !== '' ? model : 'unknown',
  }
}

export function portkeyAnswer(decision: Decision | undefined, contact?: string): PortkeyAnswer {
  if (decision === undefined) return { verdict: true }
  const refusal = refusalOf(decision, contact)
  if (refusal === undefined) return { verdict: true }
  return {
    verdict: false,
    data: { code: refusal.code, explanation: refusal.message, decision: decision.decision },
  }
}
