/** Rows as the text both engines take in. */
import type { Rows, Settings } from './engine.ts'

/** 64-bit integers become decimal strings, bytes base64. */
export function rowLines(rows: readonly Readonly<Record<string, unknown>>[]): Rows {
  if (rows.some(row => Object.values(row).some(isBytes))) return separated(rows)
  const lines = rows.map(row => JSON.stringify(row, plain))
  return { format: 'JSONEachRow', body: Buffer.from(`${lines.join('\n')}\n`) }
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** Looking for a header and cutting the text for several parsers read it twice more: as long as taking it in. */
const csvSettings: Settings = { input_format_csv_detect_header: 0, input_format_parallel_parsing: 0 }

/**
 * Megabytes a row: the engine reads a quoted field of CSV in a third of the time that a JSON string takes it, and
 * base64 goes straight into its place, because copies of megabytes cost more than all the rest.
 * Trap: as they are, in quotes, bytes would save a tenth of that; but chDB takes what follows `;` and a line feed in
 * the values of an INSERT for the next statement, so strangers' bytes must never stand in one.
 */
function separated(rows: readonly Readonly<Record<string, unknown>>[]): Rows {
  const columns = Object.keys(rows[0] ?? {})
  const fields = rows.flatMap(row => columns.map(name => field(row[name])))
  const length = fields.reduce((sum, each) => sum + lengthOf(each) + 1, 0)
  const room = length > roomBytes ? Buffer.allocUnsafeSlow(length) : (rooms.pop() ?? makeRoom())
  const body = room.subarray(0, length)
  let at = 0
  const write = (text: string, encoding: BufferEncoding = 'latin1'): void => {
    at += body.write(text, at, encoding)
  }
  for (const [place, each] of fields.entries()) {
    if (typeof each === 'string') write(each, 'utf8')
    else {
      const bytes = asBuffer(each)
      write('"')
      for (let from = 0; from < bytes.length; from += pieceBytes)
        write(bytes.toString('base64', from, from + pieceBytes))
      write('"')
    }
    write((place + 1) % columns.length === 0 ? '\n' : ',')
  }
  return { format: 'CSV', columns, body, settings: csvSettings }
}

/**
 * Rooms of one size, used again and again: new ones of megabytes would set off a full collection every few batches,
 * which takes as long as an eighth of everything else. What is not written to costs no memory.
 */
const roomBytes = 16 * 1024 * 1024
const roomsMost = 4
const rooms: Buffer[] = []
const makeRoom = (): Buffer => Buffer.allocUnsafeSlow(roomBytes)

/** To be called once the engine has the rows, and never before: the next ones are written where these stand. */
export function giveBack({ format, body }: Rows): void {
  if (format === 'CSV' && body.buffer.byteLength === roomBytes && rooms.length < roomsMost)
    rooms.push(Buffer.from(body.buffer))
}

/** A multiple of three; a text of megabytes would be garbage of the costly kind. */
const pieceBytes = 24 * 1024

const field = (value: unknown): string | Uint8Array => {
  if (isBytes(value)) return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const text = String(value)
  if (text.includes('\n')) throw new RangeError('beside bytes, a text is one line')
  return `"${text.replaceAll('"', '""')}"`
}

const lengthOf = (each: string | Uint8Array): number =>
  typeof each === 'string' ? Buffer.byteLength(each) : Math.ceil(each.length / 3) * 4 + 2

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
