/**
 * Refine: who belongs, given what the members share? Each account is weighed leave-one-out against strangers of its
 * own stratum; whoever two origins speak for belongs, and whoever belongs to a set that the others vouch for.
 */
import type { Evidence, Family } from '../model/finding.ts'
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { sigmoid } from '../stats/special.ts'
import type { Blocks, SharedValue } from './block.ts'
import { memberOfSet } from './collective.ts'
import { facetOf } from './facets.ts'
import { type Scales, type Weights, weigh } from './weigh.ts'

/** One reason for one account, before it is put into words. */
export interface Reason {
  readonly signal: AttributeSignal
  readonly nats: number
  /** What carries it; none where no single value does. */
  readonly value: SharedValue | undefined
  /** Members who share it, and how many others do. */
  readonly inside: number
  readonly outside: number
}

export interface Membership {
  readonly account: number
  readonly probability: number
  /** Nats for membership against strangers, before the prior. */
  readonly nats: number
  readonly reasons: readonly Reason[]
}

/** Origins that must each speak for a member by a nat: one alone never convicts. */
const originsLeast = 2
/** One origin alone makes nine in ten of these members; asked as a set, the others say whether all are. */
const nearlySure = Math.log(9)
/** A set smaller than this is asked one by one. */
const setLeast = 12
/** A group smaller than this has no configuration to speak of: it proposes no sets. */
const coreLeast = 8
/** Nobody comes in with his set against whom the other origins speak by more than this. */
const contradicted = -1
/** Values that most members hold, each of which proposes all its holders: the rarest few. */
const proposals = 6
/** A value held by this many times the group's size is no private configuration; a mail shape or an issuer is nobody's. */
const holdersMost = 8

interface Proposed {
  readonly origin: Origin
  readonly accounts: readonly number[]
}

/** Sets of accounts that one origin would take for members: by its weight, or by one rare value that most members hold. */
function setsOf(
  members: ReadonlySet<number>,
  elsewhere: ReadonlySet<number>,
  weights: Weights,
  prior: number,
  blocks: Blocks,
): Proposed[] {
  const byWeight = weights.origins.map((origin, o) => ({
    origin,
    accounts: [...weights.accounts].filter(
      (_, row) => prior + (weights.byOrigin[row * weights.origins.length + o] as number) >= nearlySure,
    ),
  }))
  const byValue = [...weights.profile.values]
    .flatMap((v, k) => {
      const { signal, holders } = blocks.values[v] as SharedValue
      const common = (weights.profile.inside[k] as number) >= members.size / 2
      if ((signal.origin !== 'usage' && signal.grain !== 'fine') || !common) return []
      const accounts = [...holders].filter(holder => !elsewhere.has(holder))
      return accounts.length <= holdersMost * members.size ? [{ origin: signal.origin, accounts }] : []
    })
    .filter(set => set.accounts.some(account => !members.has(account)))
    .sort((a, b) => a.accounts.length - b.accounts.length)
    .slice(0, proposals)
  return [...byWeight, ...byValue].filter(set => set.accounts.length >= setLeast)
}

/** What each origin says of an account that was weighed. */
const voicesOf = (account: number, { rowOf, origins, byOrigin }: Weights): Float64Array => {
  const at = (rowOf[account] as number) * origins.length
  return byOrigin.subarray(at, at + origins.length)
}
const sumOf = (voices: Float64Array): number => voices.reduce((sum, own) => sum + own, 0)

/** Parts a set is asked in, each held against the rest. */
const folds = 3

/** Membership by collective testimony, see collective.ts: what a part of a set is asked was fitted on its other parts. */
function collectively(
  proposed: readonly Proposed[],
  vouches: (origin: Origin, account: number) => boolean,
  elsewhere: ReadonlySet<number>,
  scales: Scales,
): Map<number, number> {
  const probability = new Map<number, number>()
  for (const { origin, accounts } of proposed) {
    const rest = new Map<number, number>()
    for (let fold = 0; fold < folds; fold++) {
      const asked = accounts.filter((_, i) => i % folds === fold)
      const fitted = new Set(accounts.filter((_, i) => i % folds !== fold))
      const weights = weigh(fitted, elsewhere, scales, asked, origin)
      for (const account of asked) rest.set(account, sumOf(voicesOf(account, weights)))
    }
    const posterior = memberOfSet([...rest.values()])
    for (const [account, nats] of rest)
      if (nats >= contradicted && vouches(origin, account))
        probability.set(account, Math.max(probability.get(account) ?? 0, posterior(nats)))
  }
  return probability
}

/**
 * What one origin says in all its facets, for and against: one phrase in common does not outweigh that an account has none
 * of the tools and settings that all members have.
 */
function netVoice(origin: Origin, account: number, { nats, rowOf }: Weights, { signals }: Blocks): number {
  const row = rowOf[account] as number
  if (row < 0) return -Infinity
  const facets = new Map<string, { best: number; worst: number }>()
  signals.forEach((signal, s) => {
    const own = nats[row * signals.length + s] as number
    if (signal.origin !== origin || Number.isNaN(own)) return
    const facet = facetOf(signal.id)
    const { best, worst } = facets.get(facet) ?? { best: 0, worst: 0 }
    facets.set(facet, { best: Math.max(best, own), worst: Math.min(worst, own) })
  })
  let sum = 0
  for (const { best, worst } of facets.values()) sum += best > 0 ? best : worst
  return sum
}

function reasonsOf(
  row: number,
  isMember: boolean,
  { nats, value, profile }: Weights,
  { signals, values }: Blocks,
): Reason[] {
  return signals
    .flatMap((signal, s): Reason[] => {
      const own = nats[row * signals.length + s] as number
      if (Number.isNaN(own)) return []
      const v = value[row * signals.length + s] as number
      const k = profile.place.get(v) ?? -1
      return [
        {
          signal,
          nats: own,
          value: v < 0 ? undefined : values[v],
          inside: k < 0 ? profile.size : (profile.inside[k] as number) - (isMember ? 1 : 0),
          outside: k < 0 ? 0 : (profile.outside[k] as number),
        },
      ]
    })
    .sort((a, b) => b.nats - a.nats)
}

/** Whatever the others' certainty leaves room for, nobody is named who is less likely a member than this. */
const memberLeast = 0.99

/**
 * What money, identity, network and hours of a group say of each of `asked`, in nats, if nobody asked were a member.
 * @param elsewhere accounts placed in other groups
 */
export function vouch(
  group: ReadonlySet<number>,
  asked: Int32Array,
  elsewhere: ReadonlySet<number>,
  scales: Scales,
): Float64Array {
  const weights = weigh(group, new Set([...elsewhere, ...asked]), scales, asked, 'usage')
  return Float64Array.from(asked, account => sumOf(voicesOf(account, weights)))
}

/**
 * Weighs everybody in reach of a group and keeps those who belong.
 * @param elsewhere accounts placed in other groups: they may come over, but nobody is measured against them
 * @param falseMembers promised share of strangers among the members
 */
export function refine(
  start: Int32Array,
  elsewhere: ReadonlySet<number>,
  scales: Scales,
  falseMembers: number,
): Membership[] {
  const members = new Set(start)
  const prior = Math.log(members.size / Math.max(1, scales.population.size - members.size))
  const weights = weigh(members, elsewhere, scales)
  const alone = (account: number): number => {
    const voices = voicesOf(account, weights)
    const enough = voices.filter(own => own >= 1).length >= originsLeast
    return enough ? sigmoid(prior + sumOf(voices)) : 0
  }
  const unsure = (account: number): boolean =>
    (weights.rowOf[account] as number) < 0 || alone(account) < memberLeast
  const proposed = members.size < coreLeast ? [] : setsOf(members, elsewhere, weights, prior, scales.blocks)
  const together = collectively(
    proposed.filter(set => set.accounts.some(unsure)),
    (origin, account) => netVoice(origin, account, weights, scales.blocks) >= 1,
    elsewhere,
    scales,
  )
  const scored: { row: number; account: number; probability: number; nats: number }[] = []
  weights.accounts.forEach((account, row) => {
    const probability = Math.max(alone(account), together.get(account) ?? 0)
    if (probability >= memberLeast)
      scored.push({ row, account, probability, nats: sumOf(voicesOf(account, weights)) })
  })
  scored.sort((a, b) => b.probability - a.probability || a.account - b.account)
  const kept: Membership[] = []
  let strangers = 0
  for (const { row, account, probability, nats } of scored) {
    strangers += 1 - probability
    if (strangers > falseMembers * (kept.length + 1) + 0.05) break
    kept.push({
      account,
      probability,
      nats,
      reasons: reasonsOf(row, members.has(account), weights, scales.blocks),
    })
  }
  return kept.sort((a, b) => a.account - b.account)
}

export function reasonInWords(reason: Reason, strangers: number): Evidence {
  const family: Family = reason.signal.family
  const base = { signal: reason.signal.id, family, weight: Number(reason.nats.toFixed(2)) }
  if (reason.signal.id === coActivity.id)
    return {
      ...base,
      detail: `hour by hour it moves with the group of ${reason.inside} once its own rhythm is divided out`,
    }
  const { value } = reason
  if (!value) return { ...base, detail: 'holds none of the values that most members share' }
  return {
    ...base,
    detail: `${reason.signal.describe(value.value)}: shared with ${reason.inside} other members; ${reason.outside} of ${strangers} other accounts have it`,
  }
}
