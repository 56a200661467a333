/** What the gateway asks before it passes a call on. */
import type { DecideRequest, Decision } from '../model/decision.ts'

/** What a call took, for the budget it was reserved from. */
export interface Spent {
  readonly input_tokens: number
  readonly output_tokens: number
}

export interface Decider {
  /** Never rejects: without knowledge the answer is the documented fallback. `now` is epoch milliseconds. */
  decide(request: DecideRequest, now: number): Decision | Promise<Decision>
  /** The call of a decision has ended; `spent` is undefined where nobody knows. */
  settle(decision: Decision, spent: Spent | undefined, now: number): void
}

/** Nobody answers: who was refused last stays refused, everybody else goes on, and the record says why. */
export function withoutAnswer(last: Decision | undefined): Decision {
  const reasons = [{ code: 'fallback/no-answer', text: 'The service that decides did not answer.' }]
  if (last !== undefined && (last.decision === 'block' || last.decision === 'verify'))
    return { ...last, reasons: [...last.reasons, ...reasons], fallback: true }
  return { decision: 'allow', measure: 'none', reasons, ttl_ms: 0, fallback: true }
}
