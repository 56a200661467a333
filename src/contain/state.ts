/** What the acts add up to. Pure: the same entries give the same state, on every machine and after every crash. */
import type { CampaignRecord, CampaignState, Containment, ContainmentStatus } from '../model/containment.ts'
import { type ContainmentRules, containmentRulesSchema } from '../model/containment-rules.ts'
import type { Detail } from './acts.ts'

export interface AllowEntry {
  readonly kind: Detail<'allow/add'>['kind']
  readonly value: string
  readonly reason: string
  readonly actor: string
  readonly at: string
  readonly until: string
}

export interface Appeal {
  readonly id: string
  readonly account: string
  readonly language: 'en' | 'zh'
  readonly at: string
  readonly answered?: {
    readonly actor: string
    readonly at: string
    readonly outcome: 'granted' | 'refused'
    readonly reason: string
    readonly answer: string
  }
}

export interface State {
  /** Entry of the log up to which this was folded. */
  readonly seq: number
  readonly rules: ContainmentRules
  readonly campaigns: ReadonlyMap<string, CampaignRecord>
  readonly containments: ReadonlyMap<string, Containment>
  /** Account → campaigns it was released from; `*` stands for all. */
  readonly released: ReadonlyMap<
    string,
    ReadonlyMap<string, { readonly at: string; readonly reason: string }>
  >
  readonly allowed: ReadonlyMap<string, AllowEntry>
  readonly appeals: ReadonlyMap<string, Appeal>
  /** Promised share of false campaigns that a person set after reviews; absent: the program's own. */
  readonly false_campaigns?: number
}

export const emptyState: State = {
  seq: 0,
  rules: containmentRulesSchema.parse({}),
  campaigns: new Map(),
  containments: new Map(),
  released: new Map(),
  allowed: new Map(),
  appeals: new Map(),
}

export const campaignOf = (state: State, id: string): CampaignRecord =>
  state.campaigns.get(id) ?? { id, state: 'new', assignee: '', verdicts: [], comments: [] }

/** In force at a moment: started, not ended by a person, not past its time. */
export const inForce = (one: Containment, at: number): boolean =>
  one.status === 'in-force' && one.since <= at && at < one.until

/** The status as of a moment: time ends a containment whether or not the log says so yet. */
export const statusAt = (one: Containment, at: number): ContainmentStatus =>
  one.status === 'in-force' && at >= one.until ? 'expired' : one.status

/** The state as of a moment: a campaign is contained only while something enforced holds it. */
export function campaignStateAt(state: State, id: string, at: number): CampaignState {
  const { state: stored } = campaignOf(state, id)
  if (stored !== 'contained') return stored
  const held = [...state.containments.values()].some(
    one => one.campaign === id && one.terms.mode === 'enforce' && inForce(one, at),
  )
  return held ? 'contained' : 'confirmed'
}

export const isReleased = (state: State, account: string, campaign: string): boolean => {
  const from = state.released.get(account)
  return from !== undefined && (from.has('*') || from.has(campaign))
}

export const allowKey = (kind: AllowEntry['kind'], value: string): string => `${kind}:${value}`

export const isAllowed = (state: State, kind: AllowEntry['kind'], value: string, at: number): boolean => {
  const entry = state.allowed.get(allowKey(kind, value))
  return entry !== undefined && (entry.until === '' || at < Date.parse(entry.until))
}
