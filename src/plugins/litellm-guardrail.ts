/** LiteLLM's Generic Guardrail API: it asks before a call and blocks where it is told to. Texts are never read here. */
import { z } from 'zod'
import { refusalOf } from '../gateway/refuse.ts'
import { accountOf } from '../ingest/formats/litellm-call.ts'
import type { DecideRequest, Decision } from '../model/decision.ts'

const known = z.record(z.string(), z.unknown())

export const litellmRequestSchema = z.object({
  request_data: known.default({}).describe('Who the virtual key belongs to, as LiteLLM knows it.'),
  input_type: z.enum(['request', 'response']).default('request'),
  litellm_call_id: z.string().nullish(),
  litellm_trace_id: z.string().nullish(),
  model: z.string().nullish(),
  additional_provider_specific_params: known.nullish(),
})
export type LitellmRequest = z.infer<typeof litellmRequestSchema>

export const litellmAnswerSchema = z.object({
  action: z.enum(['NONE', 'BLOCKED', 'GUARDRAIL_INTERVENED']),
  blocked_reason: z.string().optional(),
})
export type LitellmAnswer = z.infer<typeof litellmAnswerSchema>

/** The same account that ingest reads out of LiteLLM's log; undefined where there is nothing to decide: an answer. */
export function litellmRequest(asked: LitellmRequest): DecideRequest | undefined {
  if (asked.input_type === 'response') return undefined
  const { request_data: data, additional_provider_specific_params: more } = asked
  const key = data.user_api_key_hash
  const model = asked.model ?? more?.model
  return {
    account: accountOf({}, data, {}),
    ...(typeof key === 'string' && key !== '' && { key }),
    model: typeof model === 'string' && model !== '' ? model : 'unknown',
    ...(asked.litellm_trace_id != null && { conversation: asked.litellm_trace_id }),
  }
}

export function litellmAnswer(decision: Decision | undefined, contact?: string): LitellmAnswer {
  const refusal = decision === undefined ? undefined : refusalOf(decision, contact)
  return refusal === undefined
    ? { action: 'NONE' }
    : { action: 'BLOCKED', blocked_reason: `${refusal.code}: ${refusal.message}` }
}
