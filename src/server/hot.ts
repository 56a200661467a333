/**
 * A short way for the few routes that are asked at every call of a model: the same route, guards and errors, without the
 * web's Request and Response between Node and the answer, which cost more than the decision itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import type { AppParts } from './app.ts'
import type { Access } from './auth/access.ts'
import { dropRest } from './drop-rest.ts'
import { type WrittenFailure, writtenFailure } from './failures.ts'
import { anyone, type Principal } from './principal.ts'
import { guardHeaders, requireOwnHost, requireOwnOrigin } from './protect.ts'
import { jsonOf } from './read-body.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'

/** Takes a request, or leaves it alone: then it is for the app. */
export type HotDoor = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

type HotRoute = Route & Required<Pick<Route, 'hot'>>

/** Longer bodies, and those of unknown length, take the usual way. */
const bytesMax = 256 * 1024

/** @example listen(app, 8787, { hot: hotDoor(parts, access) }) */
export function hotDoor(parts: AppParts, access: Access): HotDoor {
  const hot = new Map<string, HotRoute>(
    routes.flatMap(route => (route.hot === undefined ? [] : [[route.path, { ...route, hot: route.hot }]])),
  )
  return (incoming, outgoing) => {
    const url = incoming.url ?? ''
    const mark = url.indexOf('?')
    const route = hot.get(mark < 0 ? url : url.slice(0, mark))
    if (route === undefined || incoming.method !== route.method || !isShort(incoming)) return false
    void answer(parts, access, route, mark < 0 ? '' : url.slice(mark + 1), incoming, outgoing)
    return true
  }
}

function isShort({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return length <= bytesMax && headers['transfer-encoding'] === undefined && headers.expect === undefined
}

const tracer = trace.getTracer('stillwatch')

/** What guards read of a request; a repeated header counts as Node joins it. */
const headersOf = ({ headers }: IncomingMessage) => ({
  get: (name: string): string | null => {
    const value = headers[name]
    return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
  },
  has: (name: string): boolean => headers[name] !== undefined,
})

async function answer(
  parts: AppParts,
  access: Access,
  route: HotRoute,
  search: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const begun = parts.clock()
  const span = tracer.startSpan(`${route.method} ${route.path}`)
  let principal: Principal = anyone
  let status = 200
  try {
    const request = { headers: headersOf(incoming) }
    requireOwnHost(request.headers, access.isGuarded())
    requireOwnOrigin(request.headers, route.method)
    const address = incoming.socket.remoteAddress ?? ''
    if (route.role !== 'anyone') principal = access.admit(request, address, route.role)
    const bytes = await read(incoming)
    if (bytes === undefined) return
    // Of a repeated name the first counts, as in the app.
    const query = search === '' ? {} : Object.fromEntries([...new URLSearchParams(search)].reverse())
    const answered = await route.hot(parts, { params: {}, query, principal, address, body: jsonOf(bytes) })
    write(outgoing, answered)
  } catch (error) {
    const failed = writtenFailure(error, parts.log)
    status = failed.status
    writeFailed(outgoing, failed, await dropRest(incoming))
  } finally {
    end(span, route, status)
    const ms = parts.clock() - begun
    parts.onAnswer?.({
      method: route.method,
      route: route.path,
      status,
      ms,
      principal: principal.id,
      isHot: true,
    })
  }
}

/** Undefined when the caller went away. Node's parser holds a body to its declared length. */
function read(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise(resolve => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)))
    incoming.on('close', () => resolve(undefined))
  })
}

/** No browser shows these answers; a policy for pages would be most of the bytes. As a flat list, which Node writes as it is. */
const head = [
  'content-type',
  'application/json',
  'cache-control',
  'no-store',
  'x-content-type-options',
  'nosniff',
]

function write(outgoing: ServerResponse, answered: unknown): void {
  // In ASCII, head and body leave as one string of bytes; anything beyond makes Node encode both anew.
  const body = JSON.stringify(answered).replace(/[\u0080-\uffff]/g, escaped)
  outgoing.writeHead(200, [...head, 'content-length', String(body.length)])
  outgoing.end(body, 'latin1')
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

function writeFailed(
  outgoing: ServerResponse,
  { status, headers, body }: WrittenFailure,
  isWhole: boolean,
): void {
  outgoing.writeHead(status, {
    ...guardHeaders,
    ...headers,
    'content-length': Buffer.byteLength(body),
    ...(!isWhole && { connection: 'close' }),
  })
  outgoing.end(body)
}

function end(span: Span, route: Route, status: number): void {
  span.setAttributes({ 'http.route': route.path, 'http.response.status_code': status })
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}
