/** Decisions of this process, from a snapshot in memory. */
import type { Decider as Decides } from '../decide/decider.ts'
import type { Decider } from './decider.ts'

/** @example localDecider(makeDecider(followSnapshot({ store, policy, clock }), clock)) */
export const localDecider = (decides: Decides): Decider => ({
  decide: request => decides.decide(request, 'gateway'),
  settle: ({ reservation }, spent) => {
    if (reservation !== undefined)
      decides.settle(reservation, spent === undefined ? undefined : spent.input_tokens + spent.output_tokens)
  },
})
