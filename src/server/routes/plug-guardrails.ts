/** Guardrails of other gateways: they ask before a call, and obey. Their texts are not read. */
import type { Decider } from '../../decide/decider.ts'
import type { WayIn } from '../../decide/settings.ts'
import type { DecideRequest, Decision } from '../../model/decision.ts'
import {
  litellmAnswer,
  litellmAnswerSchema,
  litellmRequest,
  litellmRequestSchema,
} from '../../plugins/litellm-guardrail.ts'
import {
  portkeyAnswer,
  portkeyAnswerSchema,
  portkeyRequest,
  portkeyRequestSchema,
} from '../../plugins/portkey-webhook.ts'
import { defineRoute, needed } from '../route.ts'

/** Guardrails are sent the whole conversation. */
const bodyBytes = 50 * 1024 * 1024

function decided(decider: Decider, request: DecideRequest | undefined, way: WayIn): Decision | undefined {
  if (request === undefined) return undefined
  const decision = decider.decide(request, way)
  // Nobody tells when the call ends or what it cost: it counts in full, and is not in flight.
  if (decision.reservation !== undefined) decider.settle(decision.reservation, undefined)
  return decision
}

export const litellmGuardrail = defineRoute({
  method: 'POST',
  path: '/v1/plug/litellm/beta/litellm_basic_guardrail_api',
  operation: 'litellmGuardrail',
  summary: 'LiteLLM’s Generic Guardrail API: `BLOCKED` where the call may not be made, else `NONE`.',
  role: 'decide',
  body: litellmRequestSchema,
  bodyBytes,
  answer: litellmAnswerSchema,
  handle: async (parts, { body }) =>
    litellmAnswer(decided(needed(parts.decider, 'decisions'), litellmRequest(body), 'litellm')),
})

export const portkeyWebhook = defineRoute({
  method: 'POST',
  path: '/v1/plug/portkey',
  operation: 'portkeyWebhook',
  summary: 'Portkey’s webhook guardrail: `verdict` is false where the call may not be made.',
  role: 'decide',
  body: portkeyRequestSchema,
  bodyBytes,
  answer: portkeyAnswerSchema,
  handle: async (parts, { body }) =>
    portkeyAnswer(decided(needed(parts.decider, 'decisions'), portkeyRequest(body), 'portkey')),
})
