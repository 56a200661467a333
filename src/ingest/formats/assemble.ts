/** Puts what a format and a dialect read into one exchange, or says why it is none. */
import type { Exchange } from '../../model/exchange.ts'
import type { Answer, Ask } from './dialects/dialect.ts'
import { compact, type Fields } from './fields.ts'
import { type ParseContext, type Parsed, undatedTime } from './format.ts'
import { bounded } from './identity.ts'
import { largest, type Usage } from './usage.ts'

export interface Facts {
  /** Left out, the caller's content hash stands in. */
  id: string
  /** Epoch milliseconds. */
  time: number | undefined
  account: string
  key?: string | undefined
  conversation?: string | undefined
  turn?: number | undefined
  pathway?: string | undefined
  model?: string | undefined
  status?: number | undefined
  duration_ms?: number | undefined
  client?: NonNullable<Exchange['client']>
  usage?: Usage
  params?: Fields
  ask?: Ask | undefined
  answer?: Answer | undefined
}

const status = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 100 && value < 600 ? value : undefined

export function assemble(facts: Facts, context: ParseContext): Parsed {
  const { ask, answer } = facts
  const model = facts.model ?? ask?.model ?? answer?.model
  if (model === undefined) return { reason: 'no model is named' }
  const exchange: Exchange = {
    id: bounded(facts.id),
    time: new Date(facts.time ?? context.time ?? undatedTime).toISOString(),
    account: bounded(facts.account),
    key: facts.key,
    conversation: facts.conversation ?? ask?.conversation,
    turn: facts.turn,
    pathway: facts.pathway,
    model,
    status: status(facts.status),
    duration_ms: facts.duration_ms ?? answer?.duration_ms,
    client: compact(facts.client ?? {}),
    usage: compact(largest(answer?.usage ?? {}, facts.usage ?? {})),
    params: compact({ ...ask?.params, ...facts.params }),
    request: ask === undefined ? undefined : request(ask),
    response: answer === undefined ? undefined : response(answer),
  }
  return { exchange: compact(exchange) ?? exchange }
}

const request = ({ system, messages, tools }: Ask): Exchange['request'] =>
  compact({ system, messages: some(messages), tools: some(tools) })

const response = ({ text, stop_reason, tool_calls }: Answer): Exchange['response'] =>
  compact({ text, stop_reason, tool_calls: some(tool_calls) })

const some = <T>(items: T[] | undefined): T[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items

/** Formats promise not to throw; a record built to break a reader is quarantined like any other. */
export function guarded(parse: (record: unknown, context: ParseContext) => Parsed[]) {
  return (record: unknown, context: ParseContext): Parsed[] => {
    try {
      return parse(record, context)
    } catch {
      return [{ reason: 'the record cannot be read' }]
    }
  }
}
