/**
 * AWS event streams (`application/vnd.amazon.eventstream`): length-prefixed messages, big-endian, each with headers, a
 * payload and two checksums. Checksums are not verified: a torn log is quarantined by what cannot be read, not by CRC.
 */
import { Buffer } from 'node:buffer'
import { parsed } from './fields.ts'

const preludeBytes = 12
const checksumBytes = 4

/** The JSON payloads in order; empty when the bytes are something else. */
export function eventStreamPayloads(bytes: Buffer): unknown[] {
  const payloads: unknown[] = []
  let at = 0
  while (at + preludeBytes + checksumBytes <= bytes.length) {
    const total = bytes.readUInt32BE(at)
    const headers = bytes.readUInt32BE(at + 4)
    const from = at + preludeBytes + headers
    const to = at + total - checksumBytes
    if (total < preludeBytes + checksumBytes || to > bytes.length || from > to) break
    payloads.push(parsed(bytes.toString('utf8', from, to)))
    at += total
  }
  return payloads
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Bytes as loggers write them: `{ base64 }`, Node's `{ type: 'Buffer', data }`, or text in base 64. */
export function bytesOf(value: unknown): Buffer | undefined {
  if (typeof value === 'string')
    return value.length % 4 === 0 && base64.test(value) ? Buffer.from(value, 'base64') : undefined
  if (Array.isArray(value))
    return value.length > 0 && value.every(byte => Number.isInteger(byte) && byte >= 0 && byte < 256)
      ? Buffer.from(value)
      : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const holder = value as Record<string, unknown>
  return bytesOf(holder.base64 ?? holder.bytes ?? (holder.type === 'Buffer' ? holder.data : undefined))
}
