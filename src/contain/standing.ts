/** What stands at one moment: who is contained by which measure, who is released, who is never touched. */

import { z } from 'zod'
import type { CampaignState, Containment } from '../model/containment.ts'
import type { Limits, Measure, Withholdable } from '../model/decision.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { type Listed, readLists } from './lists.ts'
import { readState } from './load.ts'
import { type AllowEntry, campaignStateAt, inForce, isReleased, type State } from './state.ts'

/** A containment in force. `shadow`: decide records what it would have done, and lets the call pass. */
export interface InForce {
  readonly id: string
  readonly campaign: string
  readonly measure: Measure
  readonly mode: 'shadow' | 'enforce'
  /** Epoch milliseconds. */
  readonly since: number
  /** Epoch milliseconds; from then on it holds nobody. */
  readonly until: number
  /** The whole campaign's budget under `limit` and above. */
  readonly limits: Limits
  /** What is held back under `withhold` and above. */
  readonly withhold: readonly Withholdable[]
  /** Whoever is held, successors included, allow-listed and released accounts left out, with the probability. */
  readonly accounts: ReadonlyMap<string, number>
  /** Accounts decide may still add as recognised successors before the approved number is reached. */
  readonly room: number
}

export interface Standing {
  /** Epoch milliseconds of the moment it speaks of. */
  readonly at: number
  /** Entry of the audit log up to which it was read. */
  readonly seq: number
  /** Epoch milliseconds at which it changes without anybody acting: something expires. Absent: never. */
  readonly changes_at?: number
  readonly containments: readonly InForce[]
  /** Verdicts by campaign; a campaign nobody judged is absent and `new`. */
  readonly states: ReadonlyMap<string, CampaignState>
  /** Campaigns from which an account was released; `*` stands for all. */
  readonly released: ReadonlyMap<string, ReadonlySet<string>>
  /** Beats everything. Accounts of an allow-listed organisation are among `accounts` as far as they are known. */
  readonly allowed: {
    readonly accounts: ReadonlySet<string>
    readonly organizations: ReadonlySet<string>
    readonly keys: ReadonlySet<string>
  }
}

const allowedQuery = defineQuery(new URL('./allowed-accounts.sql', import.meta.url), {
  params: z.object({ organizations: z.array(z.string()) }),
  row: z.object({ account: z.string() }),
})

/** What stands at `at` (epoch milliseconds), from the audit log alone: detection changes nothing by itself. */
export async function readStanding(store: Store, at: number): Promise<Standing> {
  const state = await readState(store)
  const held = [...state.containments.values()].filter(one => inForce(one, at))
  const lists = await readLists(
    store,
    held.flatMap(one => one.lists.map(list => list.list)),
  )
  const theirs = await organizationAccounts(store, state, at)
  return standing(state, lists, theirs, at)
}

/** Every account on the allow list, by its own name or by its organisation. */
export const allowedAccounts = async (store: Store, state: State, at: number): Promise<string[]> => [
  ...valuesAllowed(state, 'account', at),
  ...(await organizationAccounts(store, state, at)),
]

async function organizationAccounts(store: Store, state: State, at: number): Promise<string[]> {
  const organizations = [...valuesAllowed(state, 'organization', at)]
  if (organizations.length === 0) return []
  return (await store.rows(allowedQuery, { organizations })).map(row => row.account)
}

/**
 * The pure part of `readStanding`. `theirs` are the accounts of allow-listed organisations. Whatever the lists say,
 * nobody who is allow-listed or released comes out of here as held.
 */
export function standing(
  state: State,
  lists: ReadonlyMap<string, readonly Listed[]>,
  theirs: readonly string[],
  at: number,
): Standing {
  const allowedAccounts = new Set([...valuesAllowed(state, 'account', at), ...theirs])
  const containments = [...state.containments.values()]
    .filter(one => inForce(one, at))
    .map(one => inForceOf(one, state, lists, allowedAccounts))
  const ends = [
    ...containments.map(one => one.until),
    ...[...state.allowed.values()].filter(one => one.until !== '').map(one => Date.parse(one.until)),
  ].filter(end => end > at)
  return {
    at,
    seq: state.seq,
    ...(ends.length > 0 && { changes_at: Math.min(...ends) }),
    containments,
    states: new Map([...state.campaigns.keys()].map(id => [id, campaignStateAt(state, id, at)])),
    released: new Map([...state.released].map(([account, from]) => [account, new Set(from.keys())])),
    allowed: {
      accounts: allowedAccounts,
      organizations: valuesAllowed(state, 'organization', at),
      keys: valuesAllowed(state, 'key', at),
    },
  }
}

function inForceOf(
  one: Containment,
  state: State,
  lists: ReadonlyMap<string, readonly Listed[]>,
  allowed: ReadonlySet<string>,
): InForce {
  const { id, campaign, since, until, terms } = one
  const accounts = new Map<string, number>()
  let listed = 0
  for (const { list } of one.lists) {
    for (const { account, probability } of lists.get(list) ?? []) {
      listed++
      if (allowed.has(account) || isReleased(state, account, campaign)) continue
      accounts.set(account, probability)
    }
  }
  return {
    id,
    campaign,
    measure: terms.measure,
    mode: terms.mode,
    since,
    until,
    limits: terms.limits,
    withhold: terms.withhold,
    accounts,
    room: terms.follow ? Math.max(0, one.most - listed) : 0,
  }
}

const valuesAllowed = (state: State, kind: AllowEntry['kind'], at: number): Set<string> =>
  new Set(
    [...state.allowed.values()]
      .filter(one => one.kind === kind && (one.until === '' || at < Date.parse(one.until)))
      .map(one => one.value),
  )
