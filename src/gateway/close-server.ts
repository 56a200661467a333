/** Ends a server of connections that are kept: `gateway` and `serve` stop alike. */
import type { Server } from 'node:http'

/** A kept connection whose call has just ended would wait for another one until it is cut: it is closed this soon. */
const idleMs = 50

/** Takes no more connections, waits for the calls under way at most `graceMs`, then cuts them off. */
export async function closeServer(
  server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>,
  graceMs: number,
): Promise<void> {
  // One that was closed before is closed.
  const closed = new Promise<void>(done => server.close(() => done()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), idleMs)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
