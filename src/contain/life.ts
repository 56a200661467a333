/** Findings as detection stored them, with what people decided since. */
import type { FindingSummary } from '../model/api.ts'
import { rankOf } from '../model/decision.ts'
import type { Finding } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { readState } from './load.ts'
import { campaignStateAt, inForce } from './state.ts'

/** Each finding with its state at `at` (epoch milliseconds); one that nobody judged keeps its own. */
export async function withStates<F extends Pick<Finding, 'id' | 'state'>>(
  store: Store,
  findings: readonly F[],
  at: number,
): Promise<F[]> {
  const state = await readState(store)
  return findings.map(one =>
    state.campaigns.has(one.id) ? { ...one, state: campaignStateAt(state, one.id, at) } : one,
  )
}

type Held = NonNullable<FindingSummary['held']>

/** Each finding with the strictest containment that holds it at `at`; what enforces comes before what only looks on. */
export async function withHeld<F extends Pick<Finding, 'id'>>(
  store: Store,
  findings: readonly F[],
  at: number,
): Promise<(F & { held?: Held })[]> {
  const state = await readState(store)
  const held = new Map<string, Held>()
  for (const one of state.containments.values()) {
    if (!inForce(one, at)) continue
    const { measure, mode } = one.terms
    const before = held.get(one.campaign)
    const weight = (terms: Held) => (terms.mode === 'enforce' ? 100 : 0) + rankOf(terms.measure)
    if (before === undefined || weight({ measure, mode }) > weight(before))
      held.set(one.campaign, { measure, mode })
  }
  return findings.map(one => {
    const own = held.get(one.id)
    return own === undefined ? one : { ...one, held: own }
  })
}
