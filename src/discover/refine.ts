/**
 * Refine: who belongs, given what the members share? Each account is weighed leave-one-out against strangers of its
 * own stratum; independent origins add, traits of one origin do not.
 */
import type { Evidence, Family } from '../model/finding.ts'
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { atLeast } from '../stats/at-least.ts'
import { sigmoid } from '../stats/special.ts'
import type { Blocks, SharedValue } from './block.ts'
import { facetOf } from './facets.ts'
import type { Population } from './population.ts'
import { agreement, commonMovement, type Rhythms, robustScale } from './rhythm.ts'

/** One reason for one account, before it is put into words. */
export interface Reason {
  readonly signal: AttributeSignal
  readonly nats: number
  /** The nats a member would score with it: by these, members and others are ranked together. */
  readonly rank: number
  /** Index into the blocks' values; -1 for what no single value carries. */
  readonly value: number
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

/** Pseudo-accounts by which a stratum's rate is drawn towards everybody's. */
const shrinkage = 100
/** Nothing speaks against membership by more than this, since operators mix what they buy. */
const floorNats = -3
/** Origins that must each speak for a member by a nat: one alone never convicts. */
const originsLeast = 2

interface GroupValue {
  readonly inside: number
  readonly outside: number
  readonly background: number
  readonly byStratum: Float64Array
}

interface Profile {
  readonly values: Map<number, GroupValue>
  /** For each signal: the share of members, and of others, who hold any of the group's values of it. */
  readonly coverage: Map<AttributeSignal, { inside: number; outside: number }>
  readonly size: number
}

function profileOf(members: ReadonlySet<number>, blocks: Blocks, population: Population): Profile {
  const counts = new Map<number, number>()
  for (const member of members)
    for (const v of blocks.held[member] as Int32Array) counts.set(v, (counts.get(v) ?? 0) + 1)
  const values = new Map<number, GroupValue>()
  const holdersInside = new Map<AttributeSignal, Set<number>>()
  const outsideCount = new Map<AttributeSignal, number>()
  const size = members.size
  const others = Math.max(1, population.size - size)
  for (const [v, inside] of counts) {
    if (inside < 2) continue
    const shared = blocks.values[v] as SharedValue
    const byStratum = new Float64Array(population.strata.length)
    let outside = 0
    for (const holder of shared.holders) {
      if (members.has(holder)) continue
      outside++
      const s = population.stratum[holder] as number
      byStratum[s] = (byStratum[s] as number) + 1
    }
    const background = (outside + 0.5) / (others + 1)
    // A value commoner among strangers than among members describes nobody.
    if ((inside - 1) / size < background * 2) continue
    for (let s = 0; s < byStratum.length; s++)
      byStratum[s] =
        ((byStratum[s] as number) + shrinkage * background) / ((population.strata[s] as number) + shrinkage)
    values.set(v, { inside, outside, background, byStratum })
    const holders = holdersInside.get(shared.signal) ?? new Set<number>()
    holdersInside.set(shared.signal, holders)
    for (const holder of shared.holders) if (members.has(holder)) holders.add(holder)
    outsideCount.set(shared.signal, (outsideCount.get(shared.signal) ?? 0) + outside)
  }
  const coverage = new Map<AttributeSignal, { inside: number; outside: number }>()
  for (const [signal, holders] of holdersInside)
    coverage.set(signal, {
      inside: holders.size / size,
      outside: Math.min(0.9, (outsideCount.get(signal) ?? 0) / others),
    })
  return { values, coverage, size }
}

/** Best reason of each signal for one account, and the reproach where it holds none of what nearly all members hold. */
function reasonsFor(
  account: number,
  isMember: boolean,
  profile: Profile,
  blocks: Blocks,
  population: Population,
  sources: ReadonlySet<AttributeSignal>,
): Map<AttributeSignal, Reason> {
  const best = new Map<AttributeSignal, Reason>()
  const stratum = population.stratum[account] as number
  const leave = isMember ? 1 : 0
  for (const v of blocks.held[account] as Int32Array) {
    const value = profile.values.get(v)
    if (!value) continue
    const signal = (blocks.values[v] as SharedValue).signal
    const inside = Math.max(0, value.inside - leave)
    const rate = Math.max(value.byStratum[stratum] as number, value.background / 4)
    const natsOf = (sharing: number, size: number): number =>
      Math.min(signal.cap, Math.log((sharing + 0.25) / (size + 0.5) / rate))
    const nats = natsOf(inside, profile.size - leave)
    // Left out, a member has one fewer to share with; a newcomer is ranked as if he had been one of them.
    const rank = natsOf(Math.max(0, value.inside - 1), profile.size - 1)
    const held = best.get(signal)
    if (!held || nats > held.nats)
      best.set(signal, { signal, nats, rank, value: v, inside, outside: value.outside })
  }
  for (const [signal, cover] of profile.coverage) {
    if (best.has(signal) || !sources.has(signal)) continue
    const without = (1 - cover.inside + 0.5 / profile.size) / (1 - cover.outside)
    const nats = Math.max(floorNats, Math.log(Math.min(1, without)))
    if (nats < -0.1) best.set(signal, { signal, nats, rank: nats, value: -1, inside: 0, outside: 0 })
  }
  return best
}

/** What a second facet of one origin adds: a stranger may run the same tool, seldom with the same settings too. */
const secondFacet = 0.5

/**
 * Sum over origins: the strongest voice for, half of the strongest of another facet, and the strongest against.
 * Traits of one origin do not add up.
 */
function weigh(reasons: Iterable<Reason>): { nats: number; origins: number } {
  const byOrigin = new Map<Origin, { facets: Map<string, number>; worst: number }>()
  for (const { signal, nats } of reasons) {
    const held = byOrigin.get(signal.origin) ?? { facets: new Map<string, number>(), worst: 0 }
    byOrigin.set(signal.origin, held)
    const facet = facetOf(signal.id)
    held.facets.set(facet, Math.max(held.facets.get(facet) ?? 0, nats))
    held.worst = Math.min(held.worst, nats)
  }
  let nats = 0
  let origins = 0
  for (const { facets, worst } of byOrigin.values()) {
    const [best = 0, second = 0] = [...facets.values()].sort((a, b) => b - a)
    const own = best + secondFacet * second + worst
    nats += own
    if (own >= 1) origins++
  }
  return { nats, origins }
}

/** Nats for moving with the group: normal densities fitted to members (leave-one-out) and to everybody else. */
function timingReasons(
  members: ReadonlySet<number>,
  rhythms: Rhythms,
): (account: number) => Reason | undefined {
  const withRhythm = [...members].filter(member => (rhythms.rowOf[member] as number) >= 0)
  if (withRhythm.length < 8) return () => undefined
  const direction = commonMovement(rhythms, withRhythm)
  const scores = agreement(rhythms, direction)
  // Leave one out: a member's own row is 1/√m of the sum's length or more; take it out of its own score.
  let strength = 0
  for (const member of withRhythm) strength += scores[rhythms.rowOf[member] as number] as number
  const inside: number[] = []
  const insideRows = new Set<number>()
  for (const member of withRhythm) {
    const r = rhythms.rowOf[member] as number
    insideRows.add(r)
    const own =
      ((scores[r] as number) * strength - 1) /
      Math.sqrt(Math.max(1e-9, strength * strength - 2 * (scores[r] as number) * strength + 1))
    scores[r] = own
    inside.push(own)
  }
  const outside: number[] = []
  scores.forEach((score, r) => {
    if (!insideRows.has(r)) outside.push(score)
  })
  if (outside.length < 50) return () => undefined
  const null_ = robustScale(outside)
  const group = robustScale(inside)
  const z = (group.centre - null_.centre) / null_.spread
  if (z < 1) return () => undefined
  const spread = Math.max(1, group.spread / null_.spread)
  return account => {
    const r = rhythms.rowOf[account] as number
    if (r < 0) return undefined
    const x = ((scores[r] as number) - null_.centre) / null_.spread
    const raw = -Math.log(spread) - (x - z) ** 2 / (2 * spread * spread) + (x * x) / 2
    const own = x > z ? Math.max(raw, 0) : raw
    const nats = Math.max(floorNats, Math.min(coActivity.cap, own))
    return {
      signal: coActivity,
      nats,
      rank: nats,
      value: -1,
      inside: withRhythm.length,
      outside: x,
    }
  }
}

/** Accounts that hold at least one of the group's finer values, and the members themselves. */
function reach(profile: Profile, members: ReadonlySet<number>, blocks: Blocks): Set<number> {
  const near = new Set(members)
  for (const v of profile.values.keys())
    for (const holder of (blocks.values[v] as SharedValue).holders) near.add(holder)
  return near
}

/** Raw scores of everybody in reach, by signal, ascending: the tails a score is held against. */
interface Tails {
  readonly inside: Float64Array
  readonly outside: Float64Array
}

function tailsOf(
  raw: ReadonlyMap<number, ReadonlyMap<AttributeSignal, Reason>>,
  members: ReadonlySet<number>,
): Map<AttributeSignal, Tails> {
  const lists = new Map<AttributeSignal, { inside: number[]; outside: number[] }>()
  for (const [account, reasons] of raw) {
    for (const reason of reasons.values()) {
      if (reason.value < 0) continue
      const list = lists.get(reason.signal) ?? { inside: [], outside: [] }
      lists.set(reason.signal, list)
      ;(members.has(account) ? list.inside : list.outside).push(reason.rank)
    }
  }
  return new Map(
    [...lists].map(([signal, { inside, outside }]) => [
      signal,
      { inside: Float64Array.from(inside).sort(), outside: Float64Array.from(outside).sort() },
    ]),
  )
}

/**
 * An account that holds sixty values holds a rare one by chance. So a score counts for no more than the ratio of
 * how often members and strangers reach it.
 */
function calibrate(reason: Reason, tails: Map<AttributeSignal, Tails>, size: number, others: number): Reason {
  const tail = tails.get(reason.signal)
  if (!tail || reason.value < 0 || reason.nats <= 0) return reason
  const inside = (atLeast(tail.inside, reason.rank) + 0.5) / (size + 1)
  const outside = (atLeast(tail.outside, reason.rank) + 0.5) / (others + 1)
  return { ...reason, nats: Math.min(reason.nats, Math.max(0, Math.log(inside / outside))) }
}

/**
 * Weighs everybody in reach of a group and keeps those who belong.
 * @param falseMembers promised share of strangers among the members
 */
export function refine(
  start: Int32Array,
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
  sources: (account: number) => ReadonlySet<AttributeSignal>,
  falseMembers: number,
): Membership[] {
  const members = new Set(start)
  const profile = profileOf(members, blocks, population)
  const timing = timingReasons(members, rhythms)
  const others = Math.max(1, population.size - members.size)
  const prior = Math.log(members.size / others)
  const raw = new Map<number, Map<AttributeSignal, Reason>>()
  for (const account of reach(profile, members, blocks))
    raw.set(account, reasonsFor(account, members.has(account), profile, blocks, population, sources(account)))
  const tails = tailsOf(raw, members)
  const scored: Membership[] = []
  for (const [account, found] of raw) {
    const reasons = [...found.values()]
      .filter(reason => reason.signal !== coActivity)
      .map(reason => calibrate(reason, tails, members.size, others))
    const moved = timing(account)
    if (moved) reasons.push(moved)
    const { nats, origins } = weigh(reasons)
    if (origins < originsLeast) continue
    const probability = sigmoid(prior + nats)
    if (probability >= 0.5)
      scored.push({ account, probability, nats, reasons: reasons.sort((a, b) => b.nats - a.nats) })
  }
  scored.sort((a, b) => b.probability - a.probability || a.account - b.account)
  const kept: Membership[] = []
  let strangers = 0
  for (const member of scored) {
    strangers += 1 - member.probability
    if (strangers > falseMembers * (kept.length + 1) + 0.05) break
    kept.push(member)
  }
  return kept.sort((a, b) => a.account - b.account)
}

export function reasonInWords(reason: Reason, blocks: Blocks, strangers: number): Evidence {
  const family: Family = reason.signal.family
  const base = { signal: reason.signal.id, family, weight: Number(reason.nats.toFixed(2)) }
  if (reason.signal.id === coActivity.id)
    return {
      ...base,
      detail: `moves with ${reason.inside} members hour by hour, ${reason.outside.toFixed(1)} spreads from the honest median`,
    }
  const value = blocks.values[reason.value]
  if (!value) return { ...base, detail: 'holds none of the values that most members share' }
  return {
    ...base,
    detail: `${reason.signal.describe(value.value)}: shared with ${reason.inside} other members; ${reason.outside} of ${strangers} other accounts have it`,
  }
}
