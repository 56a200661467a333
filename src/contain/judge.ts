/** What may be done in a state, and by how many persons. Pure: says no with the reason a person reads. */

import { AppError } from '../errors.ts'
import type { Actor } from '../model/audit.ts'
import type { CampaignState, Containment, Estimate, Terms } from '../model/containment.ts'
import { rankOf } from '../model/decision.ts'
import { campaignStateAt, inForce, type State, statusAt } from './state.ts'

export const verdicts = ['confirm', 'dismiss', 'contain', 'release'] as const
export type VerdictName = (typeof verdicts)[number]

/** Which words a state takes. Saying again what already holds is a second opinion, and is kept. */
const takes: Readonly<Record<CampaignState, readonly VerdictName[]>> = {
  new: ['confirm', 'dismiss', 'contain'],
  confirmed: ['confirm', 'dismiss', 'contain', 'release'],
  contained: ['confirm', 'dismiss', 'contain', 'release'],
  released: ['confirm', 'dismiss', 'contain'],
  dismissed: ['confirm', 'dismiss'],
}

/** @throws conflict `campaign/state` */
export function mustTake(state: CampaignState, verdict: VerdictName): void {
  if (takes[state].includes(verdict)) return
  const hint = verdict === 'release' ? 'there is nothing to release' : 'confirm it first, with the reason'
  throw new AppError('conflict', 'campaign/state', `the campaign is ${state}: ${hint}`)
}

/** Hours that a campaign has stood in shadow under this measure or a stricter one, up to a moment. */
export function shadowHours(state: State, campaign: string, measure: Terms['measure'], at: number): number {
  let milliseconds = 0
  for (const one of state.containments.values()) {
    if (one.campaign !== campaign || one.terms.mode !== 'shadow' || one.since === 0) continue
    if (rankOf(one.terms.measure) < rankOf(measure)) continue
    const end = Math.min(at, one.until, one.ended === undefined ? Infinity : Date.parse(one.ended.at))
    milliseconds += Math.max(0, end - one.since)
  }
  return milliseconds / 3_600_000
}

export interface Needed {
  readonly persons: 1 | 2
  /** Why two. */
  readonly because: string
}

/** How many different persons must approve. Looking on harms nobody: one is enough for shadow and for `watch`. */
export function personsNeeded(state: State, one: Containment, at: number): Needed {
  const { terms, lists, campaign } = one
  const accounts = lists.reduce((sum, list) => sum + list.accounts, 0)
  const { two_persons_above: most, shadow_hours: hours } = state.rules
  if (terms.mode === 'shadow' || terms.measure === 'watch') return { persons: 1, because: '' }
  if (accounts > most) return { persons: 2, because: `it holds more than ${most} accounts` }
  if (shadowHours(state, campaign, terms.measure, at) < hours)
    return { persons: 2, because: `it has not stood in shadow for ${hours} hours` }
  return { persons: 1, because: '' }
}

/**
 * Holds an approval against the rules.
 * @throws denied `containment/no-person`; conflict `containment/not-proposed`, `containment/same-person`
 */
export function mustApprove(state: State, one: Containment, actor: Actor, at: number): { starts: boolean } {
  if (actor.kind === 'system')
    throw new AppError('denied', 'containment/no-person', 'only a person can approve a containment')
  if (!state.rules.approvers.includes(actor.kind))
    throw new AppError('denied', 'containment/approver', `the rules let no ${actor.kind} approve`)
  if (one.status !== 'proposed')
    throw new AppError('conflict', 'containment/not-proposed', `the containment is ${statusAt(one, at)}`)
  if (campaignStateAt(state, one.campaign, at) === 'dismissed')
    throw new AppError('conflict', 'campaign/state', 'the campaign was dismissed: confirm it first')
  if (one.approvals.some(given => given.actor.id === actor.id))
    throw new AppError('conflict', 'containment/same-person', 'a second, different person must approve this')
  return { starts: one.approvals.length + 1 >= personsNeeded(state, one, at).persons }
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`

/**
 * The blast radius: what everything enforced would hold together, this one included and what it replaces left out.
 * @throws conflict `containment/nobody`, `containment/too-wide`, `containment/too-honest`, `containment/too-long`
 */
export function mustFit(
  state: State,
  asked: { campaign: string; terms: Terms; estimate: Estimate },
  at: number,
): void {
  const { rules } = state
  const { terms, estimate, campaign } = asked
  const refuse = (code: string, message: string): never => {
    throw new AppError('conflict', `containment/${code}`, `${message}; the rules set this bound`)
  }
  if (estimate.accounts === 0)
    throw new AppError(
      'conflict',
      'containment/nobody',
      'no member is sure enough to be held by this measure',
    )
  if (terms.hours > rules.longest_hours)
    refuse('too-long', `${terms.hours} hours are more than ${rules.longest_hours}`)
  if (terms.measure === 'watch' || terms.mode === 'shadow') return
  const others = [...state.containments.values()].filter(
    one =>
      inForce(one, at) &&
      one.campaign !== campaign &&
      one.terms.mode === 'enforce' &&
      one.terms.measure !== 'watch',
  )
  const accounts = others.reduce((sum, one) => sum + one.most, estimate.accounts)
  const share = others.reduce((sum, one) => sum + one.estimate.share, estimate.share)
  if (accounts > rules.most_accounts)
    refuse('too-wide', `${accounts} accounts would be held, more than ${rules.most_accounts}`)
  if (share > rules.most_share)
    refuse(
      'too-wide',
      `${percent(share)} of all exchanges are touched, more than ${percent(rules.most_share)}`,
    )
  const honest = estimate.honest / estimate.accounts
  if (honest > rules.most_honest)
    refuse('too-honest', `${percent(honest)} may be honest, more than ${percent(rules.most_honest)}`)
}
