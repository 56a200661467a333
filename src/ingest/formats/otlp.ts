/** OTLP/JSON as exporters and collectors write it: `resourceSpans` documents, single spans, and GenAI event logs. */
import { guarded } from './assemble.ts'
import { type Fields, fields, list, text } from './fields.ts'
import type { Format, Parsed } from './format.ts'
import { isSpan, parseSpan } from './genai-span.ts'
import { attributesOf } from './otlp-attributes.ts'

interface Found {
  span: Fields
  resource: Fields
}

const isDocument = (record: unknown): boolean =>
  ['resourceSpans', 'resource_spans', 'resourceLogs', 'resource_logs'].some(name =>
    Array.isArray(fields(record)[name]),
  )

export const otlp: Format = {
  id: 'otlp',
  title: 'OpenTelemetry GenAI spans (OTLP/JSON)',
  detect: records =>
    records.some(record => isDocument(record) || isSpan(record) || list(record).some(isSpan)),
  parse: guarded((record, context) => {
    if (!isDocument(record) && !isSpan(record) && !Array.isArray(record)) return [{ reason: 'no span' }]
    const results = spansOf(record).map(({ span, resource }, part): Parsed => {
      if (!isSpan(span)) return { skip: 'other log record' }
      return parseSpan(span, resource, context, part)
    })
    return results.length > 0 ? results : [{ skip: 'empty export' }]
  }),
}

function spansOf(record: unknown): Found[] {
  if (Array.isArray(record)) return record.flatMap(item => (Array.isArray(item) ? [] : spansOf(item)))
  if (!isDocument(record))
    return [{ span: fields(record), resource: attributesOf(fields(fields(record).resource).attributes) }]
  const document = fields(record)
  return [
    ...list(document.resourceSpans ?? document.resource_spans),
    ...list(document.resourceLogs ?? document.resource_logs),
  ].flatMap(inResource)
}

function inResource(value: unknown): Found[] {
  const block = fields(value)
  const resource = attributesOf(fields(block.resource).attributes)
  const scopes = [
    block.scopeSpans,
    block.scope_spans,
    block.instrumentationLibrarySpans,
    block.scopeLogs,
    block.scope_logs,
  ]
    .flatMap(list)
    .map(fields)
  return scopes.flatMap(scope => [
    ...list(scope.spans).map(span => ({ span: fields(span), resource })),
    ...[scope.logRecords, scope.log_records]
      .flatMap(list)
      .map(log => ({ span: eventOf(fields(log)), resource })),
  ])
}

/** One log event carries a whole call; the others are single messages that only their span can place. */
function eventOf(log: Fields): Fields {
  const attributes = attributesOf(log.attributes)
  const name = text(log.eventName) ?? text(log.event_name) ?? text(attributes['event.name'])
  return name === 'gen_ai.client.inference.operation.details' ? { ...log, attributes } : {}
}
