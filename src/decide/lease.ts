/**
 * Several gateways, one budget. `serve` holds the ledger; a gateway leases a share of it for some seconds, spends from
 * the share without asking, and says what it spent when it asks again. A share counts as spent from the moment it is
 * granted: a gateway that dies, or cannot reach `serve`, can waste room but never make more of it.
 */
import { z } from 'zod'
import type { Limits } from '../model/decision.ts'
import { type Budgets, holdMsMax } from './budget.ts'

/** How long a share may be spent. */
export const leaseMs = 10_000
/** What one lease takes at most beyond what is needed now, so that others find room. */
const shareOfRoom = 1 / 8
/** Gateways × budgets whose newest lease is remembered. */
const leasesMax = 100_000

const amount = z.number().min(0).max(1e12)

export const leaseRequestSchema = z.object({
  gateway: z
    .string()
    .min(1)
    .max(128)
    .describe('One for each gateway process; a restarted one takes another.'),
  budget: z.string().min(1).max(300),
  tokens: amount.describe('At least this many are needed now; 0 only gives back.'),
  returns: z
    .object({
      lease: z.string().max(500),
      spent: amount.describe('Tokens spent since the grant.'),
      held: amount.describe('Tokens reserved for calls still in flight: they go over to the next lease.'),
      calls: amount.describe('Calls still in flight.'),
      unused: amount.describe('Calls of the grant that were not made.'),
    })
    .optional()
    .describe('The lease before this one.'),
})
export type LeaseRequest = z.infer<typeof leaseRequestSchema>

export const leaseGrantSchema = z.object({
  lease: z.string().describe('Empty: nothing was granted and nothing is in flight.'),
  tokens: z.number().nullable().describe('For new calls. Null: not limited.'),
  requests: z.number().nullable(),
  calls: z.number().nullable().describe('More calls at once.'),
  expires_ms: z.number().describe('Milliseconds from now; no new call may be made after.'),
  retry_after_ms: z.number().describe('When room may be found again, where too little was granted.'),
})
export type LeaseGrant = z.infer<typeof leaseGrantSchema>

export interface LeaseOffice {
  grant(request: LeaseRequest, limits: Limits, now: number): LeaseGrant
}

/** The side of `serve`. A request that comes twice, because its answer was lost, is answered twice and counted once. */
export function makeLeaseOffice(budgets: Budgets): LeaseOffice {
  const newest = new Map<string, { readonly returned: string; readonly grant: LeaseGrant }>()
  let last = 0
  return {
    grant(request, limits, now) {
      const { gateway, budget, returns, tokens: needed } = request
      const key = JSON.stringify([gateway, budget])
      const before = newest.get(key)
      if (before !== undefined && returns !== undefined && before.returned === returns.lease)
        return before.grant

      const ledger = budgets.ledger(budget, now)
      // A lease that is not known expired, and was counted in full: what it says it holds is not held again.
      const known = returns !== undefined && ledger.settle(returns.lease, returns.spent, now)
      if (known) ledger.giveBack(returns.unused, now)
      const held = known ? returns.held : 0
      const flying = known ? returns.calls : 0

      const room = ledger.room(limits, now)
      const tokens = shareOf(room.tokens - held, needed)
      const calls = shareOf(room.calls - flying, 1)
      const requests = shareOf(room.requests, 1)
      const enough = needed > 0 && tokens >= needed && calls >= 1 && requests >= 1
      const granted = enough ? { tokens, calls, requests } : { tokens: 0, calls: 0, requests: 0 }
      const lease = enough || flying > 0 ? `lease-${++last}-${gateway}` : ''
      if (lease !== '') {
        const hold = { tokens: held + counted(granted.tokens), calls: flying + counted(granted.calls) }
        // Calls made on the last moment of a lease may run as long as any call.
        ledger.take(lease, hold, counted(granted.requests), now, leaseMs + holdMsMax)
      }
      const grant: LeaseGrant = {
        lease,
        tokens: told(granted.tokens),
        requests: told(granted.requests),
        calls: told(granted.calls),
        expires_ms: leaseMs,
        retry_after_ms: enough || needed === 0 ? 0 : calls < 1 ? 1_000 : ledger.nextRoomMs(now),
      }
      if (newest.size >= leasesMax) newest.clear()
      newest.set(key, { returned: returns?.lease ?? '', grant })
      return grant
    },
  }
}

const shareOf = (room: number, least: number): number =>
  Number.isFinite(room) ? Math.min(Math.max(0, room), Math.max(least, Math.floor(room * shareOfRoom))) : room
const counted = (granted: number): number => (Number.isFinite(granted) ? granted : 0)
const told = (granted: number): number | null => (Number.isFinite(granted) ? granted : null)
