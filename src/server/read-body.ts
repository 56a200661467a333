/** Bodies from strangers: bounded while they are read, whatever their headers say. */
import { AppError } from '../errors.ts'

const tooLarge = (most: number): AppError =>
  new AppError('limit', 'http/too-large', `the body is larger than ${most} bytes`)

/** The body as it arrives. Node's streams of this kind can be iterated; the browser's type does not say so. */
export const piecesOf = (request: Request): AsyncIterable<Uint8Array> =>
  (request.body ?? []) as unknown as AsyncIterable<Uint8Array>

/** Reads the whole body, and stops at the first byte too many. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > most) throw tooLarge(most)
  // Node's parser holds a body to its declared length. Read whole, it needs no web stream, which costs more CPU than
  // all the rest of a small request.
  if (declared !== null) {
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (bytes.length > most) throw tooLarge(most)
    return bytes
  }
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of piecesOf(request)) {
    bytes += piece.length
    if (bytes > most) throw tooLarge(most)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The body as JSON, whatever media type it claims. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  return jsonOf(await readBytes(request, most))
}

/** @throws input `http/not-json` */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (cause) {
    throw new AppError('input', 'http/not-json', 'the body is not JSON in UTF-8', { cause })
  }
}
