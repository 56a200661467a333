/** Decisions of this process from a snapshot that was sent, and budgets leased from where it came. */
import { counted, type DecideSource, judge } from '../decide/decider.ts'
import type { LeasedBudgets } from '../decide/leased-budgets.ts'
import type { Decider } from './decider.ts'

/** Only a call that has a budget ever waits, and only when the share at hand is used up. */
export const leasedDecider = (source: DecideSource, budgets: LeasedBudgets): Decider => ({
  decide: (request, now) => {
    const { decision, cost } = judge(source, request, 'gateway', now)
    if (cost === undefined) return decision
    const reserved = budgets.reserve(cost.budget, cost.limits, cost.tokens)
    return reserved.then(outcome => counted(decision, outcome))
  },
  settle: ({ reservation }, spent) => {
    if (reservation !== undefined)
      budgets.settle(reservation, spent && spent.input_tokens + spent.output_tokens)
  },
})
