/**
 * External authorisation over HTTP: a proxy sends the head of a call and obeys the status. Envoy's `ext_authz` HTTP
 * service keeps method and path below a prefix and passes a refusal on as it is; nginx's `auth_request` asks by GET,
 * tells the original in headers, and knows only 2xx, 401 and 403.
 */
import { type Caller, type CallerOptions, callerOf } from '../gateway/caller.ts'
import { type HeaderPairs, headerOf } from '../gateway/headers.ts'
import { type Refusal, refusalOf, writeRefusal } from '../gateway/refuse.ts'
import { type Surface, surfaceOf } from '../gateway/surface.ts'
import type { DecideRequest, Decision } from '../model/decision.ts'

export interface AuthRequest {
  readonly method: string
  /** Path and query of the original call. */
  readonly target: string
  readonly headers: HeaderPairs
  /** Of the proxy that asks. */
  readonly peer: string | undefined
  /** The original body as far as the proxy sends it (`with_request_body`); else the model is not known. */
  readonly body?: unknown
}

export interface AuthCall {
  readonly request: DecideRequest
  readonly caller: Caller
  readonly surface: Surface | undefined
}

/** Names under which a proxy can tell what stands in a body that it does not send. */
const modelHeader = 'x-model'

export function authCall(asked: AuthRequest, options: CallerOptions): AuthCall {
  const anthropic = headerOf(asked.headers, 'anthropic-version') !== undefined
  const surface = surfaceOf(asked.method, asked.target, anthropic)
  const caller = callerOf(asked.headers, asked.peer, options)
  const named = field(asked.body, 'model') ?? headerOf(asked.headers, modelHeader) ?? surface?.model
  return {
    caller,
    surface,
    request: {
      account: caller.account,
      key: caller.key,
      model: (named ?? 'unknown').slice(0, 200),
      client: caller.client,
      ...(surface?.dialect !== undefined && { pathway: 'api' }),
    },
  }
}

const field = (body: unknown, name: string): string | undefined => {
  const value =
    typeof body === 'object' && body !== null ? Object.getOwnPropertyDescriptor(body, name)?.value : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

export interface AuthAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the model server behind the proxy may want to know; never sent to the caller by the shipped configurations. */
const told = (call: AuthCall, decision: Decision): Record<string, string> => ({
  'x-stillwatch-decision': decision.decision,
  'x-stillwatch-account': safe(call.caller.account),
  ...(decision.campaign !== undefined && { 'x-stillwatch-campaign': safe(decision.campaign) }),
  ...(decision.withhold !== undefined && { 'x-stillwatch-withhold': decision.withhold.join(',') }),
  ...(decision.fallback === true && { 'x-stillwatch-fallback': '1' }),
})

/** Accounts are named by strangers; a header takes visible ASCII. */
const safe = (text: string): string => encodeURI(text).slice(0, 400)

export function envoyAnswer(
  call: AuthCall,
  decision: Decision,
  reference: string,
  contact?: string,
): AuthAnswer {
  const refusal = refusalOf(decision, contact)
  if (refusal === undefined) return { status: 200, headers: told(call, decision), body: '' }
  return writeRefusal(refusal, call.surface?.shape ?? 'openai', reference)
}

/**
 * nginx takes every other status than 401 and 403 for a failure of ours, so a spent budget is 403 here too; the
 * configuration's `error_page` writes what the headers say.
 */
export function nginxAnswer(
  call: AuthCall,
  decision: Decision,
  reference: string,
  contact?: string,
): AuthAnswer {
  const refusal = refusalOf(decision, contact)
  if (refusal === undefined) return { status: 204, headers: told(call, decision), body: '' }
  return { status: 403, headers: refusalHeaders(refusal, reference), body: '' }
}

const refusalHeaders = (refusal: Refusal, reference: string): Record<string, string> => ({
  'x-stillwatch-status': String(refusal.status),
  'x-stillwatch-code': refusal.code,
  // Goes into a JSON text that the configuration writes: nothing in it may end a string.
  'x-stillwatch-message': refusal.message.replace(/[^\x20-\x7e]|["\\]/g, ' '),
  'x-stillwatch-reference': reference,
  ...(refusal.retryAfterMs !== undefined && {
    'x-stillwatch-retry-after': String(Math.max(1, Math.ceil(refusal.retryAfterMs / 1000))),
  }),
})
