/**
 * Decodes ClickHouse's Native format into columns: each block is the number of columns and of rows, then per column
 * its name, its type and its values side by side. The fastest way out of the engine, as numbers are copied whole.
 * https://clickhouse.com/docs/interfaces/formats/Native
 */
import { AppError } from '../errors.ts'

export type Columns = Record<string, Float64Array | string[]>

/** Settings under which each type below has exactly one encoding. */
export const nativeSettings = { low_cardinality_allow_in_native_format: 0 }

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
  if (raw === undefined) return []
  const values = new Float64Array(rows)
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  if (type === 'Float64') {
    // Copied whole: every platform Node runs on is little-endian, like the format.
    new Uint8Array(values.buffer).set(raw)
    return values
  }
  for (let i = 0; i < rows; i++) values[i] = number.read(view, i * number.bytes)
  return values
}

interface NumberType {
  bytes: number
  read: (view: DataView, at: number) => number
}

const exact = (value: bigint): number => {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new AppError(
    'bug',
    'store/unsafe-integer',
    'an integer beyond 2^53 cannot be a number: select toString() of it',
  )
}

const numbers: Record<string, NumberType> = {
  Float64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  Float32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  UInt8: { bytes: 1, read: (view, at) => view.getUint8(at) },
  Bool: { bytes: 1, read: (view, at) => view.getUint8(at) },
  UInt16: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  UInt32: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  UInt64: { bytes: 8, read: (view, at) => exact(view.getBigUint64(at, true)) },
  Int8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  Int16: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  Int32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  Int64: { bytes: 8, read: (view, at) => exact(view.getBigInt64(at, true)) },
  Date: { bytes: 2, read: (view, at) => view.getUint16(at, true) * 86_400_000 },
}

function timeReader(type: string): NumberType | undefined {
  if (/^DateTime(\(|$)/.test(type)) return { bytes: 4, read: (view, at) => view.getUint32(at, true) * 1000 }
  const scale = /^DateTime64\((\d)/.exec(type)?.[1]
  if (scale === undefined) return undefined
  const perMs = 10 ** (Number(scale) - 3)
  return { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) / perMs }
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

  take(length: number): Buffer | undefined {
    if (this.short || this.at + length > this.bytes.length) {
      this.short = true
      return undefined
    }
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  text(): string {
    const length = this.varint()
    return this.take(length)?.toString('utf8') ?? ''
  }

  strings(rows: number): string[] {
    const values: string[] = []
    for (let i = 0; i < rows && !this.short; i++) values.push(this.text())
    return values
  }
}

function join(pieces: readonly (Float64Array | string[])[]): Float64Array | string[] {
  const first = pieces[0]
  if (pieces.length === 1 && first !== undefined) return first
  if (Array.isArray(first)) return (pieces as string[][]).flat()
  const whole = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces as Float64Array[]) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
