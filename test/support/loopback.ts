/** A test's own server on a free port of this machine. */
import { once } from 'node:events'
import { Server as HttpServer } from 'node:http'
import type { Server } from 'node:net'

export interface Loopback {
  readonly port: number
  /** Without a slash at its end. */
  readonly url: string
  /** Ends its connections too. */
  close(): Promise<void>
}

/** @example const upstream = await onLoopback(http.createServer((request, response) => response.end())) */
export async function onLoopback(server: Server): Promise<Loopback> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      if (server instanceof HttpServer) server.closeAllConnections()
      await closed
    },
  }
}
