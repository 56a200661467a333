/** One call to the upstream and its answer back: byte for byte, as fast as the slower side takes it. */
import http from 'node:http'
import https from 'node:https'
import { clientWriter } from './client-writer.ts'
import { type HeaderPairs, headerOf, pairsOf, passedOn } from './headers.ts'

export interface Upstream {
  readonly url: URL
  readonly agent: http.Agent
  /** How long the upstream may be silent, before its answer and within it. */
  readonly silenceMs: number
}

export function openUpstream(url: URL, silenceMs: number): Upstream {
  // As many connections as there are calls: a stream holds its own until it ends.
  const options = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 }
  return {
    url,
    silenceMs,
    agent: url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options),
  }
}

export interface Call {
  readonly method: string
  readonly target: string
  readonly headers: HeaderPairs
  /** The whole body, or the request itself where it passes unread. */
  readonly body: Buffer | http.IncomingMessage
  /** The answer must come unpacked, because it will be rewritten. */
  readonly plain: boolean
}

/** A stream of bytes that may rewrite what passes. */
export interface Rewriting {
  /** What goes on to the client; empty where nothing does yet. */
  take(chunk: Buffer): Buffer
  end(): Buffer
}

export interface Watch {
  /** The status, before the first byte goes on; a rewriting may be put in the way. */
  begin(status: number, headers: HeaderPairs): Rewriting | undefined
  take(chunk: Buffer): void
}

export type Outcome =
  | { readonly kind: 'answered' }
  /** The client went away; `status` was not sent when undefined. */
  | { readonly kind: 'left' }
  /** The upstream broke off in the middle of its answer; the client's connection was broken off as well. */
  | { readonly kind: 'broken' }
  /** Nothing came, nothing was sent: there is still time to answer. */
  | { readonly kind: 'unreachable' | 'silent' }

const ownHeaders = new Set(['host', 'content-length', 'expect'])
const packing = new Set([...ownHeaders, 'accept-encoding'])
const lengths = new Set(['content-length', 'content-encoding'])

/** Resolves when the call is over, whatever became of it; never rejects. */
export function forward(
  upstream: Upstream,
  call: Call,
  response: http.ServerResponse,
  watch: Watch,
): Promise<Outcome> {
  // Whoever left while the call was decided or slowed needs no answer.
  if (response.destroyed) return Promise.resolve({ kind: 'left' })
  return new Promise(resolve => attempt(upstream, call, response, watch, resolve, true))
}

function attempt(
  upstream: Upstream,
  call: Call,
  response: http.ServerResponse,
  watch: Watch,
  resolve: (outcome: Outcome) => void,
  mayRetry: boolean,
): void {
  const { url, agent, silenceMs } = upstream
  const send = url.protocol === 'https:' ? https.request : http.request
  const outgoing = send({
    agent,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port,
    method: call.method,
    path: url.pathname.replace(/\/$/, '') + call.target,
    headers: requestHeaders(url, call),
    setHost: false,
    timeout: silenceMs,
  })
  let settled = false
  let silent = false
  const settle = (outcome: Outcome): void => {
    if (settled) return
    settled = true
    response.off('close', onClose)
    resolve(outcome)
  }
  const onClose = (): void => {
    if (response.writableFinished) return
    // The caller has left: what the upstream would still say costs money and reaches nobody.
    outgoing.destroy()
    settle({ kind: 'left' })
  }
  response.on('close', onClose)
  outgoing.on('timeout', () => {
    silent = true
    outgoing.destroy()
  })
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (settled) return
    const stale = outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
    // A kept connection that the upstream closed in the same moment: the call never reached it.
    if (stale && mayRetry && Buffer.isBuffer(call.body) && !response.headersSent) {
      settled = true
      response.off('close', onClose)
      attempt(upstream, call, response, watch, resolve, false)
    } else if (response.headersSent) {
      response.destroy()
      settle({ kind: 'broken' })
    } else settle({ kind: silent ? 'silent' : 'unreachable' })
  })
  outgoing.on('response', answer => {
    relay(answer, response, watch, settle)
  })
  if (Buffer.isBuffer(call.body)) outgoing.end(call.body)
  else call.body.pipe(outgoing)
}

function requestHeaders(url: URL, call: Call): string[] {
  const headers = passedOn(call.headers, call.plain ? packing : ownHeaders)
  const length = Buffer.isBuffer(call.body)
    ? String(call.body.length)
    : headerOf(call.headers, 'content-length')
  const own = ['host', url.host]
  if (length !== undefined && !(length === '0' && call.method === 'GET')) own.push('content-length', length)
  if (call.plain) own.push('accept-encoding', 'identity')
  return [...own, ...headers]
}

function relay(
  answer: http.IncomingMessage,
  response: http.ServerResponse,
  watch: Watch,
  settle: (outcome: Outcome) => void,
): void {
  const status = answer.statusCode ?? 502
  const pairs = pairsOf(answer.rawHeaders)
  const rewriting = watch.begin(status, pairs)
  response.writeHead(status, answer.statusMessage ?? '', passedOn(pairs, rewriting && lengths))
  const client = clientWriter(response, answer)
  answer.on('data', (chunk: Buffer) => {
    // The client first: reading along must not delay what passes.
    client.write(rewriting === undefined ? chunk : rewriting.take(chunk))
    watch.take(chunk)
  })
  answer.on('end', () => {
    if (rewriting !== undefined) client.write(rewriting.end())
    client.end()
    settle({ kind: 'answered' })
  })
  const broken = (): void => {
    // Ended in the middle: an orderly end here would pass a torn answer off as a whole one.
    response.destroy()
    settle({ kind: 'broken' })
  }
  answer.on('error', broken)
  answer.on('aborted', broken)
}
