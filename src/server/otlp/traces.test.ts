/** The official exporters against a real socket: what a customer's SDK sends is what is tested. */
import { trace } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { NodeTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type LiveService, startLive } from '../../../test/support/live-service.ts'

let service: LiveService
beforeAll(async () => {
  service = await startLive()
})
afterAll(() => service.stop())

const stored = (conversation: string) =>
  service.store.rows(
    {
      name: 'test/stored',
      sql: `SELECT id, account, model, input_tokens, output_tokens, time FROM exchanges WHERE startsWith(account, {prefix:String})`,
      params: z.object({ prefix: z.string() }),
      row: z.record(z.string(), z.unknown()),
    },
    { prefix: conversation },
  )

async function exportOne(exporter: SpanExporter, account: string): Promise<string> {
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const span = provider.getTracer('test').startSpan('chat large', {
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'large',
      'gen_ai.usage.input_tokens': 21,
      'gen_ai.usage.output_tokens': 34,
      'enduser.id': account,
      'gen_ai.input.messages': JSON.stringify([
        { role: 'user', parts: [{ type: 'text', content: 'boats?' }] },
      ]),
    },
  })
  provider.getTracer('test').startSpan('not a model').end()
  span.end()
  await provider.forceFlush()
  await provider.shutdown()
  trace.disable()
  return `${span.spanContext().traceId}:${span.spanContext().spanId}`
}

test.each([
  ['protobuf', ProtobufExporter, 'none'],
  ['protobuf', ProtobufExporter, 'gzip'],
  ['JSON', JsonExporter, 'none'],
] as const)(
  'spans that the official exporter sends in %s are exchanges',
  async (form, Exporter, compression) => {
    const account = `otel-${form}-${compression}`
    const url = `${service.url}/v1/traces`
    const id = await exportOne(
      new Exporter({ url, compression: compression as never, timeoutMillis: 60_000 }),
      account,
    )
    const rows = await stored(account)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ account, model: 'large', input_tokens: 21, output_tokens: 34 })
    // Ids are hexadecimal on both ways, so a span sent twice in different forms is one exchange.
    expect(String(rows[0]?.id)).toContain(id.split(':')[1])
  },
)

test('bytes that are no export, or call themselves something else, are refused with a code', async () => {
  const send = async (type: string, body: BodyInit) => {
    const answer = await fetch(`${service.url}/v1/traces`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    return [answer.status, (await answer.json()).code]
  }
  expect(await send('application/x-protobuf', new Uint8Array([0xff, 0xff, 0xff]))).toEqual([
    400,
    'otlp/malformed',
  ])
  expect(await send('application/json', '{"resourceSpans":')).toEqual([400, 'otlp/malformed'])
  expect(await send('text/plain', 'x')).toEqual([400, 'otlp/media-type'])
  // A value in a value in a value, two thousand times.
  let deep: Buffer = Buffer.alloc(0)
  for (let i = 0; i < 2000; i++) deep = wrap(5, wrap(1, deep))
  const span = wrap(9, Buffer.concat([wrap(1, Buffer.from('k')), wrap(2, deep)]))
  const nested = new Uint8Array(wrap(1, wrap(2, wrap(2, span))))
  expect((await send('application/x-protobuf', nested))[0]).toBeLessThan(500)
})

function wrap(field: number, body: Buffer): Buffer {
  const length = []
  for (let rest = body.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest)
    if (rest <= 127) break
  }
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), body])
}
