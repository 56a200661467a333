/** One call as LiteLLM records it; its two logs name the same facts differently. */
import { assemble, type Facts } from './assemble.ts'
import { addressOf, clientOf, headersOf } from './client.ts'
import type { Answer, Ask } from './dialects/dialect.ts'
import { dialectByShape, dialectOfAnswer } from './dialects/index.ts'
import { openaiChat } from './dialects/openai-chat.ts'
import { documents } from './documents.ts'
import { count, type Fields, fields, first, isFields, label, number, parsed, text } from './fields.ts'
import type { ParseContext, Parsed } from './format.ts'
import { contentId, credential, principal } from './identity.ts'
import { firstInstant } from './instant.ts'
import { kindOfModel } from './not-a-call.ts'
import { largest, usageOf } from './usage.ts'

/** `call_type` of what is no text generation. Asynchronous twins begin with an `a`. */
const others: readonly [RegExp, string][] = [
  [/embedding/, 'embeddings'],
  [/rerank/, 'rerank'],
  [/image/, 'image'],
  [/speech|transcription|realtime/, 'audio'],
  [/moderation|guardrail/, 'moderation'],
  [/vector_store|search/, 'vector store'],
  [/mcp/, 'tool'],
  [/health|list_models/, 'health check'],
  [/batch|file|fine_tuning|container|video|ocr/, 'files and jobs'],
]

const kindOf = (call: Fields): string | undefined => {
  const type = text(call.call_type) ?? ''
  const tags = JSON.stringify(parsed(call.request_tags) ?? '')
  if (tags.includes('health-check')) return 'health check'
  return others.find(([name]) => name.test(type))?.[1] ?? kindOfModel(text(call.model) ?? '')
}

export function litellmCall(call: Fields, context: ParseContext, part: number): Parsed[] {
  const kind = kindOf(call)
  if (kind !== undefined) return [{ skip: kind }]
  const metadata = fields(parsed(call.metadata))
  const account = accountOf(call, metadata, context)
  const exchange = assemble(facts(call, metadata, account, context, part), context)
  const person = personOf(metadata, account)
  return person === undefined || !('exchange' in exchange) ? [exchange] : [exchange, person]
}

function facts(call: Fields, metadata: Fields, account: string, context: ParseContext, part: number): Facts {
  const started = firstInstant(call.startTime, call.start_time)
  const ended = firstInstant(call.endTime, call.end_time)
  const took = number(call.response_time)
  const sent = fields(parsed(call.proxy_server_request))
  const answer = answerOf(call)
  const headers = headersOf(sent.headers ?? metadata.requester_custom_headers ?? metadata.headers)
  return {
    id: first(call, ['id', 'request_id', 'litellm_call_id'], text) ?? contentId(call, context.line, part),
    time: started,
    account,
    key: keyOf(call, metadata),
    conversation:
      first(call, ['session_id', 'trace_id', 'litellm_trace_id'], text) ?? text(metadata.session_id),
    pathway: pathwayOf(text(call.custom_llm_provider) ?? ''),
    model: text(call.model_group) ?? text(call.model),
    status: statusOf(call, metadata),
    duration_ms:
      started !== undefined && ended !== undefined && ended >= started
        ? ended - started
        : took && took * 1000,
    client: {
      ...clientOf(headers, call),
      ...ifKnown('ip', addressOf(call.requester_ip_address ?? metadata.requester_ip_address)),
      ...ifKnown('user_agent', text(metadata.user_agent) ?? headers.get('user-agent')),
    },
    usage: largest(usageOf(call), usageOf(fields(metadata.usage_object))),
    ask: askOf(call, sent),
    answer,
  }
}

const ifKnown = (name: string, value: string | undefined): Fields =>
  value === undefined ? {} : { [name]: value }

const keyNames = ['user_api_key_hash', 'user_api_key', 'api_key_hash']

/** LiteLLM stores the hash of a virtual key; a key in the clear (`sk-…`) is hashed here. */
function keyOf(call: Fields, metadata: Fields): string | undefined {
  const key = first(metadata, keyNames, text) ?? text(call.api_key)
  return key === undefined || /^[0-9a-f]{32,64}$/.test(key) ? key : credential(key)
}

/** The owner of the key, then the key, then whoever else is named. Everybody using the master key is `default_user_id`. */
export function accountOf(call: Fields, metadata: Fields, context: Pick<ParseContext, 'mask'>): string {
  const owner = text(metadata.user_api_key_user_id) ?? text(call.user)
  const known =
    (owner === 'default_user_id' ? undefined : owner) ??
    keyOf(call, metadata) ??
    text(call.end_user) ??
    text(metadata.user_api_key_end_user_id) ??
    first(metadata, ['user_api_key_team_id', 'user_api_key_org_id'], text) ??
    first(call, ['team_id', 'organization_id'], text) ??
    owner
  return principal(known ?? 'litellm:unknown', context)
}

/** What the log knows about the key's owner besides the call. Ingest hashes the address. */
function personOf(metadata: Fields, account: string): Parsed | undefined {
  const email = text(metadata.user_api_key_user_email)
  if (email === undefined) return undefined
  const organization = first(metadata, ['user_api_key_org_id', 'user_api_key_team_id'], text)
  return { account: { account, email, ...(organization === undefined ? {} : { organization }) } }
}

function statusOf(call: Fields, metadata: Fields): number | undefined {
  const status = text(call.status) ?? text(metadata.status)
  if (status === 'success') return 200
  const error = [call.error_information, metadata.error_information]
    .map(fields)
    .find(known => known.error_code)
  return count(error?.error_code) ?? (status === 'failure' ? 500 : undefined)
}

const pathwayOf = (provider: string): string =>
  [/bedrock/, /vertex/, /azure/, /sagemaker/].find(name => name.test(provider))?.source ?? 'api'

const redacted = 'redacted-by-litellm'

function askOf(call: Fields, sent: Fields): Ask {
  const parameters = fields(parsed(call.model_parameters))
  const body = isFields(sent.body) ? sent.body : sent
  const said = parsed(call.messages)
  const messages = hasWords(said) ? said : (body.messages ?? body.input ?? body.prompt)
  const request = { ...body, ...parameters, model: call.model }
  const turns =
    typeof messages === 'string'
      ? [{ role: 'user', content: messages }]
      : isFields(messages)
        ? [messages]
        : messages
  const dialect = dialectByShape({ ...request, messages: turns }) ?? openaiChat
  const ask = dialect.ask({ ...request, messages: turns })
  return { ...ask, messages: ask.messages.filter(turn => turn.content !== redacted && turn.content !== '') }
}

const hasWords = (said: unknown): boolean =>
  Array.isArray(said)
    ? said.length > 0
    : typeof said === 'string'
      ? said !== ''
      : Object.keys(fields(said)).length > 0

function answerOf(call: Fields): Answer {
  const response = parsed(call.response)
  if (typeof response === 'string')
    return { usage: {}, text: response === redacted ? undefined : text(response) }
  const read = documents(response)
  const answer = dialectOfAnswer(read).answer(read)
  return answer.text === redacted ? { ...answer, text: undefined } : answer
}

export const isNamed = (record: Fields, names: readonly string[]): boolean =>
  names.every(name => Object.hasOwn(record, name)) && label(record.call_type) !== undefined
