/** Containment of a campaign as one act: propose → approve → in force → lifted or expired. */

import { appendNext, exclusively } from '../audit/append.ts'
import { sha256 } from '../audit/entry.ts'
import { AppError } from '../errors.ts'
import { finding, newestRun } from '../findings/read.ts'
import type { Containment, Estimate, Terms } from '../model/containment.ts'
import type { Run } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { type Asked, estimate } from './estimate.ts'
import { mustApprove, mustFit, mustTake, type Needed, personsNeeded } from './judge.ts'
import { writeList } from './lists.ts'
import { readState } from './load.ts'
import { alreadyDone, type By } from './request.ts'
import { campaignStateAt, type State } from './state.ts'
import { chooseTargets, findingMembers, leastFor, protectedAccounts } from './targets.ts'

/** What is asked for; the rest comes from the rules. */
export type TermsAsked = { [K in keyof Terms]?: Terms[K] | undefined }

export interface Proposal {
  readonly containment: Containment
  readonly needed: Needed
}

export function completeTerms(state: State, asked: TermsAsked): Terms {
  const { rules } = state
  return {
    measure: asked.measure ?? 'limit',
    mode: asked.mode ?? 'enforce',
    hours: asked.hours ?? Math.min(rules.hours, rules.longest_hours),
    limits: asked.limits ?? rules.limits,
    withhold: asked.withhold ?? rules.withhold,
    follow: asked.follow ?? true,
  }
}

/** @throws missing `campaign/no-run`, `campaign/unknown` */
export async function requireFinding(store: Store, campaign: string) {
  const run = await newestRun(store)
  const found = run === undefined ? undefined : await finding(store, campaign)
  if (run === undefined || found === undefined)
    throw new AppError('missing', 'campaign/unknown', 'no such campaign or group in the newest run')
  return { run, found }
}

/** What containing a campaign would touch, before anybody proposes it: the last days of the log. */
export async function estimateCampaign(
  store: Store,
  campaign: string,
  asked: TermsAsked,
  at: number,
): Promise<{ terms: Terms; estimate: Estimate }> {
  const state = await readState(store)
  const { run } = await requireFinding(store, campaign)
  const terms = completeTerms(state, asked)
  return { terms, ...(await weigh(store, state, run, campaign, terms, at)) }
}

async function weigh(store: Store, state: State, run: Run, campaign: string, terms: Terms, at: number) {
  const least = leastFor(state, terms.measure)
  const safe = await protectedAccounts(store, state, campaign, at)
  const targets = chooseTargets(await findingMembers(store, run.run, campaign), least, safe)
  const to = Date.parse(run.as_of)
  const asked: Asked = {
    of: { run: run.run, id: campaign, least },
    protected: targets.protected,
    held: targets.held,
    spared: targets.spared,
    limits: terms.limits,
    prices: state.rules.prices,
    from: to - state.rules.estimate_days * 86_400_000,
    to,
  }
  return { targets, estimate: await estimate(store, asked) }
}

/**
 * Proposes to contain a campaign: whom, by which measure, for how long, with the estimate the approver will read.
 * @throws conflict `containment/already-proposed`, `campaign/state`, and the bounds of `mustFit`
 */
export function propose(
  store: Store,
  campaign: string,
  asked: TermsAsked,
  reason: string,
  by: By,
): Promise<Proposal> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const { run } = await requireFinding(store, campaign)
    const terms = completeTerms(state, asked)
    const id = idOf(campaign, by, state)
    if (await alreadyDone(store, 'containment/propose', campaign, by))
      return requireContainment(state, id, by.at)
    mustTake(campaignStateAt(state, campaign, by.at), 'contain')
    const open = [...state.containments.values()].find(
      one => one.campaign === campaign && one.status === 'proposed' && one.proposed.actor.kind !== 'system',
    )
    if (open !== undefined)
      throw new AppError(
        'conflict',
        'containment/already-proposed',
        `${open.id} is already proposed for this campaign: approve or refuse it`,
      )
    const { targets, estimate: seen } = await weigh(store, state, run, campaign, terms, by.at)
    mustFit(state, { campaign, terms, estimate: seen }, by.at)
    const sealed = await writeList(store, id, targets.held)
    const most = Math.ceil(sealed.accounts * (1 + (terms.follow ? state.rules.growth : 0)))
    const detail = { campaign, reason, terms, sealed, most, estimate: seen }
    await appendNext(store, { ...by, act: 'containment/propose', subject: id, detail })
    return requireContainment(await readState(store), id, by.at)
  })
}

/** The same request always makes the same containment, so that a repeated one finds it. */
const idOf = (campaign: string, by: By, state: State): string =>
  `k-${sha256(JSON.stringify([campaign, by.actor.id, by.request || `${by.at}/${state.seq}`])).slice(0, 12)}`

/** @throws missing `containment/unknown` */
export function requireContainment(state: State, id: string, at: number): Proposal {
  const containment = state.containments.get(id)
  if (containment === undefined) throw new AppError('missing', 'containment/unknown', 'no such containment')
  return { containment, needed: personsNeeded(state, containment, at) }
}

/** One person's approval; with the last one needed it is in force, for everybody on the list at once. */
export function approve(store: Store, id: string, reason: string, by: By): Promise<Proposal> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const { containment: one } = requireContainment(state, id, by.at)
    if (await alreadyDone(store, 'containment/approve', id, by)) return requireContainment(state, id, by.at)
    const { starts } = mustApprove(state, one, by.actor, by.at)
    if (starts) mustFit(state, { campaign: one.campaign, terms: one.terms, estimate: one.estimate }, by.at)
    const until = starts ? new Date(by.at + one.terms.hours * 3_600_000).toISOString() : ''
    const detail = { reason, starts, until }
    await appendNext(store, { ...by, act: 'containment/approve', subject: id, detail })
    return requireContainment(await readState(store), id, by.at)
  })
}

/** Says no to a proposal. */
export const refuse = (store: Store, id: string, reason: string, by: By): Promise<Proposal> =>
  end(store, id, 'refuse', reason, by)

/** Undoes a containment at once, for everybody on its list. */
export const lift = (store: Store, id: string, reason: string, by: By): Promise<Proposal> =>
  end(store, id, 'lift', reason, by)

const endings = {
  refuse: 'proposed',
  lift: 'in-force',
} as const

function end(
  store: Store,
  id: string,
  ending: keyof typeof endings,
  reason: string,
  by: By,
): Promise<Proposal> {
  const from = endings[ending]
  return exclusively(store, async () => {
    const state = await readState(store)
    const { containment: one } = requireContainment(state, id, by.at)
    if (await alreadyDone(store, `containment/${ending}`, id, by)) return requireContainment(state, id, by.at)
    if (one.status !== from)
      throw new AppError('conflict', 'containment/state', `the containment is ${one.status}, not ${from}`)
    await appendNext(store, { ...by, act: `containment/${ending}`, subject: id, detail: { reason } })
    return requireContainment(await readState(store), id, by.at)
  })
}
