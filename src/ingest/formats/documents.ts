/** A body as the JSON documents it holds: one for a plain body, one an event for a stream, however it was recorded. */
import { bytesOf, eventStreamPayloads } from './event-stream.ts'
import { type Fields, fields, isFields, list, parsed } from './fields.ts'
import { serverSentEvents } from './sse.ts'

/** Bodies nest at most twice: an envelope holding base-64 text holding JSON. */
const depthMax = 4

export function documents(body: unknown, depth = 0): Fields[] {
  if (depth > depthMax || body === null || body === undefined) return []
  if (typeof body === 'string') return fromText(body, depth)
  const bytes = bytesOf(body)
  if (bytes !== undefined) return fromBytes(bytes, depth)
  if (Array.isArray(body)) return body.flatMap(item => documents(item, depth + 1))
  if (!isFields(body)) return []
  // Bedrock wraps each event of a stream as `{ chunk: { bytes } }`.
  const inner = bytesOf(fields(body.chunk))
  return inner === undefined ? [body] : fromBytes(inner, depth)
}

function fromBytes(bytes: Uint8Array, depth: number): Fields[] {
  const buffer = Buffer.from(bytes)
  const payloads = eventStreamPayloads(buffer)
  return payloads.length > 0
    ? payloads.flatMap(payload => documents(payload, depth + 1))
    : fromText(buffer.toString('utf8'), depth + 1)
}

function fromText(text: string, depth: number): Fields[] {
  const whole = parsed(text)
  if (typeof whole !== 'string') return documents(whole, depth + 1)
  const events = serverSentEvents(text)
  if (events.length > 0) return events.map(event => parsed(event.data)).filter(isFields)
  const lines = text.split('\n').map(parsed).filter(isFields)
  if (lines.length > 0 && text.includes('\n')) return lines
  const bytes = bytesOf(text)
  if (bytes !== undefined && depth < depthMax) return fromBytes(bytes, depth + 1)
  return relaxed(text)
}

/** Hand-written clients send trailing commas, and some servers take them. */
function relaxed(text: string): Fields[] {
  const again = parsed(text.replace(/,(\s*[}\]])/g, '$1'))
  return isFields(again) ? [again] : list(again).filter(isFields)
}
