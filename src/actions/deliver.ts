/** Sends what is in the outbox: in order, signed, again and again until it is taken or given up. */
import { z } from 'zod'
import { sha256 } from '../audit/entry.ts'
import type { Clock } from '../clock.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { askForDifference, bodyOf } from './outbox.ts'
import { signed } from './sign.ts'
import type { Webhook } from './webhook.ts'

const dueQuery = defineQuery(new URL('./due.sql', import.meta.url), {
  params: z.object({ limit: z.int() }),
  row: z.object({ action: z.string(), wave: z.number(), attempts: z.number(), next: z.number() }),
})
const logQuery = defineQuery(new URL('./delivery-log.sql', import.meta.url), {
  params: z.object({ limit: z.int() }),
  row: z.object({
    action: z.string(),
    attempt: z.number(),
    at: z.string(),
    outcome: z.string(),
    status: z.number(),
    reason: z.string(),
  }),
})

export type Delivery = z.infer<typeof logQuery.row>

/** Attempts, the newest first. */
export const deliveries = (store: Store, limit: number): Promise<Delivery[]> =>
  store.rows(logQuery, { limit })

/** Waiting after the first, second … failure: the schedule of Standard Webhooks 1.0, three days in all. */
const waitsS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
/** A receiver may ask for more patience than that, within reason. */
const patienceS = 86_400
const perTurn = 200

export interface DeliverParts {
  readonly store: Store
  readonly webhook: Webhook
  readonly clock: Clock
  readonly send: typeof fetch
}

export interface Turn {
  readonly asked: number
  readonly delivered: number
  readonly failed: number
}

/**
 * One turn: finds out what to ask, then delivers what is due. It stops at the first message that fails, because a
 * later one may undo it: what arrives, arrives in order.
 */
export async function deliverDue(parts: DeliverParts): Promise<Turn> {
  const asked = await askForDifference(parts.store, parts.clock())
  let delivered = 0
  for (const { action, attempts, next } of await parts.store.rows(dueQuery, { limit: perTurn })) {
    if (attempts > 0 && next > parts.clock()) break
    const outcome = await attempt(parts, action, attempts + 1)
    if (outcome === 'retry') return { asked, delivered, failed: 1 }
    if (outcome === 'delivered') delivered++
  }
  return { asked, delivered, failed: 0 }
}

type Outcome = 'delivered' | 'retry' | 'dead'

async function attempt({ store, webhook, clock, send }: DeliverParts, action: string, count: number) {
  const body = await bodyOf(store, action)
  const headers = signed(webhook.secrets, action, Math.floor(clock() / 1000), body)
  const answer = await post(send, webhook, headers, body)
  const ok = answer.status >= 200 && answer.status < 300
  const wait = waitsS[count - 1]
  const gone = answer.status === 410
  const outcome: Outcome = ok ? 'delivered' : wait === undefined || gone ? 'dead' : 'retry'
  const at = clock()
  const waitS = Math.max(jittered(wait ?? 0, action, count), Math.min(answer.retryAfterS, patienceS))
  await store.append('deliveries', `${action}/${count}`, [
    {
      action,
      attempt: count,
      at: new Date(at).toISOString(),
      outcome,
      status: answer.status,
      reason: ok ? '' : answer.reason,
      next: new Date(outcome === 'retry' ? at + waitS * 1000 : at).toISOString(),
    },
  ])
  return outcome
}

/** Up to a tenth longer, drawn from the message itself: many services do not knock at the same second. */
const jittered = (waitS: number, action: string, count: number): number =>
  waitS * (1 + Number.parseInt(sha256(`${action}/${count}`).slice(0, 4), 16) / 655_350)

interface Answer {
  readonly status: number
  readonly reason: string
  readonly retryAfterS: number
}

/** Never follows a redirect: the signed message is for this address alone. The answer's body is not read. */
async function post(
  send: typeof fetch,
  webhook: Webhook,
  headers: Record<string, string>,
  body: string,
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(webhook.timeout_ms)
    const response = await send(webhook.url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await response.body?.cancel()
    const { status } = response
    const asked = Number(response.headers.get('retry-after') ?? 0)
    return { status, reason: `answered ${status}`, retryAfterS: Number.isFinite(asked) ? asked : 0 }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { status: 0, reason: late ? 'no answer in time' : 'not reached', retryAfterS: 0 }
  }
}
