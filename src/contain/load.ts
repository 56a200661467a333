/** Reads the state from the log; what was folded once is not read again. */

import { auditHead, entries } from '../audit/read.ts'
import type { Entry } from '../model/audit.ts'
import type { Store } from '../store/store.ts'
import { foldedAreas } from './acts.ts'
import { fold } from './fold.ts'
import { emptyState, type State } from './state.ts'

/** The log only grows, so the newest state of a store is a sound place to go on from. */
const newest = new WeakMap<Store, State>()

/** The state after every act logged so far. */
export async function readState(store: Store): Promise<State> {
  const known = newest.get(store) ?? emptyState
  const head = await auditHead(store)
  if (head.seq === known.seq) return known
  const fresh: Entry[] = []
  for await (const entry of entries(store, { areas: foldedAreas, after: known.seq, until: head.seq }))
    fresh.push(entry)
  // The head counts also what is not folded here, so that nothing is asked for twice.
  const state = { ...fold(known, fresh), seq: head.seq }
  newest.set(store, state)
  return state
}
