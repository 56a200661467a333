/** A request's body in memory, within bounds, and as text where it came packed. */
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { type Fields, isFields } from '../ingest/formats/fields.ts'
import type { Refusal } from './refuse.ts'

/** OpenAI takes 50 MB, Anthropic 32 MB. */
export const bodyBytesMax = 64 * 1024 * 1024

export interface Body {
  /** As it came; this is what is passed on. */
  readonly bytes: Buffer
  readonly document: Fields
}

const tooLarge: Refusal = {
  status: 413,
  code: 'body_too_large',
  message: 'The request is larger than 64 MiB.',
}
const unreadable: Refusal = {
  status: 400,
  code: 'body_unreadable',
  message: 'The request body is not a JSON object.',
}
const packed: Refusal = {
  status: 415,
  code: 'encoding_unknown',
  message: 'The request body is packed in a way that is not known here.',
}

const unpackers = new Map<string, (bytes: Buffer) => Promise<Buffer>>([
  ['gzip', bytes => promisify<Buffer, object, Buffer>(gunzip)(bytes, { maxOutputLength: bodyBytesMax })],
  ['deflate', bytes => promisify<Buffer, object, Buffer>(inflate)(bytes, { maxOutputLength: bodyBytesMax })],
  [
    'br',
    bytes => promisify<Buffer, object, Buffer>(brotliDecompress)(bytes, { maxOutputLength: bodyBytesMax }),
  ],
])

/** Undefined when the caller went away before the body was whole. */
export async function readBody(request: IncomingMessage): Promise<Body | Refusal | undefined> {
  const bytes = await collect(request)
  if (!Buffer.isBuffer(bytes)) return bytes
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const unpack = unpackers.get(encoding)
  if (unpack === undefined && encoding !== 'identity') return packed
  try {
    const text = (unpack === undefined ? bytes : await unpack(bytes)).toString('utf8')
    const document: unknown = JSON.parse(text)
    return isFields(document) ? { bytes, document } : unreadable
  } catch {
    return unreadable
  }
}

/** By events: leaving a `for await` early would destroy the connection before it could be answered. */
function collect(request: IncomingMessage): Promise<Buffer | Refusal | undefined> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let length = 0
    const refuse = (): void => {
      request.removeAllListeners('data')
      request.resume()
      resolve(tooLarge)
    }
    if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return refuse()
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > bodyBytesMax) return refuse()
      chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks, length)))
    request.on('close', () => resolve(undefined))
  })
}
