/** What the store knows that decisions rest on, as plain data: read by the follower, kept in a copy, sent to gateways. */
import type { Limits, Measure, Slow, Withholdable } from '../model/decision.ts'
import type { AccountFacts, CampaignFacts } from './compile-policy.ts'
import type { CampaignSketch } from './successor.ts'

/** What a new account is held against. */
export interface Matching {
  readonly sketches: readonly CampaignSketch[]
  /** Mean wealth of honest new accounts, at least 1: divides every wealth. */
  readonly inflation: number
  /** Honest accounts that were counted, and how many of them the test would have linked. */
  readonly honest: number
  readonly linked: number
  /** Accounts that are new no more: `Settled` as base64. */
  readonly settled: string
}

export interface KnownContainment {
  readonly id: string
  readonly campaign: string
  readonly measure: Measure
  readonly mode: 'shadow' | 'enforce'
  /** Epoch milliseconds. */
  readonly until: number
  readonly limits: Limits
  readonly withhold: readonly Withholdable[]
  /** Account → probability that it belongs to the campaign. */
  readonly accounts: ReadonlyMap<string, number>
  /** Successors that may still be added before the approved number is reached. */
  readonly room: number
}

export interface KnownSuccessor {
  readonly account: string
  readonly campaign: string
  readonly probability: number
  /** Exchanges it had made when it was recognised; 0: it was not, and is held as a member of the campaign's next pool. */
  readonly exchanges: number
  readonly reasons: readonly string[]
}

/** A randomised probe that stands: who is slowed, how, and in which spans of time. */
export interface KnownProbe {
  readonly id: string
  readonly campaign: string
  readonly slow: Omit<Slow, 'probe'>
  /** Epoch milliseconds, first and one past the last, in order and apart. */
  readonly on: readonly (readonly [number, number])[]
  readonly accounts: readonly string[]
}

export interface Known {
  /** Changes when anything below does. */
  readonly version: string
  /** Epoch milliseconds at which the store was read. */
  readonly readAt: number
  readonly campaigns: readonly CampaignFacts[]
  readonly members: readonly { readonly campaign: string; readonly accounts: ReadonlyMap<string, number> }[]
  readonly containments: readonly KnownContainment[]
  /** Account and the campaigns it was released from; `*` for all. */
  readonly released: readonly (readonly [string, readonly string[]])[]
  readonly allowed: { readonly accounts: readonly string[]; readonly keys: readonly string[] }
  /** Accounts that agree in every fact, together. Empty where the rules read none. */
  readonly facts: readonly { readonly facts: AccountFacts; readonly accounts: readonly string[] }[]
  /** Accounts that one person holds, more than one each. */
  readonly persons: readonly (readonly string[])[]
  readonly models: readonly string[]
  /** Absent until a campaign was found. */
  readonly matching?: Matching
  readonly successors: readonly KnownSuccessor[]
  readonly probes: readonly KnownProbe[]
}

/** Nothing is known, and that was read just now: an empty store. */
export const knowNothing = (readAt: number): Known => ({
  version: 'empty',
  readAt,
  campaigns: [],
  members: [],
  containments: [],
  released: [],
  allowed: { accounts: [], keys: [] },
  facts: [],
  persons: [],
  models: [],
  successors: [],
  probes: [],
})
