/** WOFF to the TrueType it wraps: the PDF library embeds parts of TrueType files, and misreads wrapped ones. */
import { inflateSync } from 'node:zlib'

const headerBytes = 44
const entryBytes = 20

/** W3C WOFF File Format 1.0, sections 3 to 5. A file that is no WOFF is handed back as it is. */
export function unwrapWoff(bytes: Uint8Array): Buffer {
  const woff = Buffer.from(bytes)
  if (woff.toString('latin1', 0, 4) !== 'wOFF') return woff
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const tables: Buffer[] = []
  let offset = head.length
  for (let index = 0; index < count; index++) {
    const entry = headerBytes + index * entryBytes
    const [at, packed, whole] = [4, 8, 12].map(shift => woff.readUInt32BE(entry + shift)) as [
      number,
      number,
      number,
    ]
    const raw = woff.subarray(at, at + packed)
    const table = packed < whole ? inflateSync(raw) : Buffer.from(raw)
    const place = 12 + 16 * index
    woff.copy(head, place, entry, entry + 4)
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), place + 4)
    head.writeUInt32BE(offset, place + 8)
    head.writeUInt32BE(whole, place + 12)
    // Tables begin at multiples of four.
    const padded = Buffer.alloc(Math.ceil(whole / 4) * 4)
    table.copy(padded)
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...tables])
}
