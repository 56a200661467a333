/** Whom a measure would hold: members sure enough for it, never whoever is allow-listed or released. */

import { z } from 'zod'
import type { Terms } from '../model/containment.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { Listed } from './lists.ts'
import { allowedAccounts } from './standing.ts'
import { isReleased, type State } from './state.ts'

const membersQuery = defineQuery(new URL('./finding-members.sql', import.meta.url), {
  params: z.object({ run: z.string(), id: z.string() }),
  row: z.object({ account: z.string(), probability: z.number() }),
})

export interface Targets {
  readonly held: readonly Listed[]
  /** Members left alone, and the accounts among them that no probability could change. */
  readonly spared: number
  readonly protected: readonly string[]
}

/** Every member of one finding of a run. */
export const findingMembers = (store: Store, run: string, id: string): Promise<Listed[]> =>
  store.rows(membersQuery, { run, id })

/** Accounts that nothing may hold: allow-listed ones, and those released from this campaign. */
export async function protectedAccounts(
  store: Store,
  state: State,
  campaign: string,
  at: number,
): Promise<Set<string>> {
  const safe = new Set(await allowedAccounts(store, state, at))
  for (const account of state.released.keys()) if (isReleased(state, account, campaign)) safe.add(account)
  return safe
}

/** Pure: who of the members is held by a measure. */
export function chooseTargets(members: readonly Listed[], least: number, safe: ReadonlySet<string>): Targets {
  const held = members.filter(one => one.probability >= least && !safe.has(one.account))
  return { held, spared: members.length - held.length, protected: [...safe] }
}

export const leastFor = (state: State, measure: Terms['measure']): number =>
  state.rules.least_probability[measure]
