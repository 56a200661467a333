/** An OTLP export from its bytes to the JSON that the log format reads. */
import { AppError } from '../../errors.ts'
import { decodeExport } from './protobuf.ts'

/** @throws input `otlp/malformed` */
export function parseExport(body: Uint8Array, isProtobuf: boolean): unknown {
  try {
    if (!isProtobuf) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    const document = decodeExport(body)
    // OTLP/JSON writes ids in hexadecimal, so the same span has the same id on both ways.
    for (const span of spansOf(document)) {
      for (const name of ['traceId', 'spanId', 'parentSpanId']) {
        const id = span[name]
        if (typeof id === 'string') span[name] = Buffer.from(id, 'base64').toString('hex')
      }
    }
    return document
  } catch (cause) {
    const message = `the body is no OTLP export in ${isProtobuf ? 'protobuf' : 'JSON'}`
    throw new AppError('input', 'otlp/malformed', message, { cause })
  }
}

type Fields = Record<string, unknown>
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : [])

const spansOf = (document: Fields): Fields[] =>
  listOf(document.resourceSpans)
    .flatMap(each => listOf(each.scopeSpans))
    .flatMap(each => listOf(each.spans))
