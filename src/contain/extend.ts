/** Later members and recognised successors join a containment that follows, within the number that was approved. */
import { appendNext, exclusively } from '../audit/append.ts'
import { sha256 } from '../audit/entry.ts'
import type { Store } from '../store/store.ts'
import { type Listed, type ListRole, readLists, writeList } from './lists.ts'
import { readState } from './load.ts'
import type { By } from './request.ts'
import { inForce } from './state.ts'
import { leastFor, protectedAccounts } from './targets.ts'

export interface Joining {
  readonly accounts: readonly Listed[]
  readonly role: Extract<ListRole, 'member' | 'successor'>
  /** Why they join, for the log. */
  readonly reason: string
}

/**
 * Holds further accounts by a containment in force and answers who joined: those sure enough for its measure, neither
 * allow-listed nor released, the surest first, until the approved number is reached. Nobody joins one that does not
 * follow, or that is over.
 */
export function extend(store: Store, id: string, joining: Joining, by: By): Promise<string[]> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const one = state.containments.get(id)
    if (one === undefined || !inForce(one, by.at) || !one.terms.follow) return []
    const lists = await readLists(
      store,
      one.lists.map(list => list.list),
    )
    const held = new Set([...lists.values()].flat().map(listed => listed.account))
    const room = one.most - held.size
    const safe = await protectedAccounts(store, state, one.campaign, by.at)
    const least = leastFor(state, one.terms.measure)
    const joined = joining.accounts
      .filter(({ account, probability }) => probability >= least && !held.has(account) && !safe.has(account))
      .sort((a, b) => b.probability - a.probability || (a.account < b.account ? -1 : 1))
      .slice(0, Math.max(0, room))
    if (joined.length === 0) return []
    // Named by what it holds: written again after a crash it is the same list.
    const names = joined.map(({ account }) => account)
    const list = `${id}+${sha256(JSON.stringify([one.lists.length, names])).slice(0, 12)}`
    const sealed = await writeList(store, list, joined, joining.role)
    const detail = { sealed, reason: joining.reason }
    await appendNext(store, { ...by, act: 'containment/extend', subject: id, detail })
    return names
  })
}
