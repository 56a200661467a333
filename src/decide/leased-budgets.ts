/** A gateway's side of shared budgets: spends from leases, asks for the next one in time, manages alone when cut off. */
import type { Limits } from '../model/decision.ts'
import { makeBudgets, type Refused, type Reserved } from './budget.ts'
import type { LeaseGrant, LeaseRequest } from './lease.ts'

export interface LeasedBudgetsOptions {
  /** Differs for every process. */
  readonly gateway: string
  /** Asks `POST /v1/budgets/lease`; rejects when `serve` cannot be reached. */
  readonly ask: (request: LeaseRequest) => Promise<LeaseGrant>
  readonly clock: () => number
  /** Share of every limit this gateway may use on its own while `serve` cannot be reached; 1 / number of gateways. */
  readonly shareWhenCutOff: () => number
}

export interface LeasedBudgets {
  reserve(budget: string, limits: Limits, tokens: number): Promise<Reserved | Refused>
  /** @param tokens what the call did cost; undefined: all that was reserved */
  settle(id: string, tokens: number | undefined): void
  /** Gives back what is not spent: on shutdown, and now and then for budgets that fell silent. */
  giveBack(): Promise<void>
}

interface Share {
  lease: string
  expires: number
  tokens: number
  requests: number
  calls: number
  /** Since the grant. */
  spent: number
  /** Reserved for calls in flight. */
  held: number
  flying: number
  /** Asked and not answered: asked again word for word, so that what it reports is counted once. */
  unanswered: LeaseRequest | undefined
  /** The question on its way; whoever comes meanwhile waits for its answer. */
  asking: Promise<LeaseGrant | undefined> | undefined
}

/** Budgets of a gateway. Calls are counted here, room comes from `serve`. */
export function makeLeasedBudgets(options: LeasedBudgetsOptions): LeasedBudgets {
  const { gateway, ask, clock, shareWhenCutOff } = options
  const shares = new Map<string, Share>()
  const inFlight = new Map<string, { readonly budget: string; readonly tokens: number }>()
  const alone = makeBudgets('alone')
  let last = 0

  const shareOf = (budget: string): Share => {
    const known = shares.get(budget)
    if (known !== undefined) return known
    const made: Share = {
      lease: '',
      expires: 0,
      tokens: 0,
      requests: 0,
      calls: 0,
      spent: 0,
      held: 0,
      flying: 0,
      unanswered: undefined,
      asking: undefined,
    }
    shares.set(budget, made)
    return made
  }

  const renew = (budget: string, share: Share, tokens: number): Promise<LeaseGrant | undefined> => {
    const asked = clock()
    const request = share.unanswered ?? report(budget, share, tokens)
    // Nothing new is spent from the old lease once it was reported.
    share.tokens = share.requests = share.calls = 0
    share.unanswered = request
    share.asking = ask(request)
      .then(grant => {
        share.lease = grant.lease
        // Counted from the question: the answer may have taken long.
        share.expires = asked + grant.expires_ms
        share.tokens = grant.tokens ?? Number.POSITIVE_INFINITY
        share.requests = grant.requests ?? Number.POSITIVE_INFINITY
        share.calls = grant.calls ?? Number.POSITIVE_INFINITY
        share.spent -= request.returns?.spent ?? 0
        share.unanswered = undefined
        return grant
      })
      .catch(() => undefined)
      .finally(() => {
        share.asking = undefined
      })
    return share.asking
  }

  const report = (budget: string, share: Share, tokens: number): LeaseRequest => {
    const { lease, spent, held, flying: calls } = share
    const unused = Number.isFinite(share.requests) ? share.requests : 0
    return {
      gateway,
      budget,
      tokens,
      ...(lease !== '' && { returns: { lease, spent, held, calls, unused } }),
    }
  }

  const takeFrom = (budget: string, share: Share, tokens: number): Reserved | undefined => {
    const fits = share.tokens >= tokens && share.requests >= 1 && share.calls >= 1
    if (!fits || clock() >= share.expires) return undefined
    share.tokens -= tokens
    share.requests -= 1
    share.calls -= 1
    share.held += tokens
    share.flying += 1
    const id = `leased-${++last}`
    inFlight.set(id, { budget, tokens })
    return { ok: true, id }
  }

  /** The gateway's own share of every limit, rounded down: together no more than the whole. */
  const reserveAlone = (budget: string, limits: Limits, tokens: number): Reserved | Refused => {
    const part = (limit: number): number => Math.floor(limit * shareWhenCutOff())
    const { requests_per_minute: requests, tokens_per_minute: most, concurrent } = limits
    const own: Limits = {
      ...(requests !== undefined && { requests_per_minute: part(requests) }),
      ...(most !== undefined && { tokens_per_minute: part(most) }),
      ...(concurrent !== undefined && { concurrent: part(concurrent) }),
    }
    return alone.reserve(budget, own, tokens, clock())
  }

  return {
    async reserve(budget, limits, tokens) {
      // No share will ever hold it: asking would only take room from others.
      if (limits.tokens_per_minute !== undefined && tokens > limits.tokens_per_minute)
        return { ok: false, limit: 'too-large', retryAfterMs: 60_000 }
      const share = shareOf(budget)
      // Each turn either takes, or asks once; several who wait share one answer and the unlucky ask again.
      for (let attempt = 0; attempt < 3; attempt++) {
        while (share.asking !== undefined) await share.asking
        const taken = takeFrom(budget, share, tokens)
        if (taken !== undefined) return taken
        const grant = await renew(budget, share, tokens)
        if (grant === undefined) return reserveAlone(budget, limits, tokens)
        const first = takeFrom(budget, share, tokens)
        if (first !== undefined) return first
        if (grant.retry_after_ms > 0)
          return { ok: false, limit: 'tokens', retryAfterMs: grant.retry_after_ms }
      }
      return { ok: false, limit: 'tokens', retryAfterMs: 1_000 }
    },
    settle(id, cost) {
      const call = inFlight.get(id)
      if (call === undefined) {
        alone.settle(id, cost, clock())
        return
      }
      inFlight.delete(id)
      const tokens = cost ?? call.tokens
      const share = shareOf(call.budget)
      share.held -= call.tokens
      share.flying -= 1
      share.spent += tokens
      // Only under the lease it was taken from: while a question is on its way, room is the answer's to give.
      if (share.asking === undefined && clock() < share.expires) {
        share.calls += 1
        share.tokens += Math.max(0, call.tokens - tokens)
      }
    },
    async giveBack() {
      const idle = [...shares].filter(([, share]) => share.lease !== '' && share.asking === undefined)
      await Promise.all(idle.map(([budget, share]) => renew(budget, share, 0)))
      for (const [budget, share] of shares)
        if (share.lease === '' && share.flying === 0 && share.asking === undefined) shares.delete(budget)
    },
  }
}
