/** One span as an exchange, if it is a model call by the OpenTelemetry GenAI or the OpenInference conventions. */
import { assemble } from './assemble.ts'
import { addressOf } from './client.ts'
import { count, type Fields, fields, first, label, list, text } from './fields.ts'
import type { ParseContext, Parsed } from './format.ts'
import { answered, asked } from './genai-messages.ts'
import { contentId, principal } from './identity.ts'
import { firstInstant } from './instant.ts'
import { kindOfModel } from './not-a-call.ts'
import { attributesOf } from './otlp-attributes.ts'
import type { Usage } from './usage.ts'

const operations = [
  'gen_ai.operation.name',
  'llm.request.type',
  'gen_ai.request.type',
  'openinference.span.kind',
  'traceloop.span.kind',
]
const models = [
  'gen_ai.request.model',
  'llm.request.model',
  'llm.model_name',
  'gen_ai.response.model',
  'llm.response.model',
]

const callNames = /^(chat|completion|text_completion|generate_content|llm|responses|messages)$/i
const skipped: readonly [RegExp, string][] = [
  [/embed/i, 'embeddings'],
  [/rerank/i, 'rerank'],
  [/image/i, 'image'],
  [/speech|transcri|audio/i, 'audio'],
  [/tool/i, 'tool'],
  [/retriev|search|vector|db/i, 'vector store'],
  [/agent|workflow|task|chain|guardrail|evaluator|memory|plan/i, 'orchestration'],
]

/** Why a span is no model call, or undefined when it is one. An agent's span repeats what its inner calls say. */
function otherKind(attributes: Fields): string | undefined {
  const operation = first(attributes, operations, text)
  const model = first(attributes, models, text)
  if (operation === undefined) return model === undefined ? 'other span' : kindOfModel(model)
  if (callNames.test(operation)) return kindOfModel(model ?? '')
  return (
    skipped.find(([name]) => name.test(operation))?.[1] ?? (model === undefined ? 'other span' : undefined)
  )
}

export function parseSpan(span: Fields, resource: Fields, context: ParseContext, part: number): Parsed {
  const attributes = attributesOf(span.attributes)
  const kind = otherKind(attributes)
  if (kind !== undefined) return { skip: kind }
  const events = list(span.events).map(fields)
  const started = firstInstant(
    span.startTimeUnixNano,
    span.start_time_unix_nano,
    span.start_time,
    span.startTime,
    span.timeUnixNano,
    span.timestamp,
  )
  const ended = firstInstant(span.endTimeUnixNano, span.end_time_unix_nano, span.end_time, span.endTime)
  const scope = fields(span.context)
  const trace = text(span.traceId) ?? text(span.trace_id) ?? text(scope.trace_id)
  const own = text(span.spanId) ?? text(span.span_id) ?? text(scope.span_id)
  const spanned = trace === undefined || own === undefined ? undefined : `${trace}-${own}`
  return assemble(
    {
      // A framework's span and the client library's span inside it tell of one call; its id is what they share.
      id:
        first(attributes, ['gen_ai.response.id', 'llm.response.id'], text) ??
        spanned ??
        contentId(span, context.line, part),
      time: started,
      account: accountOf(attributes, resource, context),
      key: first(attributes, ['api_key.id', 'gen_ai.api_key.id', 'llm.api_key.id'], text),
      conversation: first(attributes, conversations, label) ?? trace,
      pathway: pathwayOf(
        first(
          attributes,
          ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.vendor', 'llm.system'],
          text,
        ) ?? '',
      ),
      model: first(attributes, models, text),
      status: statusOf(span, attributes),
      duration_ms:
        started !== undefined && ended !== undefined && ended >= started ? ended - started : undefined,
      client: {
        ip: addressOf(attributes['client.address']) ?? addressOf(attributes['http.client_ip']),
        user_agent: text(attributes['user_agent.original']) ?? text(attributes['http.user_agent']),
      },
      usage: usageOfSpan(attributes),
      ask: asked(attributes, events),
      answer: answered(attributes, events),
    },
    context,
  )
}

const conversations = [
  'gen_ai.conversation.id',
  'session.id',
  'traceloop.association.properties.session_id',
  'langfuse.session.id',
  'gen_ai.thread.id',
  'thread.id',
]

const accounts = [
  'account.id',
  'enduser.id',
  'user.id',
  'customer.id',
  'organization.id',
  'tenant.id',
  'traceloop.association.properties.user_id',
  'langfuse.user.id',
  'gen_ai.request.user',
  'gen_ai.user',
  'llm.user',
  'enduser.pseudo.id',
  'api_key.id',
]

/** Whom the span names, then the service that sent it, then the server it called. */
function accountOf(attributes: Fields, resource: Fields, context: ParseContext): string {
  const named = first(attributes, accounts, label) ?? first(resource, accounts, label)
  const service = [text(resource['service.namespace']), text(resource['service.name'])]
    .filter(part => part !== undefined)
    .join('/')
  const server = text(attributes['server.address'])
  return (
    principal(named ?? (service && `service:${service}`) ?? '', context) ||
    (server === undefined ? 'otel:unknown' : principal(`host:${server}`, context))
  )
}

const pathwayOf = (provider: string): string =>
  [/bedrock/i, /vertex/i, /azure/i, /sagemaker/i].find(name => name.test(provider))?.source ?? 'api'

function statusOf(span: Fields, attributes: Fields): number | undefined {
  const http = count(
    attributes['http.response.status_code'] ?? attributes['http.status_code'] ?? attributes['error.type'],
  )
  const code = fields(span.status).code ?? fields(span.status).status_code
  return http ?? (code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR' ? 500 : undefined)
}

const counts = {
  input_tokens: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.usage.prompt_tokens',
    'llm.token_count.prompt',
  ],
  output_tokens: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.usage.completion_tokens',
    'llm.token_count.completion',
  ],
  cached_tokens: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.cached_tokens',
    'llm.token_count.prompt_details.cache_read',
  ],
  reasoning_tokens: [
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'llm.usage.reasoning_tokens',
    'llm.token_count.completion_details.reasoning',
  ],
} as const

function usageOfSpan(attributes: Fields): Usage {
  const usage: Usage = {}
  for (const [name, aliases] of Object.entries(counts)) {
    const value = first(attributes, aliases, count)
    if (value !== undefined) Object.assign(usage, { [name]: value })
  }
  return usage
}

export const isSpan = (record: unknown): boolean => {
  const span = fields(record)
  const trace = text(span.traceId) ?? text(span.trace_id) ?? text(fields(span.context).trace_id)
  return trace !== undefined && typeof span.attributes === 'object' && span.attributes !== null
}
