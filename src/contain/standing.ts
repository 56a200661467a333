/** What stands at one moment: who is contained by which measure, who is released, who is never touched. */
import { auditHead } from '../audit/read.ts'
import type { Limits, Measure, Withholdable } from '../model/decision.ts'
import type { Store } from '../store/store.ts'

export const campaignStates = ['new', 'confirmed', 'contained', 'released', 'dismissed'] as const
export type CampaignState = (typeof campaignStates)[number]

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

/** What stands at `at` (epoch milliseconds), from the audit log and the newest detection. */
export async function readStanding(store: Store, at: number): Promise<Standing> {
  const { seq } = await auditHead(store)
  return {
    at,
    seq,
    containments: [],
    states: new Map(),
    released: new Map(),
    allowed: { accounts: new Set(), organizations: new Set(), keys: new Set() },
  }
}
