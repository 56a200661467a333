/** After a look of detection: what people said goes on to hold, whatever detection calls a group by now. */
import { z } from 'zod'
import { appendNext, exclusively } from '../audit/append.ts'
import { AppError } from '../errors.ts'
import { listFindings, newestRun } from '../findings/read.ts'
import type { Finding, Run } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { propose } from './containment.ts'
import { extend } from './extend.ts'
import { readState } from './load.ts'
import { type Carried, heirTo, type Overlaps, proposalFor, reopens } from './recur.ts'
import type { By } from './request.ts'
import { campaignOf, inForce, type State } from './state.ts'
import { findingMembers } from './targets.ts'

const overlapQuery = defineQuery(new URL('./overlap.sql', import.meta.url), {
  params: z.object({ run: z.string(), lists: z.array(z.string()) }),
  row: z.object({ id: z.string(), list: z.string(), shared: z.number() }),
})

export interface KeptUp {
  /** Findings that took over an earlier verdict, were opened again, or were proposed for containment. */
  readonly inherited: number
  readonly reopened: number
  readonly proposed: number
  /** Accounts that joined containments in force. */
  readonly joined: number
  readonly expired: number
}

/**
 * Brings verdicts and containments up to the newest run: to be called after each. Every step is an entry of the log
 * by the program itself; none of them holds anybody who was not covered by a person's approval.
 * @param at epoch milliseconds
 */
export async function keepUp(store: Store, at: number): Promise<KeptUp> {
  const by: By = { actor: { id: 'stillwatch', kind: 'system' }, at }
  const expired = await expireDue(store, by)
  const run = await newestRun(store)
  if (run === undefined) return { inherited: 0, reopened: 0, proposed: 0, joined: 0, expired }
  const findings = await listFindings(store)
  const inherited = await inherit(store, run, findings, by)
  const reopened = await reopen(store, run, findings, by)
  const joined = await joinMembers(store, run, by)
  const proposed = await proposeNew(store, findings, by)
  return { inherited, reopened, proposed, joined, expired }
}

/** Writes into the log what time has ended. It ended without that; the log tells it all the same. */
export function expireDue(store: Store, by: By): Promise<number> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const due = [...state.containments.values()].filter(
      one => one.status === 'in-force' && by.at >= one.until,
    )
    for (const one of due)
      await appendNext(store, { ...by, act: 'containment/expire', subject: one.id, detail: {} })
    return due.length
  })
}

async function overlaps(store: Store, run: Run, state: State): Promise<Overlaps> {
  const lists = [...state.campaigns.values()].flatMap(({ dismissed }) =>
    dismissed === undefined ? [] : [dismissed.list],
  )
  const found = new Map<string, Map<string, number>>()
  if (lists.length === 0) return found
  for (const { id, list, shared } of await store.rows(overlapQuery, { run: run.run, lists })) {
    const own = found.get(id) ?? new Map<string, number>()
    found.set(id, own.set(list, shared))
  }
  return found
}

/** The same accounts under a new id keep the verdict they had. */
function inherit(store: Store, run: Run, findings: readonly Finding[], by: By): Promise<number> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const shared = await overlaps(store, run, state)
    let count = 0
    for (const one of findings) {
      const from: Carried | undefined = heirTo(state, one, shared)
      if (from === undefined) continue
      const detail = { from: from.id, reason: from.reason }
      await appendNext(store, { ...by, act: 'campaign/inherit', subject: one.id, detail })
      count++
    }
    return count
  })
}

/** A dismissed group is proposed again only when it has changed materially since. */
function reopen(store: Store, run: Run, findings: readonly Finding[], by: By): Promise<number> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const shared = await overlaps(store, run, state)
    let count = 0
    for (const one of findings) {
      const reason = reopens(state, one, shared)
      if (reason === undefined) continue
      await appendNext(store, { ...by, act: 'campaign/reopen', subject: one.id, detail: { reason } })
      count++
    }
    return count
  })
}

async function joinMembers(store: Store, run: Run, by: By): Promise<number> {
  const state = await readState(store)
  let joined = 0
  for (const one of state.containments.values()) {
    if (!inForce(one, by.at) || !one.terms.follow) continue
    const accounts = await findingMembers(store, run.run, one.campaign)
    const reason = `members by the look at ${run.as_of}`
    joined += (await extend(store, one.id, { accounts, role: 'member', reason }, by)).length
  }
  return joined
}

/** What cannot be proposed within the rules is left to a person. */
async function proposeNew(store: Store, findings: readonly Finding[], by: By): Promise<number> {
  let proposed = 0
  for (const one of findings) {
    const state = await readState(store)
    const asked = proposalFor(state, one, campaignOf(state, one.id), by.at)
    if (asked === undefined) continue
    const request = `look/${one.id}/${campaignOf(state, one.id).verdicts.length}`
    try {
      await propose(store, one.id, asked.terms, asked.reason, { ...by, request })
      proposed++
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    }
  }
  return proposed
}
