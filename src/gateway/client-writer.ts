/**
 * An answer on its way to the client: what arrived together leaves together, at once, and no faster than it is taken.
 * Node writes a chunk of an HTTP/1.1 answer as four pieces (RFC 9112 § 7.1: size, line end, bytes, line end), each with
 * its own bookkeeping, which was most of what an event of a stream cost. Here it is one.
 */
import type { ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'

export interface ClientWriter {
  write(chunk: Buffer): void
  /** Ends the answer after what was written. */
  end(): void
}

/** Where the bytes come from; told to wait while the client takes no more. */
export interface Source {
  pause(): void
  resume(): void
}

/** Copying is cheaper than pieces only while there is little to copy. */
const framedBytesMax = 16 * 1024
const lineEnd = Buffer.from('\r\n')

/** @param response with its head written, and not yet sent */
export function clientWriter(response: ServerResponse, source: Source): ClientWriter {
  let held: Buffer[] = []
  let bytes = 0
  let isHeadSent = false
  let isPlanned = false
  const taken = (): Buffer => {
    const [first] = held
    const whole = first !== undefined && held.length === 1 ? first : Buffer.concat(held, bytes)
    held = []
    bytes = 0
    return whole
  }
  const paced = (isTaken: boolean, sink: Writable): void => {
    if (isTaken) return
    source.pause()
    sink.once('drain', () => source.resume())
  }
  const flush = (): void => {
    isPlanned = false
    if (response.destroyed || response.writableEnded) return
    if (!isHeadSent) {
      isHeadSent = true
      // A stream's first word may be seconds away; that it has begun is news by itself.
      if (bytes === 0) response.flushHeaders()
      else paced(response.write(taken()), response)
      return
    }
    const { socket } = response
    // Without a socket it is not yet this answer's turn on the connection.
    const isFramed = response.chunkedEncoding && socket !== null && bytes <= framedBytesMax
    if (isFramed) paced(socket.write(framed(taken())), socket)
    else paced(response.write(taken()), response)
  }
  /** After the piece of the upstream's stream that is being taken apart, before anything else. */
  const plan = (): void => {
    if (isPlanned) return
    isPlanned = true
    process.nextTick(flush)
  }
  plan()
  return {
    write(chunk) {
      if (chunk.length === 0) return
      held.push(chunk)
      bytes += chunk.length
      plan()
    },
    end: () => {
      if (bytes === 0) response.end()
      else response.end(taken())
    },
  }
}

/** One chunk of the chunked coding. */
function framed(bytes: Buffer): Buffer {
  const size = `${bytes.length.toString(16)}\r\n`
  const chunk = Buffer.allocUnsafe(size.length + bytes.length + lineEnd.length)
  chunk.write(size, 'latin1')
  bytes.copy(chunk, size.length)
  lineEnd.copy(chunk, size.length + bytes.length)
  return chunk
}
