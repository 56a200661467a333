/** Exports that were right once: every one is read, or refused with a code, and none breaks what comes after. */
import http from 'node:http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { onLoopback } from '../../../test/support/loopback.ts'
import { AppError } from '../../errors.ts'
import { readExport } from '../../ingest/read-body.ts'
import { parseExport } from './export.ts'

const now = Date.UTC(2026, 4, 1)
let sent: Uint8Array
beforeAll(async () => {
  const bodies: Buffer[] = []
  const server = http.createServer(async (request, response) => {
    for await (const chunk of request) bodies.push(chunk)
    response.end()
  })
  const { url, close } = await onLoopback(server)
  const exporter = new OTLPTraceExporter({ url })
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'large',
    'gen_ai.usage.input_tokens': 21,
    'gen_ai.request.stop_sequences': ['a', 'b'],
    'enduser.id': 'somebody',
  }
  provider.getTracer('test').startSpan('chat large', { attributes }).end()
  await provider.shutdown()
  await close()
  sent = new Uint8Array(Buffer.concat(bodies))
})

/** What became of a body: how many exchanges, or the code of the refusal; anything else is thrown. */
function outcome(body: Uint8Array, isProtobuf: boolean): number | string {
  try {
    return Buffer.from(readExport(parseExport(body, isProtobuf), now).lines)
      .toString()
      .split('\n')
      .filter(line => line !== '').length
  } catch (error) {
    if (error instanceof AppError && error.kind === 'input') return error.code
    throw error
  }
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(6),
  by: fc.uint8Array({ maxLength: 6 }),
})
const edits = fc.array(edit, { minLength: 1, maxLength: 4 })
function edited(
  bytes: Uint8Array,
  changes: readonly { at: number; length: number; by: Uint8Array }[],
): Uint8Array {
  let now = Buffer.from(bytes)
  for (const { at, length, by } of changes) {
    const from = Math.floor(at * now.length)
    now = Buffer.concat([now.subarray(0, from), by, now.subarray(from + length)])
  }
  return new Uint8Array(now)
}

test.each([true, false])(
  'an export with bytes changed, lost or put in between (protobuf: %s)',
  isProtobuf => {
    const whole = isProtobuf ? sent : Buffer.from(JSON.stringify(parseExport(sent, true)))
    expect(outcome(whole, isProtobuf)).toBe(1)
    fc.assert(
      fc.property(edits, changes => {
        expect(outcome(edited(whole, changes), isProtobuf)).toEqual(
          expect.toSatisfy(told => typeof told === 'number' || told === 'otlp/malformed'),
        )
      }),
      { numRuns: 400, seed: 31 },
    )
    expect(outcome(whole, isProtobuf)).toBe(1)
  },
)

test.each([
  ['values within values', (n: number) => '{"arrayValue":{"values":['.repeat(n) + ']}}'.repeat(n)],
  [
    'pairs within pairs',
    (n: number) => `${'{"kvlistValue":{"values":[{"key":"k","value":'.repeat(n)}{}${'}]}}'.repeat(n)}`,
  ],
  ['what is no value at all', (n: number) => '['.repeat(n) + ']'.repeat(n)],
])('a hundred thousand %s', (_, nested) => {
  const value = nested(100_000)
  const span = `{"name":"chat","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"large"}},{"key":"gen_ai.input.messages","value":${value}}]}`
  const body = Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`)
  expect(outcome(body, false)).toEqual(
    expect.toSatisfy(told => typeof told === 'number' || told === 'otlp/malformed'),
  )
})
