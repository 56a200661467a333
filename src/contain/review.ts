/** An analyst's word on a campaign: confirm, dismiss, contain, release, comment, assign. */

import { appendNext, exclusively } from '../audit/append.ts'
import { sha256 } from '../audit/entry.ts'
import type { CampaignRecord, Judged } from '../model/containment.ts'
import type { Finding, Run } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { approve, type Proposal, propose, requireFinding, type TermsAsked } from './containment.ts'
import { mustTake } from './judge.ts'
import { writeList } from './lists.ts'
import { readState } from './load.ts'
import { alreadyDone, type By } from './request.ts'
import { campaignOf, campaignStateAt } from './state.ts'
import { findingMembers } from './targets.ts'

export type Word =
  | { verdict: 'confirm' | 'dismiss' | 'release'; reason: string }
  | { verdict: 'contain'; reason: string; terms: TermsAsked }
  | { verdict: 'comment'; reason: string }
  | { verdict: 'assign'; to: string }

export interface Reviewed {
  readonly campaign: CampaignRecord
  /** Present after `contain`. */
  readonly proposal?: Proposal
}

/**
 * Takes a word into the log and answers what holds then. Repeating a request (`by.request`) changes nothing.
 * @throws missing `campaign/unknown`; conflict `campaign/state`, `audit/request-reused`
 */
export async function review(store: Store, id: string, word: Word, by: By): Promise<Reviewed> {
  if (word.verdict === 'contain') {
    const made = await propose(store, id, word.terms, word.reason, by)
    const { approvals, status } = made.containment
    const spoke = status !== 'proposed' || approvals.some(one => one.actor.id === by.actor.id)
    const proposal = spoke ? made : await approve(store, made.containment.id, word.reason, by)
    return { campaign: await standingOf(store, id, by.at), proposal }
  }
  await exclusively(store, async () => {
    const act = `campaign/${word.verdict}`
    if (await alreadyDone(store, act, id, by)) return
    const { run, found } = await requireFinding(store, id)
    const state = campaignStateAt(await readState(store), id, by.at)
    if (word.verdict !== 'comment' && word.verdict !== 'assign') mustTake(state, word.verdict)
    const detail = await detailOf(store, word, run, found, by)
    await appendNext(store, { ...by, act, subject: id, detail })
  })
  return { campaign: await standingOf(store, id, by.at) }
}

async function standingOf(store: Store, id: string, at: number): Promise<CampaignRecord> {
  const state = await readState(store)
  return { ...campaignOf(state, id), state: campaignStateAt(state, id, at) }
}

async function detailOf(
  store: Store,
  word: Exclude<Word, { verdict: 'contain' }>,
  run: Run,
  found: Finding,
  by: By,
): Promise<Record<string, unknown>> {
  if (word.verdict === 'assign') return { to: word.to }
  if (word.verdict === 'comment') return { text: word.reason }
  if (word.verdict === 'release') return { reason: word.reason }
  const judged = judgedOf(found, run)
  if (word.verdict === 'confirm') return { reason: word.reason, judged }
  const list = `d-${sha256(JSON.stringify([found.id, run.run, by.at])).slice(0, 12)}`
  const sealed = await writeList(store, list, await findingMembers(store, run.run, found.id))
  return { reason: word.reason, judged, sealed }
}

export const judgedOf = (found: Finding, run: Run): Judged => ({
  kind: found.kind,
  accounts: found.accounts,
  confidence: found.confidence,
  e_value: found.e_value,
  as_of: run.as_of,
})
