/**
 * Decodes ClickHouse's Native format into columns: each block is the number of columns and of rows, then per column
 * its name, its type and its values side by side. The fastest way out of the engine, as numbers are copied whole.
 * https://clickhouse.com/docs/interfaces/formats/Native
 */
import { AppError } from '../errors.ts'

export type Columns = Record<string, Float64Array | string[]>

/**
 * Times become epoch milliseconds, NULL becomes NaN in a number column and '' in a string column.
 * Holds the result once, plus one copy of a column while its pieces are joined.
 */
export async function readColumns(chunks: AsyncIterable<Uint8Array>): Promise<Columns> {
  const parts = new Map<string, (Float64Array | string[])[]>()
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  // A block that did not fit is not tried again before the bytes have doubled: each is parsed O(1) times.
  let tryAt = 0
  const drain = (): void => {
    let bytes =
      pending.length === 1 && pending[0] !== undefined ? Buffer.from(pending[0]) : Buffer.concat(pending)
    for (;;) {
      const used = readBlock(bytes, parts)
      if (used === 0) break
      bytes = bytes.subarray(used)
    }
    pending = bytes.length === 0 ? [] : [bytes]
    pendingBytes = bytes.length
    tryAt = bytes.length * 2
  }
  for await (const chunk of chunks) {
    pending.push(chunk)
    pendingBytes += chunk.length
    if (pendingBytes >= tryAt) drain()
  }
  drain()
  if (pendingBytes > 0)
    throw new AppError('upstream', 'store/unavailable', 'the store broke off in an answer')
  return Object.fromEntries([...parts].map(([name, pieces]) => [name, join(pieces)]))
}

/** Appends one block to `parts`; gives the bytes used, 0 when the block is not complete. */
function readBlock(bytes: Buffer, parts: Map<string, (Float64Array | string[])[]>): number {
  if (bytes.length === 0) return 0
  const cursor = new Cursor(bytes)
  const read: [string, Float64Array | string[]][] = []
  const columns = cursor.varint()
  const rows = cursor.varint()
  for (let i = 0; i < columns; i++) {
    const name = cursor.text()
    const type = cursor.text()
    if (cursor.short) return 0
    read.push([name, readColumn(cursor, type, rows, name)])
    if (cursor.short) return 0
  }
  if (cursor.short) return 0
  for (const [name, values] of read) {
    const known = parts.get(name)
    if (known === undefined) parts.set(name, [values])
    else known.push(values)
  }
  return cursor.at
}

function readColumn(cursor: Cursor, type: string, rows: number, name: string): Float64Array | string[] {
  const inner = /^Nullable\((.*)\)$/s.exec(type)?.[1]
  if (inner !== undefined) {
    const nulls = cursor.take(rows)
    const values = readColumn(cursor, inner, rows, name)
    if (cursor.short || nulls === undefined) return values
    for (let i = 0; i < rows; i++) if (nulls[i] === 1) values[i] = Array.isArray(values) ? '' : Number.NaN
    return values
  }
  const keyed = /^LowCardinality\((.*)\)$/s.exec(type)?.[1]
  if (keyed !== undefined) return readLowCardinality(cursor, keyed, rows, name)
  if (type === 'String') return cursor.strings(rows)
  const number = numbers[type] ?? timeReader(type)
  if (number === undefined) {
    throw new AppError(
      'bug',
      'store/column-type',
      `column ${name} is ${type}: cast it to a number or a String`,
    )
  }
  const raw = cursor.take(rows * number.bytes)
  return raw === undefined ? [] : number.read(aligned(raw))
}

/** A dictionary and per row its index. ClickHouse: SerializationLowCardinality.cpp, with the keys in each block. */
function readLowCardinality(
  cursor: Cursor,
  type: string,
  rows: number,
  name: string,
): Float64Array | string[] {
  if (rows === 0) return []
  const version = cursor.integer(8)
  const flags = cursor.integer(8)
  if (!cursor.short && (version !== 1 || (flags & hasGlobalDictionary) !== 0)) {
    throw new AppError('bug', 'store/column-type', `column ${name} has a dictionary of its own: cast it`)
  }
  const nullable = /^Nullable\((.*)\)$/s.exec(type)?.[1]
  const keys = readColumn(cursor, nullable ?? type, cursor.integer(8), name)
  const indexBytes = 2 ** (flags & 0xff)
  const count = cursor.integer(8)
  const indexes = cursor.take(count * indexBytes)
  if (indexes === undefined) return []
  // NULL is always the first key; its text is empty already.
  if (nullable !== undefined && !Array.isArray(keys)) keys[0] = Number.NaN
  const index = (i: number): number =>
    indexBytes === 1 ? (indexes[i] ?? 0) : indexes.readUIntLE(i * indexBytes, Math.min(indexBytes, 6))
  if (Array.isArray(keys)) {
    const texts = new Array<string>(rows)
    for (let i = 0; i < rows; i++) texts[i] = keys[index(i)] ?? ''
    return texts
  }
  const values = new Float64Array(rows)
  for (let i = 0; i < rows; i++) values[i] = keys[index(i)] ?? Number.NaN
  return values
}

const hasGlobalDictionary = 1 << 8

/** Typed arrays want their bytes on a boundary; a copy of the block's bytes is the cheapest way to one. */
const aligned = (raw: Buffer): ArrayBuffer => new Uint8Array(raw).buffer

interface NumberType {
  bytes: number
  read: (raw: ArrayBuffer) => Float64Array
}

/** Every platform Node runs on is little-endian, like the format. */
const numbers: Record<string, NumberType> = {
  Float64: { bytes: 8, read: raw => new Float64Array(raw) },
  Float32: { bytes: 4, read: raw => new Float64Array(new Float32Array(raw)) },
  UInt8: { bytes: 1, read: raw => new Float64Array(new Uint8Array(raw)) },
  Bool: { bytes: 1, read: raw => new Float64Array(new Uint8Array(raw)) },
  UInt16: { bytes: 2, read: raw => new Float64Array(new Uint16Array(raw)) },
  UInt32: { bytes: 4, read: raw => new Float64Array(new Uint32Array(raw)) },
  UInt64: { bytes: 8, read: raw => wide(new Uint32Array(raw), new Uint32Array(raw), 1) },
  Int8: { bytes: 1, read: raw => new Float64Array(new Int8Array(raw)) },
  Int16: { bytes: 2, read: raw => new Float64Array(new Int16Array(raw)) },
  Int32: { bytes: 4, read: raw => new Float64Array(new Int32Array(raw)) },
  Int64: { bytes: 8, read: raw => wide(new Uint32Array(raw), new Int32Array(raw), 1) },
  Date: { bytes: 2, read: raw => Float64Array.from(new Uint16Array(raw), days => days * 86_400_000) },
}

function timeReader(type: string): NumberType | undefined {
  if (/^DateTime(\(|$)/.test(type)) {
    return { bytes: 4, read: raw => Float64Array.from(new Uint32Array(raw), seconds => seconds * 1000) }
  }
  const scale = /^DateTime64\((\d)/.exec(type)?.[1]
  if (scale === undefined) return undefined
  const perMs = 10 ** (Number(scale) - 3)
  return { bytes: 8, read: raw => wide(new Uint32Array(raw), new Int32Array(raw), perMs) }
}

/** 64-bit integers from their two halves, without a bigint each; `highs` views the same bytes, signed or not. */
function wide(lows: Uint32Array, highs: Uint32Array | Int32Array, divisor: number): Float64Array {
  const values = new Float64Array(lows.length / 2)
  for (let i = 0; i < values.length; i++) {
    const value = (highs[2 * i + 1] ?? 0) * 4_294_967_296 + (lows[2 * i] ?? 0)
    if (!Number.isSafeInteger(value)) {
      const message = 'an integer beyond 2^53 cannot be a number: select toString() of it'
      throw new AppError('bug', 'store/unsafe-integer', message)
    }
    values[i] = value / divisor
  }
  return values
}

/** Reads forward; `short` turns true, and stays so, once something ran past the end. */
class Cursor {
  readonly bytes: Buffer
  at = 0
  short = false

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) {
        this.short = true
        return 0
      }
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  /** A little-endian integer; those of a block's frame are far below 2^48. */
  integer(bytes: number): number {
    return this.take(bytes)?.readUIntLE(0, Math.min(bytes, 6)) ?? 0
  }

  skip(length: number): boolean {
    this.short ||= this.at + length > this.bytes.length
    if (!this.short) this.at += length
    return !this.short
  }

  take(length: number): Buffer | undefined {
    return this.skip(length) ? this.bytes.subarray(this.at - length, this.at) : undefined
  }

  text(): string {
    const length = this.varint()
    return this.take(length)?.toString('utf8') ?? ''
  }

  /**
   * One decoding for the whole column where it is plain ASCII, and a view of it per row: five times as fast as
   * decoding each string. Lengths below 128 are one byte, so positions in text and bytes agree.
   */
  strings(rows: number): string[] {
    const start = this.at
    const ends = new Uint32Array(rows * 2)
    let isAscii = true
    for (let i = 0; i < rows; i++) {
      const length = this.varint()
      const from = this.at
      if (!this.skip(length)) return []
      for (let at = from; isAscii && at < this.at; at++) isAscii = (this.bytes[at] ?? 0) < 128
      ends[2 * i] = from
      ends[2 * i + 1] = this.at
    }
    const whole = isAscii ? this.bytes.toString('latin1', start, this.at) : ''
    const values = new Array<string>(rows)
    for (let i = 0; i < rows; i++) {
      const from = ends[2 * i] ?? 0
      const to = ends[2 * i + 1] ?? 0
      values[i] = isAscii ? whole.slice(from - start, to - start) : this.bytes.toString('utf8', from, to)
    }
    return values
  }
}

function join(pieces: readonly (Float64Array | string[])[]): Float64Array | string[] {
  const first = pieces[0]
  if (pieces.length === 1 && first !== undefined) return first
  if (Array.isArray(first)) {
    const texts: string[] = []
    for (const piece of pieces as string[][]) for (const text of piece) texts.push(text)
    return texts
  }
  const whole = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces as Float64Array[]) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
