import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { readExport } from '../../ingest/read-body.ts'
import { bodyBytesMax } from '../live/ingest.ts'
import { parseExport } from '../otlp/export.ts'
import { encodeAnswer } from '../otlp/protobuf.ts'
import { defineRawRoute, needed } from '../route.ts'

const protobuf = 'application/x-protobuf'

/** What an OpenTelemetry SDK or collector sends. https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export const tracesTake = defineRawRoute({
  method: 'POST',
  path: '/v1/traces',
  operation: 'takeTraces',
  summary: 'Takes OTLP/HTTP traces (protobuf or JSON) and keeps the spans that are calls of a model.',
  role: 'ingest',
  bodyBytes: bodyBytesMax,
  takes: [protobuf, 'application/json'],
  answer: z.object({
    partialSuccess: z.object({ rejectedSpans: z.string(), errorMessage: z.string() }).optional(),
  }),
  handle: async ({ live, clock }, { request }) => {
    const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    if (type !== protobuf && type !== 'application/json')
      throw new AppError('input', 'otlp/media-type', `Content-Type is ${protobuf} or application/json`)
    const isProtobuf = type === protobuf
    const receipt = await needed(live, 'live ingest').take(request, body =>
      readExport(parseExport(body, isProtobuf), clock()),
    )
    const why = receipt.reasons[0]?.reason ?? ''
    if (isProtobuf)
      return new Response(encodeAnswer(receipt.rejected, why), { headers: { 'content-type': protobuf } })
    return receipt.rejected === 0
      ? {}
      : { partialSuccess: { rejectedSpans: String(receipt.rejected), errorMessage: why } }
  },
})
