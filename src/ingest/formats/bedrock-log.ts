/** Amazon Bedrock model-invocation logs, as delivered to S3 and to CloudWatch. */
import { assemble, guarded } from './assemble.ts'
import { dialectByShape, dialectOfAnswer } from './dialects/index.ts'
import { documents } from './documents.ts'
import { type Fields, fields, first, isFields, list, parsed, text } from './fields.ts'
import type { Format, ParseContext, Parsed } from './format.ts'
import { contentId, principal } from './identity.ts'
import { instant } from './instant.ts'
import { kindOfModel } from './not-a-call.ts'
import { usageOf } from './usage.ts'

const isLog = (record: unknown): boolean => fields(record).schemaType === 'ModelInvocationLog'

export const bedrockLog: Format = {
  id: 'bedrock-log',
  title: 'Amazon Bedrock model-invocation logs',
  detect: records => records.some(record => unwrapped(record).some(isLog)),
  parse: guarded((record, context) => {
    if (fields(record).messageType === 'CONTROL_MESSAGE') return [{ skip: 'health check' }]
    return unwrapped(record).map((log, part) =>
      isLog(log) ? parseLog(fields(log), context, part) : { reason: 'no model-invocation log' },
    )
  }),
}

/** CloudWatch delivers `{ logEvents: [{ message }] }`, its API `{ events }`, its export a time stamp before the JSON. */
function unwrapped(record: unknown, depth = 0): unknown[] {
  if (depth > 3) return [record]
  if (Array.isArray(record)) return record.flatMap(item => unwrapped(item, depth + 1))
  if (typeof record === 'string') {
    const inner = parsed(record.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z\s+/, ''))
    return typeof inner === 'string' ? [inner] : unwrapped(inner, depth + 1)
  }
  const envelope = fields(record)
  if (isLog(envelope)) return [envelope]
  const inside = [envelope.logEvents, envelope.events].find(Array.isArray)
  if (inside !== undefined) return list(inside).flatMap(item => unwrapped(item, depth + 1))
  const message = envelope.message ?? envelope['@message']
  return message === undefined ? [record] : unwrapped(message, depth + 1)
}

function parseLog(log: Fields, context: ParseContext, part: number): Parsed {
  const named = text(log.modelId) ?? ''
  const model = named.slice(named.lastIndexOf('/') + 1)
  const kind = kindOfModel(named)
  if (kind !== undefined) return { skip: kind }
  const time = instant(log.timestamp)
  if (time === undefined) return { reason: 'timestamp is no time' }
  const input = fields(log.input)
  const output = fields(log.output)
  const body = documents(input.inputBodyJson)[0] ?? {}
  const answers = documents(output.outputBodyJson)
  const asked = dialectByShape(body)
  const metadata = fields(log.requestMetadata)
  const arn = text(fields(log.identity).arn)
  return assemble(
    {
      id: text(log.requestId) ?? contentId(log, context.line, part),
      time,
      account: principal((arn && callerOf(arn)) ?? text(log.accountId) ?? 'bedrock:unknown', context),
      key: arn && principal(arn, context),
      conversation: first(metadata, ['sessionId', 'session_id', 'conversationId', 'conversation_id'], text),
      pathway: 'bedrock',
      model: model === '' ? undefined : model,
      status: statusOf(log),
      usage: usageOf({ prompt_tokens: input.inputTokenCount, completion_tokens: output.outputTokenCount }),
      params: /Stream$/.test(text(log.operation) ?? '') ? { stream: true } : {},
      ask: asked?.ask(body),
      answer: (answers[0] === undefined && asked ? asked : dialectOfAnswer(answers)).answer(answers),
    },
    context,
  )
}

/**
 * A role's session name is random for machines and would make thousands of strangers of one caller, so it is left out;
 * in single sign-on roles it is the person and stays.
 */
const callerOf = (arn: string): string => {
  const role = /^(arn:[\w-]+:sts::\d*:assumed-role\/([^/]+))\/.+$/.exec(arn)
  return role?.[1] !== undefined && role[2]?.startsWith('AWSReservedSSO_') !== true ? role[1] : arn
}

const statuses: readonly [RegExp, number][] = [
  [/Throttling|TooMany|Quota/, 429],
  [/AccessDenied|Unauthorized/, 403],
  [/NotFound/, 404],
  [/Timeout/, 408],
  [/Validation|BadRequest|ModelError/, 400],
  [/Unavailable|NotReady/, 503],
]

function statusOf(log: Fields): number | undefined {
  const code = text(log.errorCode)
  if (code !== undefined) return statuses.find(([name]) => name.test(code))?.[1] ?? 500
  return isFields(log.output) ? 200 : undefined
}
