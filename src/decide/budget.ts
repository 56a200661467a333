/**
 * Budgets that cannot be overspent: what a call may cost is reserved before it is made and settled after. In any 60
 * seconds no more tokens are settled than the limit, whatever runs at once, as long as no call costs more than was
 * reserved for it; what it costs above that is owed and held against the next one.
 */
import type { Limits } from '../model/decision.ts'

const windowSeconds = 60
/** A reservation nobody settles is counted as spent in full after this long: forgetting must not pay. */
export const holdMsMax = 15 * 60_000
/** Idle budgets are forgotten from here on; those with anything in the window or in flight stay. */
const budgetsMax = 100_000

export interface Reserved {
  readonly ok: true
  readonly id: string
}
export interface Refused {
  readonly ok: false
  readonly limit: 'requests' | 'tokens' | 'concurrent' | 'too-large'
  readonly retryAfterMs: number
}

export interface BudgetStatus {
  readonly tokens: number
  readonly requests: number
  readonly inFlight: number
}

export interface Hold {
  readonly tokens: number
  /** Calls in flight it stands for. */
  readonly calls: number
}

/** One budget's window and what is in flight. Not for sharing between processes: `lease.ts` does that. */
export class Ledger {
  readonly #tokens = new Float64Array(windowSeconds + 1)
  readonly #requests = new Float64Array(windowSeconds + 1)
  readonly #seconds = new Float64Array(windowSeconds + 1).fill(-1)
  /** By how long they last: within one of these the first ends first, so that looking for what is over stops early. */
  readonly #held = new Map<number, Map<string, Hold & { readonly expires: number }>>()
  #heldTokens = 0
  #heldCalls = 0

  /** What counts at `now` (epoch milliseconds). */
  status(now: number): BudgetStatus {
    this.#expire(now)
    const oldest = Math.floor(now / 1000) - windowSeconds
    let tokens = this.#heldTokens
    let requests = 0
    for (let i = 0; i <= windowSeconds; i++) {
      if ((this.#seconds[i] as number) < oldest) continue
      tokens += this.#tokens[i] as number
      requests += this.#requests[i] as number
    }
    return { tokens, requests, inFlight: this.#heldCalls }
  }

  /** Room left under `limits`, never below 0. */
  room(limits: Limits, now: number): { tokens: number; requests: number; calls: number } {
    const used = this.status(now)
    const left = (limit: number | undefined, spent: number): number =>
      limit === undefined ? Number.POSITIVE_INFINITY : Math.max(0, limit - spent)
    return {
      tokens: left(limits.tokens_per_minute, used.tokens),
      requests: left(limits.requests_per_minute, used.requests),
      calls: left(limits.concurrent, used.inFlight),
    }
  }

  /** Takes room without asking whether there is any. */
  take(id: string, hold: Hold, requests: number, now: number, holdMs = holdMsMax): void {
    this.#put(0, requests, now)
    const alike = this.#held.get(holdMs) ?? new Map()
    this.#held.set(holdMs, alike)
    alike.set(id, { tokens: hold.tokens, calls: hold.calls, expires: now + holdMs })
    this.#heldTokens += hold.tokens
    this.#heldCalls += hold.calls
  }

  /** Ends a hold with what it cost, undefined being all of it. False when it is unknown: settled or expired before. */
  settle(id: string, tokens: number | undefined, now: number): boolean {
    const held = this.#release(id)
    if (held === undefined) return false
    this.#put(tokens ?? held.tokens, 0, now)
    return true
  }

  /** Gives back requests that were taken and not made. */
  giveBack(requests: number, now: number): void {
    this.#put(0, -requests, now)
  }

  /** Milliseconds until something of the window falls out of it. */
  nextRoomMs(now: number): number {
    const oldest = Math.floor(now / 1000) - windowSeconds
    let first = Number.POSITIVE_INFINITY
    for (let i = 0; i <= windowSeconds; i++) {
      const second = this.#seconds[i] as number
      const holds = (this.#tokens[i] as number) > 0 || (this.#requests[i] as number) > 0
      if (second >= oldest && holds) first = Math.min(first, second)
    }
    if (first === Number.POSITIVE_INFINITY) return 1_000
    return Math.max(1, (first + windowSeconds + 1) * 1000 - now)
  }

  isIdle(now: number): boolean {
    const { tokens, requests, inFlight } = this.status(now)
    return tokens === 0 && requests === 0 && inFlight === 0
  }

  #put(tokens: number, requests: number, now: number): void {
    const second = Math.floor(now / 1000)
    const slot = second % (windowSeconds + 1)
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second
      this.#tokens[slot] = 0
      this.#requests[slot] = 0
    }
    this.#tokens[slot] = (this.#tokens[slot] as number) + tokens
    this.#requests[slot] = Math.max(0, (this.#requests[slot] as number) + requests)
  }

  #release(id: string): Hold | undefined {
    for (const alike of this.#held.values()) {
      const held = alike.get(id)
      if (held === undefined) continue
      alike.delete(id)
      this.#heldTokens -= held.tokens
      this.#heldCalls -= held.calls
      return held
    }
    return undefined
  }

  #expire(now: number): void {
    for (const alike of this.#held.values())
      for (const [id, held] of alike) {
        if (held.expires > now) break
        this.#release(id)
        this.#put(held.tokens, 0, now)
      }
  }
}

export interface Budgets {
  /** @param tokens the most the call may cost, input and output together */
  reserve(budget: string, limits: Limits, tokens: number, now: number): Reserved | Refused
  /** @param tokens what it did cost; undefined: all that was reserved. False when the reservation is not known. */
  settle(id: string, tokens: number | undefined, now: number): boolean
  ledger(budget: string, now: number): Ledger
}

/**
 * Budgets of this process. Nothing here waits, so calls made at once are counted one after the other.
 * @param name makes reservation ids of several processes differ
 */
export function makeBudgets(name = 'r'): Budgets {
  const ledgers = new Map<string, Ledger>()
  let last = 0

  const ledger = (budget: string, now: number): Ledger => {
    const known = ledgers.get(budget)
    if (known !== undefined) return known
    if (ledgers.size >= budgetsMax)
      for (const [other, idle] of ledgers) if (idle.isIdle(now)) ledgers.delete(other)
    const made = new Ledger()
    ledgers.set(budget, made)
    return made
  }

  return {
    ledger,
    reserve(budget, limits, tokens, now) {
      const own = ledger(budget, now)
      const refused = refusal(own, limits, tokens, now)
      if (refused !== undefined) return refused
      last++
      const id = `${name}-${last}-${budget}`
      own.take(id, { tokens, calls: 1 }, 1, now)
      return { ok: true, id }
    },
    settle(id, tokens, now) {
      const budget = /^[^-]*-\d+-(.*)$/s.exec(id)?.[1]
      return budget !== undefined && (ledgers.get(budget)?.settle(id, tokens, now) ?? false)
    },
  }
}

function refusal(ledger: Ledger, limits: Limits, tokens: number, now: number): Refused | undefined {
  if (limits.tokens_per_minute !== undefined && tokens > limits.tokens_per_minute)
    return { ok: false, limit: 'too-large', retryAfterMs: windowSeconds * 1000 }
  const room = ledger.room(limits, now)
  if (room.calls < 1) return { ok: false, limit: 'concurrent', retryAfterMs: 1_000 }
  if (room.requests < 1) return { ok: false, limit: 'requests', retryAfterMs: ledger.nextRoomMs(now) }
  if (room.tokens < tokens) return { ok: false, limit: 'tokens', retryAfterMs: ledger.nextRoomMs(now) }
  return undefined
}
