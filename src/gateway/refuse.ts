/** What a refused caller is told, in the form its SDK turns into a typed error. Nothing in it helps to hide better. */
import type { Decision } from '../model/decision.ts'
import type { ErrorShape } from './surface.ts'

export interface Refusal {
  readonly status: number
  /** Stable; documented in docs/reference/gateway.md. */
  readonly code: string
  readonly message: string
  readonly retryAfterMs?: number
}

const types: Record<ErrorShape, Readonly<Record<number, string>>> = {
  openai: {
    400: 'invalid_request_error',
    403: 'permission_error',
    413: 'invalid_request_error',
    415: 'invalid_request_error',
    429: 'rate_limit_error',
    502: 'server_error',
    503: 'server_error',
    504: 'server_error',
  },
  anthropic: {
    400: 'invalid_request_error',
    403: 'permission_error',
    413: 'request_too_large',
    415: 'invalid_request_error',
    429: 'rate_limit_error',
    502: 'api_error',
    503: 'overloaded_error',
    504: 'timeout_error',
  },
}

/** The answer to a decision; undefined where the call may go on. `contact` is where a person can object. */
export function refusalOf(decision: Decision, contact?: string): Refusal | undefined {
  const appeal = contact === undefined ? '' : ` To object or to ask: ${contact}.`
  // Reasons of detection name the campaign: that is for the operator, and would tell an adversary what gave them away.
  const why = decision.reasons.find(({ code }) => code.startsWith('policy/'))?.text
  const said = (fixed: string): string => `${fixed}${why === undefined ? '' : ` Reason: ${why}`}${appeal}`
  if (decision.decision === 'block')
    return { status: 403, code: 'account_suspended', message: said('This account may not make this call.') }
  if (decision.decision === 'verify')
    return {
      status: 403,
      code: 'verification_required',
      message: said('This account must be verified before it can go on.'),
    }
  if (decision.retry_after_ms !== undefined)
    return {
      status: 429,
      code: 'shared_limit_reached',
      message: said('The limit this account shares is reached for now.'),
      retryAfterMs: decision.retry_after_ms,
    }
  return undefined
}

export interface WrittenRefusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `reference` is the exchange's id: the caller can quote it, the operator can find it. */
export function writeRefusal(refusal: Refusal, shape: ErrorShape, reference: string): WrittenRefusal {
  const { status, code, message, retryAfterMs } = refusal
  const type = types[shape][status] ?? (shape === 'openai' ? 'server_error' : 'api_error')
  const body =
    shape === 'openai'
      ? { error: { message, type, param: null, code }, reference }
      : { type: 'error', error: { type, message, code }, request_id: reference }
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-request-id': reference,
      'request-id': reference,
      // What no waiting cures is not worth the SDK's own retries.
      'x-should-retry': String(status === 429 || status >= 500),
      ...(retryAfterMs !== undefined && {
        'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
        'retry-after-ms': String(Math.max(1, Math.ceil(retryAfterMs))),
      }),
    },
    body: JSON.stringify(body),
  }
}
