/** Bodies from strangers, unpacked while they are read, and bounded by what comes out rather than by what goes in. */
import { Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { AppError } from '../../errors.ts'
import { piecesOf } from '../read-body.ts'
import type { Budget } from './budget.ts'
import { unzstd } from './unzstd.ts'

/**
 * Reads a body with `Content-Encoding` gzip, zstd, deflate or none. Every byte is taken from `budget` before it is kept;
 * the caller gives the length of the result back when it is done with it.
 * @throws limit `http/too-large`, input `http/encoding`, busy `ingest/full`
 */
export async function unpackBody(request: Request, most: number, budget: Budget): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most)
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of unpacked(request, most)) {
      bytes += piece.length
      if (bytes > most) {
        bytes -= piece.length
        throw tooLarge(most)
      }
      try {
        budget.take(piece.length)
      } catch (error) {
        bytes -= piece.length
        throw error
      }
      pieces.push(piece)
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
  } catch (error) {
    budget.give(bytes)
    if (error instanceof AppError) throw error
    throw new AppError('input', 'http/broken-body', 'the body broke off, or is not packed as it says', {
      cause: error,
    })
  }
}

const tooLarge = (most: number): AppError =>
  new AppError('limit', 'http/too-large', `the body is larger than ${most} bytes once unpacked`)

function unpacked(request: Request, most: number): AsyncIterable<Uint8Array> {
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase()
  const body = piecesOf(request)
  if (encoding === 'identity' || encoding === '') return body
  if (encoding === 'gzip' || encoding === 'x-gzip') return through(body, zlib.createGunzip())
  if (encoding === 'deflate') return through(body, zlib.createInflate())
  if (encoding === 'zstd') {
    // Below Node 22.15 zlib knows no zstd.
    const native: unknown = Reflect.get(zlib, 'createZstdDecompress')
    return typeof native === 'function' ? through(body, native() as Transform) : unzstd(body, most)
  }
  throw new AppError('input', 'http/encoding', 'Content-Encoding may be gzip, zstd, deflate or identity')
}

function through(body: AsyncIterable<Uint8Array>, unpack: Transform): AsyncIterable<Uint8Array> {
  const source = Readable.from(body, { objectMode: false })
  // A source that breaks off must end the reader too.
  source.on('error', error => unpack.destroy(error))
  unpack.on('close', () => source.destroy())
  return source.pipe(unpack)
}
