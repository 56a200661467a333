/** A `stillwatch serve` elsewhere: it decides, and it keeps what is recorded. */
import { type LeaseGrant, type LeaseRequest, leaseGrantSchema } from '../decide/lease.ts'
import { AppError } from '../errors.ts'
import { type DecideRequest, type Decision, decisionSchema } from '../model/decision.ts'
import { type Decider, type Spent, withoutAnswer } from './decider.ts'
import type { StoreLines } from './recorder.ts'
import { makePost, type Service } from './service-http.ts'

/** Stores batches by `POST /v1/exchanges`; the same batch sent again changes nothing, as ids are checked there. */
export function storeAtService(service: Service): StoreLines {
  const post = makePost(service)
  return async lines => {
    const { status } = await post('/v1/exchanges', 'application/x-ndjson', `${lines.join('\n')}\n`, 60_000)
    if (status < 200 || status >= 300)
      throw new AppError('upstream', 'gateway/service-refused', `the service answered ${status} to exchanges`)
  }
}

/** Asks for a share of a budget; rejects when the service cannot be reached or knows no such budget. */
export function leaseAtService(service: Service): (request: LeaseRequest) => Promise<LeaseGrant> {
  const post = makePost(service)
  return async request => {
    const { status, text } = await post(
      '/v1/budgets/lease',
      'application/json',
      JSON.stringify(request),
      decideTimeoutMs,
    )
    if (status !== 200)
      throw new AppError('upstream', 'gateway/service-refused', `the service answered ${status} to a lease`)
    return leaseGrantSchema.parse(JSON.parse(text))
  }
}

/** A decision asked for on the way of a call must not cost more than this. */
const decideTimeoutMs = 500
const heldMax = 100_000

interface Held {
  readonly decision: Decision
  readonly until: number
}

/**
 * Asks `POST /v1/decide` and keeps an answer for as long as it says. Budgets are asked for every time. When the service
 * does not answer, what it said last still holds for whoever was refused, and everybody else goes on.
 */
export function decideAtService(service: Service, timeoutMs = decideTimeoutMs): Decider {
  const post = makePost(service)
  const held = new Map<string, Held>()
  const ask = async (request: DecideRequest, now: number, key: string): Promise<Decision> => {
    try {
      const { request: texts, ...facts } = request
      // Texts stay here; how long they are is all that a reservation needs.
      const asked = { ...facts, usage: { input_tokens: Math.ceil(charsOf(texts) / charsPerToken) } }
      const { status, text } = await post(
        '/v1/decide?way=gateway',
        'application/json',
        JSON.stringify(asked),
        timeoutMs,
      )
      if (status !== 200) return withoutAnswer(held.get(key)?.decision)
      const decision = decisionSchema.parse(JSON.parse(text)) as Decision
      held.delete(key)
      if (held.size >= heldMax) held.delete(held.keys().next().value ?? '')
      held.set(key, { decision, until: isCountable(decision) ? 0 : now + decision.ttl_ms })
      return decision
    } catch {
      return withoutAnswer(held.get(key)?.decision)
    }
  }
  return {
    decide: (request, now) => {
      const key = JSON.stringify([request.account, request.key, request.model])
      const known = held.get(key)
      return known !== undefined && known.until > now ? known.decision : ask(request, now, key)
    },
    settle: (decision, spent) => {
      if (decision.reservation === undefined) return
      // Lost once, a reservation still ends by its own time.
      post('/v1/settle', 'application/json', settlement(decision.reservation, spent), decideTimeoutMs).catch(
        () => undefined,
      )
    },
  }
}

/** More where the script is denser: what counts is not to reserve too little. */
const charsPerToken = 3

function charsOf(texts: DecideRequest['request']): number {
  const messages = texts?.messages ?? []
  return messages.reduce(
    (sum, { content }) =>
      sum + (typeof content === 'string' ? content.length : JSON.stringify(content ?? '').length),
    texts?.system?.length ?? 0,
  )
}

const isCountable = (decision: Decision): boolean =>
  decision.reservation !== undefined || decision.retry_after_ms !== undefined || decision.budget !== undefined

const settlement = (reservation: string, spent: Spent | undefined): string =>
  JSON.stringify({ reservation, ...(spent !== undefined && { usage: spent }) })
