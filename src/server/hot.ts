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
import { guardHeaders, type HeadersRead, requireOwnHost, requireOwnOrigin } from './protect.ts'
import { jsonOf } from './read-body.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'

/** Takes a request, or leaves it alone: then it is for the app. */
export type HotDoor = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

type HotRoute = Route & Required<Pick<Route, 'hot'>> & { readonly span: string }

/** Longer bodies, and those of unknown length, take the usual way. */
const bytesMax = 256 * 1024

/** @example listen(app, 8787, { hot: hotDoor(parts, access) }) */
export function hotDoor(parts: AppParts, access: Access): HotDoor {
  const hot = new Map<string, HotRoute>(
    routes.flatMap(route =>
      route.hot === undefined
        ? []
        : [[route.path, { ...route, hot: route.hot, span: `${route.method} ${route.path}` }]],
    ),
  )
  return (incoming, outgoing) => {
    const url = incoming.url ?? ''
    const mark = url.indexOf('?')
    const route = hot.get(mark < 0 ? url : url.slice(0, mark))
    if (route === undefined || incoming.method !== route.method || !isShort(incoming)) return false
    admit(
      {
        parts,
        route,
        search: mark < 0 ? '' : url.slice(mark + 1),
        incoming,
        outgoing,
        begun: parts.clock(),
        span: tracer.startSpan(route.span),
        principal: anyone,
      },
      access,
    )
    return true
  }
}

function isShort({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return length <= bytesMax && headers['transfer-encoding'] === undefined && headers.expect === undefined
}

const tracer = trace.getTracer('stillwatch')

/** What guards read of a request; a repeated header counts as Node joins it. */
class NodeHeaders implements HeadersRead {
  readonly #headers: IncomingMessage['headers']
  constructor(headers: IncomingMessage['headers']) {
    this.#headers = headers
  }
  get(name: string): string | null {
    const value = this.#headers[name]
    return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
  }
  has(name: string): boolean {
    return this.#headers[name] !== undefined
  }
}

/** One request on its way. Steps are functions of this: a closure for each would be made anew for every request. */
interface Call {
  readonly parts: AppParts
  readonly route: HotRoute
  readonly search: string
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  /** Epoch milliseconds. */
  readonly begun: number
  readonly span: Span
  principal: Principal
}

/** Who asks is settled before a byte of the body is read. */
function admit(call: Call, access: Access): void {
  const { route, incoming } = call
  try {
    const headers = new NodeHeaders(incoming.headers)
    requireOwnHost(headers, access.isGuarded())
    requireOwnOrigin(headers, route.method)
    if (route.role !== 'anyone')
      call.principal = access.admit({ headers }, incoming.socket.remoteAddress ?? '', route.role)
  } catch (error) {
    void refuse(call, error)
    return
  }
  read(call)
}

/** Node's parser holds a body to its declared length. */
function read(call: Call): void {
  const { incoming } = call
  const pieces: Buffer[] = []
  let isWhole = false
  incoming.on('data', (piece: Buffer) => pieces.push(piece))
  incoming.on('end', () => {
    isWhole = true
    const [only] = pieces
    void answer(call, only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces))
  })
  incoming.on('close', () => {
    if (!isWhole) end(call, clientLeft)
  })
}

/** Never sent, as in the gateway's record. */
const clientLeft = 499

async function answer(call: Call, bytes: Buffer): Promise<void> {
  const { parts, route, search, incoming, principal } = call
  try {
    // Of a repeated name the first counts, as in the app.
    const query = search === '' ? nothing : Object.fromEntries([...new URLSearchParams(search)].reverse())
    const address = incoming.socket.remoteAddress ?? ''
    const made = route.hot(parts, { params: nothing, query, principal, address, body: jsonOf(bytes) })
    write(call.outgoing, made instanceof Promise ? await made : made)
  } catch (error) {
    await refuse(call, error)
    return
  }
  end(call, 200)
}

const nothing = {}

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
  const text = JSON.stringify(answered)
  // In ASCII, head and body leave as one string of bytes; anything beyond makes Node encode both anew.
  const body = Buffer.byteLength(text) === text.length ? text : text.replace(/[\u0080-\uffff]/g, escaped)
  outgoing.writeHead(200, [...head, 'content-length', String(body.length)])
  outgoing.end(body, 'latin1')
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

async function refuse(call: Call, error: unknown): Promise<void> {
  const failed = writtenFailure(error, call.parts.log)
  writeFailed(call.outgoing, failed, await dropRest(call.incoming))
  end(call, failed.status)
}

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

function end({ parts, route, span, begun, principal }: Call, status: number): void {
  if (span.isRecording()) {
    span.setAttributes({ 'http.route': route.path, 'http.response.status_code': status })
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
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
