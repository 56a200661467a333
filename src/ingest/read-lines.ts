/** Lines of a file in this process: for a server that cannot read it, and for what the engine gave up on. */
import { createReadStream } from 'node:fs'
import { PassThrough, type Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { createGunzip } from 'node:zlib'
import { AppError } from '../errors.ts'
import type { InputFile } from './files.ts'
import { lineBytesMax } from './stage.ts'

export interface Line {
  /** 0-based. */
  readonly row: number
  readonly text: string
}

/**
 * Yields the lines; a longer one than `lineBytesMax` comes cut just above it, so that it is refused for its length.
 * A stream that breaks off (a truncated gzip) yields what came before, then throws `ingest/cut-off`.
 */
export async function* readLines(file: InputFile): AsyncGenerator<Line, void, undefined> {
  let broken: unknown
  const bytes = unpacked(file, error => {
    broken = error
  })
  let row = 0
  let held: Buffer[] = []
  let heldBytes = 0
  const hold = (piece: Buffer): void => {
    if (heldBytes <= lineBytesMax) held.push(piece.subarray(0, lineBytesMax + 1 - heldBytes))
    heldBytes += piece.length
  }
  const take = (): Line => {
    const text = Buffer.concat(held).toString('utf8')
    held = []
    heldBytes = 0
    return { row: row++, text }
  }
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        hold(chunk.subarray(from, end))
        yield take()
        from = end + 1
      }
      if (from < chunk.length) hold(Buffer.from(chunk.subarray(from)))
    }
  } catch (error) {
    broken = error
  }
  if (heldBytes > 0) yield take()
  if (broken !== undefined) {
    throw new AppError('input', 'ingest/cut-off', `${file.name} breaks off after line ${row}`, {
      cause: broken,
    })
  }
}

/** The bytes of the file; a failure ends them instead of taking with it what was read before. */
function unpacked(file: InputFile, failed: (error: Error) => void): Readable {
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 })
  const unpack = unpacker(file)
  if (unpack === undefined) return source
  const out = new PassThrough({ highWaterMark: 1 << 24 })
  const fail = (error: Error): void => {
    failed(error)
    out.end()
  }
  source.on('error', fail).pipe(unpack)
  unpack.on('error', fail)
  unpack.on('end', () => out.end())
  unpack.on('data', chunk => {
    if (!out.write(chunk)) unpack.pause()
  })
  out.on('drain', () => unpack.resume())
  // A reader that has seen enough stops the reading.
  out.on('close', () => {
    source.destroy()
    unpack.destroy()
  })
  return out
}

function unpacker(file: InputFile): Transform | undefined {
  if (file.packing === 'gz') return createGunzip()
  if (file.packing !== 'zstd') return undefined
  const make: unknown = Reflect.get(zlib, 'createZstdDecompress')
  if (typeof make === 'function') return make() as Transform
  const message = `${file.name}: zstd with --clickhouse needs Node 22.15 or newer; unpack it first, or use gzip`
  throw new AppError('input', 'ingest/no-zstd', message)
}
