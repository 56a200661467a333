/** What a world is made of: members with labels, and sources that emit their exchanges hour by hour. */
import type { Rng } from '../rng.ts'
import type { PersonSpec } from './person.ts'

/** One line of `labels.jsonl`. */
export interface Label {
  readonly account: string
  /** `casual`, `developer`, …, the name of a look-alike, or `campaign`. */
  readonly kind: string
  /** The look-alike group or campaign it belongs to; empty for unrelated people. */
  readonly group: string
  readonly campaign?: string
  readonly level?: number
  readonly operator?: string
  /** Campaign of the same operator that this one replaces. */
  predecessor?: string | undefined
}

/** One line of `accounts.jsonl`, in the contract's names. */
export interface AccountLine {
  account: string
  created: string
  email: string
  country: string
  phone_country?: string
  phone_hash?: string
  signup_ip: string
  signup_user_agent?: string
  signup_ja4?: string
  signup_device?: string
  payment?: { kind: string; bin?: string; instrument?: string }
  plan: string
  organization?: string
  referral?: string
}

export interface Member {
  readonly line: AccountLine
  readonly label: Label
  exchanges: number
  /** Exchanges that carry the campaign's own work; cover traffic does not count. */
  extracting: number
  status?: { status: 'suspended' | 'banned'; time: number }
  /** Hour of the world from which the provider, or the operator, lets it rest. */
  stoppedHour?: number
  /** The provider refuses every second call. */
  isLimited?: boolean
}

/** An exchange before it is written. Fragments are JSON already, so that what never changes is rendered once. */
export interface Draft {
  time: number
  key?: string | undefined
  conversation?: string | undefined
  turn?: number
  pathway: string
  model: string
  status: number
  durationMs: number
  client: string
  params: string
  system: string
  messages: string
  tools: string
  answer: string
  toolCall?: string | undefined
  stop: string
  inputTokens: number
  outputTokens: number
  reasoningTokens?: number
  cachedTokens?: number
  isExtracting?: boolean
}

export type Emit = (member: Member, draft: Draft) => void

export interface Source {
  readonly members: readonly Member[]
  /** What the only member of a person's source was made from. */
  readonly spec?: PersonSpec
  /** Emits what starts in this hour; conversations may run on into later hours. */
  hour(hour: number, emit: Emit): void
}

export interface World {
  readonly seed: number
  /** Epoch milliseconds of hour 0, a UTC midnight. */
  readonly start: number
  readonly days: number
  readonly hours: number
  /** Honest background accounts; look-alikes and campaigns size themselves by it. */
  readonly accounts: number
  /** Multiplies everybody's volume. */
  readonly scale: number
  /** The hour at which a new model appears. */
  readonly releaseHour: number
  rng(name: string): Rng
}

/** A group of sources made by one scenario, and the hidden parameters worth recording. */
export interface Cast {
  readonly sources: readonly Source[]
  readonly truth?: Readonly<Record<string, unknown>>
}
