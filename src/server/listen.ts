/** Opens the socket: on this machine's own address unless told otherwise, with bounds on slow and large requests. */
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTls } from 'node:https'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { AppError } from '../errors.ts'
import { closeServer } from '../gateway/close-server.ts'
import type { HotDoor } from './hot.ts'

export interface Listening {
  readonly url: string
  /** Takes no more connections, and waits for the answers under way, at most `drainMs`. */
  close(drainMs?: number): Promise<void>
}

export interface ListenOptions {
  readonly host?: string
  /** PEM texts. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** What is answered without the app, see `hot.ts`. */
  readonly hot?: HotDoor
  /** For tests of slow clients. */
  readonly headersMs?: number
  readonly requestMs?: number
}

/** Headers of an honest client fit 16 KiB and come at once. */
const bounds = { maxHeaderSize: 16 * 1024, keepAliveTimeout: 65_000, noDelay: true }
const headersMsDefault = 10_000
/** 32 MiB over a slow line; who needs longer sends smaller bodies. */
const requestMsDefault = 60_000
const connectionsMax = 10_000

/** Port 0 asks for any free one. */
export function listen(app: Hono, port: number, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', tls, hot, headersMs = headersMsDefault, requestMs = requestMsDefault } = options
  const settings = {
    ...bounds,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(headersMs, requestMs, 5000) / 2,
  }
  const usual = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (hot?.(incoming, outgoing) !== true) void usual(incoming, outgoing)
  }
  const server =
    tls === undefined
      ? createPlain(settings, answer)
      : createTls({ ...settings, ...tls, minVersion: 'TLSv1.2' }, answer)
  server.maxConnections = connectionsMax
  server.on('clientError', refuse)
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => reject(explained(error, port, host)))
    server.listen(port, host, () => {
      const address = server.address()
      const at = typeof address === 'object' && address !== null ? address.port : port
      const name = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `${tls === undefined ? 'http' : 'https'}://${name}:${at}`,
        close: (drainMs = 0) => closeServer(server, drainMs),
      })
    })
  })
}

/** What Node's parser turns away never reaches the app; it gets the same form of answer. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, code, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'http/headers-too-large', 'the headers are too large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'http/too-slow', 'the request took too long to arrive']
        : ['400 Bad Request', 'http/malformed', 'this is not HTTP']
  const body = JSON.stringify({ code, message })
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

function explained(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
    const message = `port ${port} cannot be used; choose another with --port`
    return new AppError('conflict', 'http/port-taken', message)
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new AppError('input', 'http/host', `this machine has no address ${host}`)
  return error
}
