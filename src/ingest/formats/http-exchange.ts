/** Recorded HTTP requests and responses of model APIs: gateway captures, HAR entries, test cassettes. */
import { assemble, guarded } from './assemble.ts'
import { clientOf, type Headers, headersOf } from './client.ts'
import type { Answer, Ask } from './dialects/dialect.ts'
import { dialectByShape, dialects } from './dialects/index.ts'
import { documents } from './documents.ts'
import { count, type Fields, fields, first, label, list, number, text } from './fields.ts'
import type { Format, ParseContext, Parsed } from './format.ts'
import { contentId, credential, principal } from './identity.ts'
import { firstInstant } from './instant.ts'
import { kindOf } from './not-a-call.ts'

export const httpExchange: Format = {
  id: 'http-exchange',
  title: 'Recorded HTTP requests and responses',
  detect: records => records.length > 0 && entries(records[0]).some(isPair),
  parse: guarded((record, context) => {
    const pairs = entries(record)
    return pairs.map((pair, part) => parsePair(fields(pair), context, part))
  }),
}

/** A HAR file is one document with its entries inside. */
function entries(record: unknown): readonly unknown[] {
  if (Array.isArray(record)) return record
  const inside = list(fields(fields(record).log).entries)
  return inside.length > 0 ? inside : [record]
}

const addressedBy = (request: Fields): string | undefined => text(request.uri) ?? text(request.url)

function isPair(record: unknown): boolean {
  const pair = fields(record)
  return addressedBy(fields(pair.request)) !== undefined && typeof pair.response === 'object'
}

interface Address {
  host: string
  path: string
}

function addressOf(request: Fields, headers: Headers): Address | undefined {
  const written = addressedBy(request)
  if (written === undefined) return undefined
  const base = `http://${headers.get('host') ?? 'unknown'}`
  if (!URL.canParse(written, base)) return undefined
  const { hostname, pathname } = new URL(written, base)
  return { host: hostname, path: decoded(pathname) }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function parsePair(pair: Fields, context: ParseContext, part: number): Parsed {
  const request = fields(pair.request)
  const response = fields(pair.response)
  const headers = headersOf(request.headers)
  const address = addressOf(request, headers)
  if (address === undefined) return { reason: 'no request address' }
  const target = address.host + address.path
  const known = dialects.find(dialect => dialect.path.test(target))
  const other = kindOf(target, text(fields(response.body).model))
  if ((text(request.method) ?? 'POST').toUpperCase() !== 'POST')
    return { skip: other ?? (known ? 'polling' : 'read') }
  if (other !== undefined && known?.id !== 'openai-run') return { skip: other }
  const body = documents(request.body ?? fields(request.postData).text)[0]
  if (body === undefined && (known !== undefined || /\/invoke/.test(address.path)))
    return { reason: 'the request body cannot be read' }
  // Bedrock's InvokeModel and unknown hosts say nothing in the path, so the body decides.
  const dialect = known ?? dialectByShape(body ?? {})
  if (body === undefined || dialect === undefined) return { skip: 'not a model call' }
  const ask = dialect.ask(body)
  const answer = dialect.answer(documents(response.body ?? fields(response.content).text))
  const model = modelOf(address, ask, answer)
  if (known === undefined && model === undefined && answer.text === undefined)
    return { skip: 'not a model call' }
  // An endpoint that serves one model names none: its host does.
  const only = known === undefined || known.id === 'completion' ? address.host : undefined
  return assemble(
    facts({ pair, context, part, headers, address, ask, answer, model: model ?? only }),
    context,
  )
}

interface Seen {
  pair: Fields
  context: ParseContext
  part: number
  headers: Headers
  address: Address
  ask: Ask
  answer: Answer
  model: string | undefined
}

const requestIds = ['x-request-id', 'request-id', 'x-amzn-requestid', 'apim-request-id', 'x-correlation-id']
const durations = [
  'openai-processing-ms',
  'x-amzn-bedrock-invocation-latency',
  'x-envoy-upstream-service-time',
]

function facts(seen: Seen) {
  const { pair, context, part, headers, address, answer } = seen
  const response = fields(pair.response)
  const replied = headersOf(response.headers)
  const requestId = requestIds.map(name => replied.get(name)).find(id => id !== undefined && id.length >= 12)
  const took = durations.map(name => number(replied.get(name))).find(ms => ms !== undefined)
  return {
    ...seen,
    id: text(pair.id) ?? providerId(answer.id, requestId) ?? contentId(pair, context.line, part),
    time: firstInstant(
      ...['time', 'timestamp', 'started_at', 'startedDateTime', 'recorded_at'].map(name =>
        name === 'time' && pair.startedDateTime ? undefined : pair[name],
      ),
      headers.get('x-amz-date'),
      replied.get('date'),
      answer.created,
    ),
    account: accountOf(seen, replied),
    key: keyOf(headers),
    conversation:
      text(pair.conversation) ?? text(pair.session_id) ?? headers.get('x-session-id') ?? threadOf(address),
    pathway: pathwayOf(address.host),
    status: count(response.status ?? fields(response.status).code),
    duration_ms: number(pair.duration_ms) ?? (pair.startedDateTime === undefined ? took : number(pair.time)),
    client: clientOf(headers, pair),
    usage: billed(replied),
    params: /stream[^/]*$/i.test(address.path) ? { stream: true } : {},
  }
}

/**
 * Both ids, since either alone can be shared: a cached answer keeps its id, a hand-edited capture its request id.
 * Test doubles answer with ids such as `1234`; a short id would swallow strangers as repeats.
 */
function providerId(answer: string | undefined, request: string | undefined): string | undefined {
  const id = [answer, request].filter(part => part !== undefined).join('/')
  return id.length >= 16 ? id : undefined
}

const credentials = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'ocp-apim-subscription-key']

const keyOf = (headers: Headers): string | undefined =>
  credentials.map(name => credential(headers.get(name) ?? '')).find(key => key !== undefined)

const organisations = [
  'openai-organization',
  'anthropic-organization-id',
  'x-organization-id',
  'openai-project',
]

/** Who pays, as well as the record knows: named account, organisation, credential, end user, address, and last the host. */
function accountOf({ pair, headers, address, ask, context }: Seen, replied: Headers): string {
  const named = first(pair, ['account', 'account_id', 'user', 'user_id', 'api_key_id', 'key_id'], label)
  const organisation = organisations
    .map(name => headers.get(name) ?? replied.get(name))
    .find(known => known && !/redacted/i.test(known))
  const known = named ?? organisation ?? keyOf(headers) ?? ask.user ?? clientOf(headers, pair).ip
  return principal(known ?? `host:${address.host}`, context)
}

const threadOf = ({ path }: Address): string | undefined => /\/threads\/(thread_\w+)/.exec(path)?.[1]

const pathways: readonly [RegExp, string][] = [
  [/bedrock/, 'bedrock'],
  [/sagemaker/, 'sagemaker'],
  [/\.azure\.com$|\.azure-api\.net$/, 'azure'],
  [/aiplatform\.googleapis/, 'vertex'],
]

const pathwayOf = (host: string): string => pathways.find(([name]) => name.test(host))?.[1] ?? 'api'

const inPath =
  /\/(?:model|models|deployments|endpoints|publishers\/[^/]+\/models)\/(.+?)(?:\/(?:invoke|converse|invocations|predictions|chat|completions|responses)|:\w+$)/

/** The model asked for. Bedrock, Azure, Gemini and SageMaker name it in the path; an ARN ends in it. */
function modelOf(address: Address, ask: Ask, answer: Answer): string | undefined {
  const named = inPath.exec(address.path)?.[1]
  const last = named?.startsWith('arn:') === true ? named.slice(named.lastIndexOf('/') + 1) : named
  return (pathwayOf(address.host) === 'azure' ? (ask.model ?? last) : (last ?? ask.model)) ?? answer.model
}

const billed = (replied: Headers) => {
  const input = count(replied.get('x-amzn-bedrock-input-token-count'))
  const output = count(replied.get('x-amzn-bedrock-output-token-count'))
  return {
    ...(input === undefined ? {} : { input_tokens: input }),
    ...(output === undefined ? {} : { output_tokens: output }),
  }
}
