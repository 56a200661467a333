/** When a verdict goes over to a new finding, when a dismissed one comes up again, what detection may propose. Pure. */
import type { CampaignRecord } from '../model/containment.ts'
import type { Finding } from '../model/finding.ts'
import type { TermsAsked } from './containment.ts'
import { campaignOf, campaignStateAt, type State } from './state.ts'

/** Finding → list of a dismissal → members of the finding that stand on it. */
export type Overlaps = ReadonlyMap<string, ReadonlyMap<string, number>>

export interface Carried {
  readonly id: string
  readonly reason: string
}

/** A finding most of whose members were dismissed is the dismissed group under another name. */
const sameGroup = 2 / 3

/** Whose verdict a finding without one takes over. */
export function heirTo(state: State, finding: Finding, shared: Overlaps): Carried | undefined {
  if (campaignOf(state, finding.id).verdicts.length > 0 || isHeld(state, finding.id)) return undefined
  for (const { relation, earlier } of finding.lineage ?? []) {
    const { state: was } = campaignOf(state, earlier)
    if (relation === 'merged' && earlier !== finding.id && (was === 'confirmed' || was === 'contained'))
      return { id: earlier, reason: `${earlier} went into it` }
  }
  let most: Carried | undefined
  let mostShared = sameGroup * finding.accounts
  for (const { id, dismissed } of state.campaigns.values()) {
    const here = dismissed === undefined ? 0 : (shared.get(finding.id)?.get(dismissed.list) ?? 0)
    if (id === finding.id || here < mostShared || here === 0) continue
    mostShared = here
    most = { id, reason: `${here} of its ${finding.accounts} accounts were dismissed as ${id}` }
  }
  return most
}

const isHeld = (state: State, id: string): boolean => campaignOf(state, id).state !== 'new'

/** Why a dismissed finding is proposed again; nothing when it is what it was. */
export function reopens(state: State, finding: Finding, shared: Overlaps): string | undefined {
  const { dismissed, state: stored } = campaignOf(state, finding.id)
  if (stored !== 'dismissed' || dismissed === undefined || finding.kind !== 'campaign') return undefined
  const { strangers, nats } = state.rules.reopen
  const known = shared.get(finding.id)?.get(dismissed.list) ?? 0
  const newShare = 1 - known / Math.max(1, finding.accounts)
  if (newShare >= strangers)
    return `${finding.accounts - known} of ${finding.accounts} accounts were not there when it was dismissed`
  const growth = Math.log(finding.e_value) - Math.log(Math.max(1, dismissed.judged.e_value))
  if (growth >= nats)
    return `the evidence has grown ${Math.round(Math.exp(growth))} times since it was dismissed`
  return undefined
}

/** What detection itself proposes for a finding, in shadow; nothing when people have spoken or something stands. */
export function proposalFor(
  state: State,
  finding: Finding,
  record: CampaignRecord,
  at: number,
): { terms: TermsAsked; reason: string } | undefined {
  const now = campaignStateAt(state, finding.id, at)
  if (finding.kind !== 'campaign' || (now !== 'new' && now !== 'confirmed')) return undefined
  // Since it was last opened: a containment that people refused or lifted is not proposed again by a program.
  const spoken = [...state.containments.values()].some(one => one.campaign === finding.id)
  if (spoken && !(now === 'new' && record.verdicts.length > 0)) return undefined
  if ([...state.containments.values()].some(one => one.campaign === finding.id && one.status === 'proposed'))
    return undefined
  const rule = state.rules.propose.find(({ confidence }) => finding.confidence >= confidence)
  if (rule === undefined) return undefined
  return {
    terms: { measure: rule.measure, mode: 'shadow' },
    reason: `named with confidence ${finding.confidence > 0.9999 ? 'above 0.9999' : finding.confidence}; in shadow, so that its effect can be seen`,
  }
}
