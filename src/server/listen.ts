/** Opens the socket: on this machine's own address and no other. */
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { AppError } from '../errors.ts'

export interface Listening {
  readonly url: string
  close(): Promise<void>
}

/** Port 0 asks for any free one. */
export function listen(app: Hono, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, info => {
      resolve({
        url: `http://127.0.0.1:${info.port}`,
        close: () =>
          new Promise((done, failed) => {
            server.close(error => (error ? failed(error) : done()))
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(
        taken
          ? new AppError(
              'conflict',
              'http/port-taken',
              `port ${port} cannot be used; choose another with --port`,
            )
          : error,
      )
    })
  })
}
