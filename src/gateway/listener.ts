/** Hears an answer while it passes: text, tool calls, usage and how it ended, with bounded memory. */
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { type Answer, type Dialect, gathering } from '../ingest/formats/dialects/dialect.ts'
import { isFields } from '../ingest/formats/fields.ts'
import { asideOf } from './aside.ts'
import { dataOf, eventLines } from './event-lines.ts'

/** Kept of one answer. The longest answers of today are about half of it; what is beyond is counted by usage. */
export const answerCharsMax = 1024 * 1024
/** An answer that is one document is kept until it is whole. */
const documentBytesMax = 16 * 1024 * 1024

export interface Listener {
  take(chunk: Buffer): void
  /** What was heard; never fails, whatever the upstream sent. */
  end(): Promise<Answer>
}

interface Reader {
  take(chunk: Buffer): void
  end(): void
}

/** `contentType` and `encoding` are the answer's headers. */
export function listener(dialect: Dialect, contentType: string, encoding: string): Listener {
  const gathered = gathering(dialect.read ?? (() => undefined), answerCharsMax)
  const hear = (text: string): void => {
    if (text === '' || text === '[DONE]') return
    try {
      const document: unknown = JSON.parse(text)
      if (isFields(document)) gathered.hear(document)
    } catch {
      // Half a document, or none: the rest of the answer still counts.
    }
  }
  const reader: Reader = /event-stream/i.test(contentType)
    ? eventLines(lines => hear(dataOf(lines)))
    : wholeDocument(hear)
  const unpacked = unpacking(encoding, reader)
  const later = asideOf(chunk => unpacked.take(chunk))
  return {
    take: chunk => later.take(chunk),
    end: async () => {
      later.finish()
      await unpacked.end()
      return gathered.answer()
    },
  }
}

function wholeDocument(hear: (text: string) => void): Reader {
  const chunks: Buffer[] = []
  let bytes = 0
  return {
    take: chunk => {
      bytes += chunk.length
      if (bytes <= documentBytesMax) chunks.push(chunk)
      else chunks.length = 0
    },
    end: () => hear(Buffer.concat(chunks).toString('utf8')),
  }
}

const unpackers = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

function unpacking(encoding: string, reader: Reader): { take(chunk: Buffer): void; end(): Promise<void> } {
  const make = unpackers.get(encoding.trim().toLowerCase())
  if (make === undefined)
    return {
      take: chunk => reader.take(chunk),
      end: async () => reader.end(),
    }
  const unpacker = make()
  const done = new Promise<void>(resolve => {
    unpacker.on('end', resolve)
    unpacker.on('error', () => resolve())
  })
  unpacker.on('data', (chunk: Buffer) => reader.take(chunk))
  return {
    take: chunk => {
      if (!unpacker.destroyed) unpacker.write(chunk)
    },
    end: async () => {
      if (!unpacker.destroyed) unpacker.end()
      await done
      reader.end()
    },
  }
}
