/** What a containment in shadow would have done so far; what an enforced one has met. */
import type { Estimate } from '../model/containment.ts'
import type { Store } from '../store/store.ts'
import { requireContainment } from './containment.ts'
import { estimate } from './estimate.ts'
import { readLists } from './lists.ts'
import { readState } from './load.ts'
import { chooseTargets, protectedAccounts } from './targets.ts'

/** Counted from its start to its end, or to `at` (epoch milliseconds) while it stands. Before its start: the log. */
export async function effectOf(
  store: Store,
  id: string,
  at: number,
): Promise<{ mode: 'shadow' | 'enforce'; estimate: Estimate }> {
  const state = await readState(store)
  const { containment: one } = requireContainment(state, id, at)
  const { mode, limits } = one.terms
  if (one.since === 0) return { mode, estimate: one.estimate }
  const lists = one.lists.map(list => list.list)
  const listed = [...(await readLists(store, lists)).values()].flat()
  const safe = await protectedAccounts(store, state, one.campaign, at)
  const targets = chooseTargets(listed, 0, safe)
  const to = Math.min(at, one.until, one.ended === undefined ? Infinity : Date.parse(one.ended.at))
  return {
    mode,
    estimate: await estimate(store, {
      of: { lists },
      protected: targets.protected,
      held: targets.held,
      spared: targets.spared,
      limits,
      prices: state.rules.prices,
      from: one.since,
      to,
    }),
  }
}
