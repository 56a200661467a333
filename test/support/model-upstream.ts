/** A stand-in for a model provider: speaks the OpenAI and Anthropic APIs and remembers what it was asked. */
import http from 'node:http'
import { gzipSync } from 'node:zlib'
import { onLoopback } from './loopback.ts'
import { messageAnswer, messageEvents } from './upstream/anthropic.ts'
import { chatAnswer, chatChunks, embeddings } from './upstream/openai-chat.ts'
import { responseAnswer, responseEvents } from './upstream/openai-responses.ts'
import { type Said, saidWords } from './upstream/said.ts'

export interface Seen {
  method: string
  path: string
  headers: http.IncomingHttpHeaders
  rawHeaders: string[]
  bytes: number
  /** The caller left before the answer was whole. */
  left: boolean
}

export interface ModelUpstream {
  readonly url: string
  readonly seen: Seen[]
  close(): Promise<void>
}

/** Models with a meaning of their own; any other answers. */
const behaviours: Readonly<Record<string, (response: http.ServerResponse) => void>> = {
  'fails-429': response => fail(response, 429, 'slow down', { 'retry-after': '7' }),
  'fails-500': response => fail(response, 500, 'it broke'),
  'fails-401': response => fail(response, 401, 'no such key'),
  'breaks-off': response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(
      'data: {"id":"x","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"half"}}]}\n\n',
    )
    setTimeout(() => response.destroy(), 20)
  },
  resets: response => response.destroy(),
}

function fail(response: http.ServerResponse, status: number, message: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ error: { message, type: 'upstream_error', param: null, code: 'upstream' } }))
}

export interface UpstreamOptions {
  readonly gapMs?: number
  readonly words?: number
  /** What is answered to a request that carries this `x-story` header. */
  readonly said?: (story: string) => Said | undefined
}

/** `gapMs` lies between the events of a stream; `words` is how many an answer has. */
export async function openModelUpstream({
  gapMs = 0,
  words = 12,
  said,
}: UpstreamOptions = {}): Promise<ModelUpstream> {
  const seen: Seen[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    const path = request.url ?? ''
    const noted = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      bytes: 0,
      left: false,
    }
    seen.push(noted)
    response.on('close', () => {
      noted.left = !response.writableFinished
    })
    request.on('data', (chunk: Buffer) => {
      noted.bytes += chunk.length
      chunks.push(chunk)
    })
    request.on('end', () => {
      const asked = parse(Buffer.concat(chunks).toString('utf8'))
      const model = String(asked.model)
      const behaviour = Object.hasOwn(behaviours, model) ? behaviours[model] : undefined
      if (behaviour !== undefined) return behaviour(response)
      const story = said?.(String(request.headers['x-story']))
      answer(path, asked, request, response, { gapMs, said: story ?? saidWords(words) })
    })
  })
  const { url, close } = await onLoopback(server)
  return {
    url,
    seen,
    close: async () => {
      await close()
    },
  }
}

export type Asked = Record<string, unknown>

function parse(text: string): Asked {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

const apis: readonly {
  path: RegExp
  whole: (asked: Asked, said: Said) => object
  events?: (asked: Asked, said: Said) => string[]
}[] = [
  { path: /\/chat\/completions/, whole: chatAnswer, events: chatChunks },
  { path: /\/responses/, whole: responseAnswer, events: responseEvents },
  { path: /\/messages/, whole: messageAnswer, events: messageEvents },
  { path: /\/embeddings/, whole: embeddings },
  { path: /\/models/, whole: () => ({ object: 'list', data: [{ id: 'model-1', object: 'model' }] }) },
]

function answer(
  path: string,
  asked: Asked,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { gapMs, said }: { gapMs: number; said: Said },
): void {
  const api = apis.find(one => one.path.test(path))
  if (api === undefined) {
    fail(response, 404, 'no such path')
    return
  }
  const packs = /gzip/.test(request.headers['accept-encoding'] ?? '')
  if (asked.stream !== true || api.events === undefined) {
    const text = JSON.stringify(api.whole(asked, said))
    const body = packs ? gzipSync(text) : Buffer.from(text)
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-request-id': 'upstream-request',
      ...(packs && { 'content-encoding': 'gzip' }),
    })
    response.end(body)
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'upstream-request' })
  response.flushHeaders()
  const events = api.events(asked, said)
  if (gapMs === 0) {
    response.end(events.join(''))
    return
  }
  let at = 0
  const timer = setInterval(() => {
    const event = events[at++]
    if (event !== undefined) response.write(event)
    if (at >= events.length) {
      clearInterval(timer)
      response.end()
    }
  }, gapMs)
  response.on('close', () => clearInterval(timer))
}
