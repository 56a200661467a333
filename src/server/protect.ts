/** Guards a page that shows accounts: only this machine asks, only this page's own files run. */
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'

/** As much of a request as guards read; a web Request and Node's own both have it. */
export interface HeadersRead {
  get(name: string): string | null
  has(name: string): boolean
}

/** Ports may be forwarded, so only the name counts. */
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/**
 * A foreign page can point its own name at 127.0.0.1 and read the answers (DNS rebinding); then the Host header
 * carries that name.
 */
export function requireOwnHost(headers: HeadersRead, isGuarded: boolean): void {
  // With credentials a foreign name is worth nothing: the cookie belongs to ours.
  if (isGuarded) return
  if (!ownHost.test(headers.get('host') ?? ''))
    throw new AppError('denied', 'http/foreign-host', 'this service answers to localhost only')
}

/**
 * A foreign page may send a write here that it cannot read the answer of; the browser then says where it comes from.
 * What is no browser says nothing of the kind, and is judged by its credentials alone.
 */
export function requireOwnOrigin(headers: HeadersRead, method: string): void {
  if (method === 'GET' || method === 'HEAD') return
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const own = origin === null || hostOf(origin) === headers.get('host')?.toLowerCase()
  if (!own || (site !== null && site !== 'same-origin' && site !== 'none'))
    throw new AppError('denied', 'http/foreign-origin', 'another site may not write here')
}

/** Both, before any route. */
export const guarded =
  (isGuarded: () => boolean): MiddlewareHandler =>
  async (context, next) => {
    const { headers } = context.req.raw
    requireOwnHost(headers, isGuarded())
    requireOwnOrigin(headers, context.req.method)
    await next()
  }

/** `null` is what a sandboxed page calls itself. */
const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host.toLowerCase() : undefined

export const guardHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Set before the answer is made: touching a finished one makes the server build it a second time. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  for (const name in guardHeaders) context.header(name, guardHeaders[name])
  await next()
}

/** A route's own Response takes no headers from the context; it gets them here, where it has none of its own. */
export function secured(response: Response): Response {
  for (const [name, value] of Object.entries(guardHeaders))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}
