/** Findings as detection stored them, with what people decided since. */
import type { Finding } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { readState } from './load.ts'
import { campaignStateAt } from './state.ts'

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
