/** What is left of a body that nobody will read: it must neither hold the answer back nor be taken for a request. */
import type { IncomingMessage } from 'node:http'

/** A client that is still sending reads no answer; whoever closes on it makes it lose the answer (TCP resets). */
const dropMs = 1_000
const dropBytes = 64 * 1024 * 1024

/**
 * Reads and drops the rest of a body, within bounds.
 * @returns false when there was more: the connection must be closed after the answer
 */
export function dropRest(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve(incoming.complete)
  if (Number(incoming.headers['content-length'] ?? 0) > dropBytes) return Promise.resolve(false)
  return new Promise(resolve => {
    let bytes = 0
    const done = (): void => {
      clearTimeout(timer)
      incoming.off('data', count)
      for (const event of ['end', 'close', 'error'] as const) incoming.off(event, done)
      incoming.pause()
      resolve(incoming.complete)
    }
    const count = (piece: Buffer): void => {
      bytes += piece.length
      if (bytes > dropBytes) done()
    }
    const timer = setTimeout(done, dropMs)
    // The web stream over this one would stop it again after every piece.
    incoming.removeAllListeners('data')
    incoming.on('data', count)
    for (const event of ['end', 'close', 'error'] as const) incoming.on(event, done)
    incoming.resume()
  })
}
