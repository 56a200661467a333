/** One call from arrival to record: who, what, may it, on with it, what came of it. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Answer, Ask } from '../ingest/formats/dialects/dialect.ts'
import type { DecideRequest } from '../model/decision.ts'
import { type Caller, type CallerOptions, callerOf } from './caller.ts'
import type { Decider, Spent } from './decider.ts'
import { exchangeLine } from './exchange-line.ts'
import { forward, type Outcome, type Upstream } from './forward.ts'
import { type HeaderPairs, headerOf, pairsOf } from './headers.ts'
import { charsOf, heldAsk } from './held-ask.ts'
import { type Listener, listener } from './listener.ts'
import { type Body, readBody } from './read-body.ts'
import type { Recorder } from './recorder.ts'
import { type Refusal, refusalOf, writeRefusal } from './refuse.ts'
import type { Slower } from './slow.ts'
import { type ErrorShape, type Surface, surfaceOf } from './surface.ts'
import { withholding } from './withhold.ts'

export interface CallParts {
  readonly upstream: Upstream
  readonly decider: Decider
  readonly recorder: Recorder
  readonly clock: Clock
  readonly caller: CallerOptions
  /** Where a refused person can object; shown to them. */
  readonly contact?: string
  /** Without it no probe is carried out. */
  readonly slower?: Slower
}

const badTarget: Refusal = {
  status: 400,
  code: 'target_unreadable',
  message: 'The request address cannot be read.',
}
const unreachable: Refusal = {
  status: 502,
  code: 'upstream_unreachable',
  message: 'The model API behind this gateway cannot be reached.',
}
const silent: Refusal = {
  status: 504,
  code: 'upstream_silent',
  message: 'The model API behind this gateway did not answer in time.',
}

interface Arrival {
  readonly id: string
  readonly time: number
  readonly pairs: HeaderPairs
  readonly caller: Caller
  readonly surface: Surface
}

/** Answers the request in every case; rejects only for a defect of ours. */
export async function serveCall(
  parts: CallParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = randomUUID()
  const time = parts.clock()
  const pairs = pairsOf(request.rawHeaders)
  const anthropic = headerOf(pairs, 'anthropic-version') !== undefined
  const surface = surfaceOf(request.method ?? '', request.url ?? '', anthropic)
  if (surface === undefined)
    return refuse(request, response, badTarget, anthropic ? 'anthropic' : 'openai', id)
  const arrival = {
    id,
    time,
    pairs,
    surface,
    caller: callerOf(pairs, request.socket.remoteAddress, parts.caller),
  }
  if (surface.dialect === undefined) return passThrough(parts, arrival, request, response)
  const body = await readBody(request)
  if (body === undefined) return
  if ('status' in body) return refuse(request, response, body, surface.shape, id)
  return modelCall(parts, arrival, body, surface.dialect.ask(body.document), request, response)
}

/** Not a call of a model: nothing is read or recorded, but who is shut out is shut out here too. */
async function passThrough(
  parts: CallParts,
  { id, time, pairs, caller, surface }: Arrival,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = { account: caller.account, model: surface.model ?? 'unknown', client: caller.client }
  const decision = await parts.decider.decide(asked, time)
  const refusal = refusalOf(decision, parts.contact)
  if (refusal !== undefined) {
    parts.decider.settle(decision, undefined, parts.clock())
    return refuse(request, response, refusal, surface.shape, id)
  }
  const call = {
    method: request.method ?? 'GET',
    target: surface.target,
    headers: pairs,
    body: request,
    plain: false,
  }
  const outcome = await forward(parts.upstream, call, response, nobodyListens)
  parts.decider.settle(decision, undefined, parts.clock())
  if (outcome.kind === 'unreachable') refuse(request, response, unreachable, surface.shape, id)
  if (outcome.kind === 'silent') refuse(request, response, silent, surface.shape, id)
}

const nobodyListens = { begin: () => undefined, take: () => undefined }

async function modelCall(
  parts: CallParts,
  arrival: Arrival,
  { bytes }: Body,
  whole: Ask,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { id, time, pairs, caller, surface } = arrival
  const dialect = surface.dialect
  if (dialect === undefined) return
  const ask = heldAsk(whole)
  const model = (ask.model ?? surface.model ?? 'unknown').slice(0, modelCharsMax)
  const decision = await parts.decider.decide(decideRequest(arrival, ask, model), time)
  const conversation = ask.conversation ?? headerOf(pairs, 'x-session-id')
  const record = (status: number, more: { answer?: Answer; ending?: string }) =>
    parts.recorder.record(
      exchangeLine({
        id,
        time,
        durationMs: parts.clock() - time,
        caller,
        model,
        status,
        ask,
        decision,
        ...(conversation !== undefined && { conversation }),
        ...more,
      }),
    )
  const refusal = refusalOf(decision, parts.contact)
  if (refusal !== undefined) {
    parts.decider.settle(decision, undefined, parts.clock())
    refuse(request, response, refusal, surface.shape, id)
    return record(refusal.status, { ending: 'refused' })
  }
  const { slow, withhold: withheld = [] } = decision
  const slowed = slow && (await parts.slower?.hold(caller.account, slow, response))
  let heard: Listener | undefined
  const call = {
    method: 'POST',
    target: surface.target,
    headers: pairs,
    body: bytes,
    plain: withheld.length > 0,
  }
  const outcome = await forward(parts.upstream, call, response, {
    begin: (_, headers) => {
      const type = headerOf(headers, 'content-type') ?? ''
      heard = listener(dialect, type, headerOf(headers, 'content-encoding') ?? '')
      return withheld.length > 0 ? withholding(dialect.id, withheld, type) : undefined
    },
    take: chunk => heard?.take(chunk),
  })
  slowed?.()
  const failed = failure(outcome)
  if (failed !== undefined) refuse(request, response, failed, surface.shape, id)
  const answer = await heard?.end()
  const status = outcome.kind === 'left' && !response.headersSent ? 499 : response.statusCode
  parts.decider.settle(decision, spentOf(ask, answer, status), parts.clock())
  // A key that the upstream does not know is nobody's: anybody could fill the store with names.
  if (status === 401) return
  const ending = endings[outcome.kind]
  record(status, { ...(answer !== undefined && { answer }), ...(ending !== undefined && { ending }) })
}

/** Names of models are short; a longer one names none. */
const modelCharsMax = 256

const endings: Partial<Record<Outcome['kind'], string>> = {
  left: 'client_left',
  broken: 'upstream_broke_off',
}

const failure = (outcome: Outcome): Refusal | undefined =>
  outcome.kind === 'unreachable' ? unreachable : outcome.kind === 'silent' ? silent : undefined

function decideRequest(
  { id, time, pairs, caller, surface }: Arrival,
  ask: Ask,
  model: string,
): DecideRequest {
  return {
    id,
    time,
    account: caller.account,
    key: caller.key,
    conversation: ask.conversation ?? headerOf(pairs, 'x-session-id'),
    pathway: 'api',
    model: surface.model ?? model,
    client: caller.client,
    params: ask.params,
    request: { system: ask.system, messages: ask.messages, tools: ask.tools },
  }
}

/** About four characters a token, where an answer was cut off before it said what it cost: leaving early is not free. */
const charsPerToken = 4

function spentOf(ask: Ask, answer: Answer | undefined, status: number): Spent | undefined {
  const { input_tokens, output_tokens } = answer?.usage ?? {}
  if (answer === undefined || status >= 400) return { input_tokens: 0, output_tokens: 0 }
  return {
    input_tokens: input_tokens ?? Math.ceil(charsOf(ask) / charsPerToken),
    output_tokens: output_tokens ?? Math.ceil((answer.text?.length ?? 0) / charsPerToken),
  }
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  shape: ErrorShape,
  id: string,
): void {
  if (response.headersSent || response.destroyed) return
  const { status, headers, body } = writeRefusal(refusal, shape, id)
  // What is left of a body that nobody will read must not be taken for the next request.
  if (!request.complete) response.shouldKeepAlive = false
  response.writeHead(status, headers)
  response.end(body)
}
