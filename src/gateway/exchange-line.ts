/** The exchange as it will be stored: one native line, with what was decided about it. */
import type { Answer, Ask } from '../ingest/formats/dialects/dialect.ts'
import { compact } from '../ingest/formats/fields.ts'
import type { Decision } from '../model/decision.ts'
import type { Exchange } from '../model/exchange.ts'
import type { Caller } from './caller.ts'

export interface Passed {
  readonly id: string
  /** Epoch milliseconds of arrival, and how long it took. */
  readonly time: number
  readonly durationMs: number
  readonly caller: Caller
  readonly model: string
  readonly status: number
  readonly ask: Ask
  readonly conversation?: string
  readonly answer?: Answer
  /** How it ended where the answer does not say. */
  readonly ending?: string
  readonly decision: Decision
}

export interface DecidedExchange extends Exchange {
  /** What the gateway was told to do; `fallback` where nobody could tell. */
  readonly decision?: Pick<
    Decision,
    'decision' | 'measure' | 'campaign' | 'would' | 'would_by' | 'fallback'
  > & {
    refused?: true
    /** Probe that slowed the call. */
    probe?: string
  }
}

export function exchangeLine(passed: Passed): DecidedExchange {
  const { ask, answer, caller, decision, ending } = passed
  const stop = ending ?? answer?.stop_reason
  return {
    id: passed.id,
    time: passed.time,
    account: caller.account,
    ...(caller.key !== undefined && { key: caller.key }),
    conversation: passed.conversation ?? ask.conversation,
    pathway: 'api',
    model: passed.model,
    status: passed.status,
    duration_ms: passed.durationMs,
    client: compact(caller.client),
    usage: compact(answer?.usage ?? {}),
    params: compact(ask.params ?? {}),
    request: compact({ system: ask.system, messages: ask.messages, tools: ask.tools }),
    response: compact({ text: answer?.text, stop_reason: stop, tool_calls: answer?.tool_calls }),
    ...(isWorthKeeping(decision) && { decision: decided(decision, ending === 'refused') }),
  }
}

/** Most calls are allowed with nothing to say about it. */
const isWorthKeeping = ({ decision, fallback, would, slow }: Decision): boolean =>
  decision !== 'allow' || fallback === true || would !== undefined || slow !== undefined

const decided = (decision: Decision, refused: boolean): NonNullable<DecidedExchange['decision']> => ({
  decision: decision.decision,
  measure: decision.measure,
  ...(decision.campaign !== undefined && { campaign: decision.campaign }),
  ...(decision.would !== undefined && { would: decision.would }),
  ...(decision.would_by !== undefined && { would_by: decision.would_by }),
  ...(decision.fallback === true && { fallback: true }),
  ...(refused && { refused: true }),
  ...(decision.slow !== undefined && { probe: decision.slow.probe }),
})
