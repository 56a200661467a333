/** Snapshot, policy, recogniser and budgets behind one question: what `serve` and an embedding gateway ask. */
import type { DecideRequest, Decision, Limits } from '../model/decision.ts'
import { type Budgets, makeBudgets, type Refused, type Reserved } from './budget.ts'
import type { Policy } from './compile-policy.ts'
import { decide } from './decide.ts'
import { type LeaseGrant, type LeaseOffice, type LeaseRequest, makeLeaseOffice } from './lease.ts'
import type { Recogniser } from './recogniser.ts'
import type { WayIn } from './settings.ts'
import { shownBy } from './shown-by.ts'
import type { Snapshot } from './snapshot.ts'
import { makeTally, type Tally } from './tally.ts'

/** Where a decider looks; a follower of the store or of another process. */
export interface DecideSource {
  current(): Snapshot | undefined
  policy(): Policy
  readonly recogniser: Recogniser
}

export interface Decider {
  /** Decides, looks for a successor, and reserves where the account has a budget. Never throws. */
  decide(request: DecideRequest, way: WayIn): Decision
  /** Ends a reservation with the tokens the call did cost; undefined counts what was reserved. */
  settle(reservation: string, tokens: number | undefined): boolean
  /** Leases a share of a budget to a gateway; undefined when nobody has such a budget now. */
  lease(request: LeaseRequest): LeaseGrant | undefined
  /** What was decided so far, for metrics. */
  readonly tally: Pick<Tally, 'made' | 'tried'>
}

/** @param clock epoch milliseconds */
export function makeDecider(source: DecideSource, clock: () => number): Decider {
  const budgets: Budgets = makeBudgets()
  const office: LeaseOffice = makeLeaseOffice(budgets)
  const tally = makeTally()

  const decideAndReserve = (request: DecideRequest, way: WayIn): Decision => {
    const now = clock()
    const judged = judge(source, request, way, now)
    if (judged.cost === undefined) return judged.decision
    const { budget, limits, tokens } = judged.cost
    return counted(judged.decision, budgets.reserve(budget, limits, tokens, now))
  }

  return {
    tally,
    decide(request, way) {
      const decision = decideAndReserve(request, way)
      tally.count(decision)
      return decision
    },
    settle: (reservation, tokens) => budgets.settle(reservation, tokens, clock()),
    lease(request) {
      const limits = limitsOf(source, request.budget)
      return limits && office.grant(request, limits, clock())
    },
  }
}

/** A decision, and what has to be reserved before the call may be made. */
export interface Judged {
  readonly decision: Decision
  readonly cost?: { readonly budget: string; readonly limits: Limits; readonly tokens: number }
}

/** Decides and looks for a successor; whoever asks has the cost reserved, here or by a lease. */
export function judge(source: DecideSource, request: DecideRequest, way: WayIn, now: number): Judged {
  const policy = source.policy()
  const { recogniser } = source
  const { account } = request
  const link = recogniser.isNew(account) ? recogniser.observe(account, shownBy(request)) : undefined
  const context = link === undefined ? { way } : { way, successorOf: link.campaign }
  const decision = decide(source.current(), request, policy, now, context)
  const { budget, limits, decision: verdict } = decision
  if (budget === undefined || limits === undefined || verdict === 'block' || verdict === 'verify')
    return { decision }
  return { decision, cost: { budget, limits, tokens: tokensOf(request, policy) } }
}

/** The decision once its cost was reserved, or was not. */
export function counted(decision: Decision, reserved: Reserved | Refused): Decision {
  if (reserved.ok) return { ...decision, ttl_ms: 0, reservation: reserved.id }
  return {
    ...decision,
    decision: 'limit',
    ttl_ms: 0,
    retry_after_ms: reserved.retryAfterMs,
    reasons: [{ code: `budget/${reserved.limit}`, text: spentTexts[reserved.limit] }, ...decision.reasons],
  }
}

const spentTexts = {
  requests: 'The calls of this minute are used up.',
  tokens: 'The tokens of this minute are used up or reserved by calls in flight.',
  concurrent: 'As many calls are in flight as are allowed at once.',
  'too-large': 'The call may cost more tokens than the budget holds: ask for fewer with max_tokens.',
} as const

/** About four characters a token, and more where the script is denser: what counts is not to reserve too little. */
const charsPerToken = 3

/** The most a call may cost: its input as told or guessed, and all the output it may ask for. */
export function tokensOf(request: DecideRequest, policy: Policy): number {
  const { params, usage, request: asked } = request
  const wanted = params?.max_tokens ?? params?.max_completion_tokens ?? params?.max_output_tokens
  const choices = typeof params?.n === 'number' && params.n >= 1 ? Math.min(params.n, 128) : 1
  const output = typeof wanted === 'number' && wanted > 0 ? wanted : policy.settings.output_tokens_assumed
  const input = usage?.input_tokens ?? Math.ceil(charsOf(asked) / charsPerToken)
  return Math.ceil(input + output * choices)
}

function charsOf(asked: DecideRequest['request']): number {
  if (!asked) return 0
  let chars = asked.system?.length ?? 0
  for (const { content } of asked.messages ?? [])
    chars +=
      typeof content === 'string'
        ? content.length
        : content === undefined
          ? 0
          : JSON.stringify(content).length
  for (const tool of asked.tools ?? []) chars += JSON.stringify(tool).length
  return chars
}

function limitsOf(source: DecideSource, budget: string): Limits | undefined {
  if (budget.startsWith('person:')) {
    const { person } = source.policy().settings.limits
    return Object.keys(person).length > 0 ? person : undefined
  }
  return source.current()?.limits.get(budget)
}
