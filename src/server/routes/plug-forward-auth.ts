/** External authorisation for Envoy and nginx. The head that comes in is the original caller's, not the proxy's own. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { WayIn } from '../../decide/settings.ts'
import { type HeaderPairs, headerOf } from '../../gateway/headers.ts'
import type { Decision } from '../../model/decision.ts'
import {
  type AuthAnswer,
  type AuthCall,
  authCall,
  envoyAnswer,
  nginxAnswer,
} from '../../plugins/forward-auth.ts'
import { readJson } from '../read-body.ts'
import { defineRawRoute, type Method, needed, type Route, type ServerParts } from '../route.ts'

/** `Authorization` is the caller's key to the model, so the proxy's own token travels here. */
const tokenHeader = 'x-stillwatch-token'
const prefix = '/v1/plug/ext-authz'
/** Envoy's `max_request_bytes` should not be larger; of a longer body the model is not known. */
const bodyBytes = 1024 * 1024

/** Whoever was admitted to ask is the operator's own edge, and is believed as one, wherever it stands. */
const ownEdge = '127.0.0.1'

interface Original {
  readonly method: string
  readonly target: string
  readonly body?: unknown
}

async function answer(
  parts: ServerParts,
  request: Request,
  address: string,
  way: WayIn,
  original: Original,
  write: (call: AuthCall, decision: Decision, reference: string) => AuthAnswer,
): Promise<Response> {
  const token = request.headers.get(tokenHeader)
  // Without a token this is somebody on this machine, or nobody: what the original caller sent proves nothing here.
  const own = new Request(
    request.url,
    token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
  )
  parts.access?.admit(own, address, 'decide')
  const decider = needed(parts.decider, 'decisions')
  const headers = pairsOf(request).filter(([name]) => name !== tokenHeader)
  const call = authCall({ ...original, headers, peer: ownEdge }, needed(parts.callers, 'a key for accounts'))
  const decision = decider.decide(call.request, way)
  // Nobody tells when the call ends or what it cost: it counts in full, and is not in flight.
  if (decision.reservation !== undefined) decider.settle(decision.reservation, undefined)
  const { status, headers: told, body } = write(call, decision, randomUUID())
  return new Response(status === 204 || body === '' ? null : body, { status, headers: told })
}

function pairsOf(request: Request): HeaderPairs {
  const pairs: [string, string][] = []
  request.headers.forEach((value, name) => {
    pairs.push([name, value])
  })
  return pairs
}

const envoy = (method: Method): Route =>
  defineRawRoute({
    method,
    path: `${prefix}/*`,
    operation: `extAuthz${method}`,
    summary: 'Envoy `ext_authz` HTTP service: 200 where the call may go on, else the refusal to pass on.',
    // The caller's own credential stands where ours would; see above.
    role: 'anyone',
    bodyBytes,
    answer: z.string(),
    answers: 'application/json',
    handle: async (parts, { request, address }) => {
      const url = new URL(request.url)
      const target = (url.pathname.slice(prefix.length) || '/') + url.search
      const body = await readJson(request, bodyBytes).catch(() => undefined)
      return answer(parts, request, address, 'ext-authz', { method, target, body }, envoyAnswer)
    },
  })

export const extAuthz: readonly Route[] = (['GET', 'POST', 'PUT', 'DELETE'] as const).map(envoy)

export const authRequest = defineRawRoute({
  path: '/v1/plug/auth-request',
  operation: 'authRequest',
  summary: 'nginx `auth_request`: 204 where the call may go on, else 403 with what to answer in headers.',
  role: 'anyone',
  answer: z.string(),
  answers: 'text/plain',
  handle: (parts, { request, address }) => {
    const headers = pairsOf(request)
    const method = headerOf(headers, 'x-original-method') ?? 'GET'
    const target = headerOf(headers, 'x-original-uri') ?? '/'
    return answer(parts, request, address, 'auth-request', { method, target }, nginxAnswer)
  },
})
