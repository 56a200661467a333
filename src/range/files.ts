/** The files of a world: writing with a running checksum, reading line by line. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, gzipSync } from 'node:zlib'

export interface FileSummary {
  readonly file: string
  readonly lines: number
  readonly bytes: number
  /** SHA-256 of the bytes on disk. */
  readonly sha256: string
}

export interface LineFile {
  write(text: string | Buffer, lines: number): void
  close(): FileSummary
}

/** Opens `dir/name`; a name that ends in `.gz` is compressed, member by member. */
export function createLineFile(dir: string, name: string): LineFile {
  mkdirSync(dir, { recursive: true })
  const descriptor = openSync(join(dir, name), 'w')
  const hash = createHash('sha256')
  const isGzip = name.endsWith('.gz')
  let lines = 0
  let bytes = 0
  let held: Buffer[] = []
  let heldBytes = 0
  const flush = (): void => {
    if (heldBytes === 0) return
    const plain = Buffer.concat(held)
    const chunk = isGzip ? gzipSync(plain, { level: 4 }) : plain
    held = []
    heldBytes = 0
    hash.update(chunk)
    bytes += chunk.length
    let written = 0
    while (written < chunk.length) written += writeSync(descriptor, chunk, written)
  }
  return {
    write(text, count) {
      const chunk = typeof text === 'string' ? Buffer.from(text) : text
      held.push(chunk)
      heldBytes += chunk.length
      lines += count
      if (heldBytes > 4_000_000) flush()
    },
    close() {
      flush()
      closeSync(descriptor)
      return { file: name, lines, bytes, sha256: hash.digest('hex') }
    },
  }
}

/** Lines of a plain or gzip file, with the checksum of its bytes when it ends. */
export async function* readLines(path: string, onEnd?: (sha256: string) => void): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 })
  bytes.on('data', chunk => hash.update(chunk))
  const input = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  // A failing file must reject the reader, which readline alone does not do.
  const failed = new Promise<never>((_, reject) => {
    bytes.on('error', reject)
    input.on('error', reject)
  })
  failed.catch(() => undefined)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()
  while (true) {
    const next = await Promise.race([lines.next(), failed])
    if (next.done) break
    if (next.value !== '') yield next.value
  }
  onEnd?.(hash.digest('hex'))
}
