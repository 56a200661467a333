/**
 * `stillwatch/decide`: decisions inside a Node server of one's own. Asks a running `stillwatch serve`, keeps each answer
 * for as long as it says, and fails open unless it knows better. Works with Express, Connect, Fastify's `use` and bare
 * `node:http`. Imports nothing native and opens no store.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { systemClock } from '../clock.ts'
import { callerOf, trustedProxies } from '../gateway/caller.ts'
import type { Decider } from '../gateway/decider.ts'
import { pairsOf } from '../gateway/headers.ts'
import { refusalOf, writeRefusal } from '../gateway/refuse.ts'
import { decideAtService } from '../gateway/serve-client.ts'
import { surfaceOf } from '../gateway/surface.ts'
import type { DecideRequest, Decision } from '../model/decision.ts'

export type { DecideRequest, Decider, Decision }
export { decideAtService }

export interface GuardOptions {
  /** Where decisions come from: `decideAtService({ url, token })`. */
  readonly decider: Decider
  /** Who calls, as this server has authenticated them. Undefined: nobody to decide about. */
  readonly account: (request: IncomingMessage) => string | undefined
  /** Which model is asked for; `body` is what a body parser left on the request, if one ran before. */
  readonly model?: (request: IncomingMessage, body: unknown) => string | undefined
  /** Addresses and ranges whose `x-forwarded-for` is believed, besides loopback. */
  readonly trustProxy?: readonly string[]
  /** Where a refused caller can object; shown in the error. */
  readonly contact?: string
}

export type Guarded = IncomingMessage & { stillwatch?: Decision; body?: unknown }
export type Guard = (request: Guarded, response: ServerResponse, next: (error?: unknown) => void) => void

/**
 * Decides before the handler runs: refusals are answered, everything else goes on with `request.stillwatch` set.
 * @example app.use(guard({ decider: decideAtService({ url }), account: request => request.user?.id }))
 */
export function guard(options: GuardOptions): Guard {
  const { decider, account, model = modelOfBody, contact } = options
  const trusted = trustedProxies(options.trustProxy ?? [])
  return (request, response, next) => {
    const decide = async (): Promise<boolean> => {
      const who = account(request)
      if (who === undefined) return true
      const now = systemClock()
      const { client } = callerOf(pairsOf(request.rawHeaders), request.socket.remoteAddress, {
        secret: '',
        trusted,
      })
      const decision = await decider.decide(
        { account: who, model: model(request, request.body) ?? 'unknown', client },
        now,
      )
      request.stillwatch = decision
      response.once('close', () => decider.settle(decision, undefined, systemClock()))
      const refusal = refusalOf(decision, contact)
      if (refusal === undefined) return true
      const anthropic = request.headers['anthropic-version'] !== undefined
      const shape = surfaceOf(request.method ?? '', request.url ?? '', anthropic)?.shape ?? 'openai'
      const { status, headers, body } = writeRefusal(refusal, shape, randomUUID())
      response.writeHead(status, headers)
      response.end(body)
      return false
    }
    decide().then(goesOn => {
      if (goesOn) next()
    }, next)
  }
}

function modelOfBody(_: IncomingMessage, body: unknown): string | undefined {
  const model = typeof body === 'object' && body !== null && 'model' in body ? body.model : undefined
  return typeof model === 'string' ? model : undefined
}
