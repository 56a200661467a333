/** The gateway's socket: a reverse proxy before a model API. */
import http from 'node:http'
import type { Socket } from 'node:net'
import { AppError } from '../errors.ts'
import { closeServer } from './close-server.ts'
import { writeRefusal } from './refuse.ts'
import { type CallParts, serveCall } from './serve-call.ts'

export interface GatewayOptions extends CallParts {
  readonly host: string
  /** 0 asks for any free one. */
  readonly port: number
  /** One line about what failed on our side; never a header, a body or a key. */
  readonly log: (line: string) => void
}

export interface Gateway {
  readonly url: string
  /** Calls under way. */
  active(): number
  /** Takes no more calls, lets those under way end for as long as `graceMs`, then stores what is recorded. */
  close(graceMs: number): Promise<void>
}

/** More are turned away with 503: each holds two sockets and its bodies. */
const callsMax = 10_000

/** @example const { url } = await openGateway({ host: '127.0.0.1', port: 8788, upstream, decider, recorder, … }) */
export function openGateway(options: GatewayOptions): Promise<Gateway> {
  let active = 0
  const server = http.createServer(
    { keepAliveTimeout: 75_000, requestTimeout: 300_000 },
    (request, response) => {
      if (active >= callsMax) return turnAway(response)
      active += 1
      request.on('error', () => undefined)
      response.on('error', () => undefined)
      serveCall(options, request, response)
        .catch((error: unknown) => {
          options.log(`bug/gateway ${error instanceof Error ? error.message : 'unknown'}`)
          if (response.headersSent) response.destroy()
          else turnAway(response)
        })
        .finally(() => {
          active -= 1
        })
    },
  )
  server.on('clientError', answerBroken)
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new AppError(
              'conflict',
              'http/port-taken',
              `port ${options.port} cannot be used; choose another with --port`,
            )
          : error,
      ),
    )
    server.listen(options.port, options.host, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : options.port
      resolve({
        url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
        active: () => active,
        close: graceMs => close(server, options, graceMs),
      })
    })
  })
}

async function close(server: http.Server, options: GatewayOptions, graceMs: number): Promise<void> {
  await closeServer(server, graceMs)
  options.upstream.agent.destroy()
  await options.recorder.close()
}

function turnAway(response: http.ServerResponse): void {
  const refusal = { status: 503, code: 'gateway_busy', message: 'The gateway cannot take this call now.' }
  const { status, headers, body } = writeRefusal({ ...refusal, retryAfterMs: 1_000 }, 'openai', 'none')
  response.writeHead(status, { ...headers, connection: 'close' })
  response.end(body)
}

const parserCodes: Readonly<Record<string, [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'The request headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_too_slow', 'The request did not arrive in time.'],
}

/** What the HTTP parser cannot read has no API's form; it gets the OpenAI one and its connection is closed. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, code, message] = parserCodes[error.code ?? ''] ?? [
    400,
    'request_unreadable',
    'This is no HTTP request.',
  ]
  const { body } = writeRefusal({ status, code, message }, 'openai', 'none')
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
