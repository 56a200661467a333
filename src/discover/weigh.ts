/**
 * Weigh: everybody in reach of a group, leave-one-out, signal by signal and origin by origin. Independent origins add;
 * what one origin says is worth no more than how often members and strangers reach it.
 */
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { atLeast } from '../stats/at-least.ts'
import type { Blocks, SharedValue } from './block.ts'
import { facetOf } from './facets.ts'
import { movement } from './movers.ts'
import type { Population } from './population.ts'
import { type Profile, profileOf } from './profile.ts'
import type { Rhythms } from './rhythm.ts'

/** Nothing speaks against membership by more than this, since operators mix what they buy. */
const floorNats = -3

/** What members are weighed by. */
export interface Scales {
  readonly blocks: Blocks
  readonly population: Population
  readonly rhythms: Rhythms
  /** Which signals could have seen an account at all: what is missing speaks neither way. */
  readonly sources: (account: number) => ReadonlySet<AttributeSignal>
}

/** One row an account, one column a signal of the blocks; NaN where a signal says nothing. */
export interface Weights {
  readonly accounts: Int32Array
  /** For each account of the population its row, −1 where it was not weighed. */
  readonly rowOf: Int32Array
  readonly nats: Float64Array
  /** The value that carried each score, −1 where none does; members and others who hold it. */
  readonly value: Int32Array
  readonly profile: Profile
  readonly origins: readonly Origin[]
  /** One column an origin. */
  readonly byOrigin: Float64Array
}

/** Scores of members and of others, ascending: the tails a score is held against. */
interface Tails {
  readonly inside: Float64Array
  readonly outside: Float64Array
}

/** An account that holds sixty values holds a rare one by chance: a score counts for no more than its tails' ratio. */
function tailNats(nats: number, rank: number, tail: Tails, { size, others }: Profile): number {
  if (!(nats > 0)) return nats
  const inside = (atLeast(tail.inside, rank) + 0.5) / (size + 1)
  const outside = (atLeast(tail.outside, rank) + 0.5) / (others + 1)
  return Math.min(nats, Math.max(0, Math.log(inside / outside)))
}

/**
 * Column by column the scores of members and of strangers.
 * @param side 1 a member, 2 a stranger, 0 neither
 * @param value where given, −1 where a score stands on nothing
 */
function tails(columns: number, scores: Float64Array, side: Uint8Array, value?: Int32Array): Tails[] {
  const inside = new Float64Array(side.length)
  const outside = new Float64Array(side.length)
  return Array.from({ length: columns }, (_, column) => {
    let [members, strangers] = [0, 0]
    for (let row = 0, at = column; row < side.length; row++, at += columns) {
      if (side[row] === 0 || (value && (value[at] as number) < 0)) continue
      if (side[row] === 1) inside[members++] = scores[at] as number
      else outside[strangers++] = scores[at] as number
    }
    return { inside: inside.slice(0, members).sort(), outside: outside.slice(0, strangers).sort() }
  })
}

/** Members, those asked for, and everybody who holds at least one of the group's values; ascending. */
function reach(
  profile: Profile,
  members: Iterable<number>,
  also: Iterable<number>,
  blocks: Blocks,
): Int32Array {
  const near = new Uint8Array(blocks.held.length)
  for (const account of members) near[account] = 1
  for (const account of also) near[account] = 1
  for (const v of profile.values)
    for (const holder of (blocks.values[v] as SharedValue).holders) near[holder] = 1
  const list: number[] = []
  near.forEach((yes, account) => {
    if (yes) list.push(account)
  })
  return Int32Array.from(list)
}

/** @param also accounts to weigh beside those in reach; @param silent an origin that is not asked */
export function weigh(
  members: ReadonlySet<number>,
  elsewhere: ReadonlySet<number>,
  { blocks, population, rhythms, sources }: Scales,
  also: Iterable<number> = [],
  silent?: Origin,
): Weights {
  const profile = profileOf(members, elsewhere, blocks, population, silent)
  const { signals, signalOf } = blocks
  const accounts = reach(profile, members, also, blocks)
  const width = signals.length
  const nats = new Float64Array(accounts.length * width).fill(Number.NaN)
  const rank = new Float64Array(accounts.length * width)
  const value = new Int32Array(accounts.length * width).fill(-1)
  const caps = signals.map(signal => signal.cap)
  const strata = population.strata.length
  const timed = silent === coActivity.origin ? -1 : signals.indexOf(coActivity)
  const reproach = Float64Array.from(profile.coverInside, (inside, s) =>
    Math.max(
      floorNats,
      Math.log(Math.min(1, (1 - inside + 0.5 / profile.size) / (1 - (profile.coverOutside[s] as number)))),
    ),
  )
  const moved = timed < 0 ? undefined : movement(members, rhythms, floorNats)
  const rowOf = new Int32Array(population.size).fill(-1)
  accounts.forEach((account, row) => {
    rowOf[account] = row
  })
  /** 1 a member, 2 a stranger, 0 of another group. */
  const side = Uint8Array.from(accounts, account =>
    members.has(account) ? 1 : elsewhere.has(account) ? 0 : 2,
  )
  const [asMember, asNewcomer] = [new Float64Array(strata), new Float64Array(strata)]
  // Value by value, in order: what nobody of the group holds is never looked at.
  const order = Int32Array.from(profile.values.keys()).sort(
    (a, b) => (profile.values[a] as number) - (profile.values[b] as number),
  )
  for (const k of order) {
    const v = profile.values[k] as number
    const s = signalOf[v] as number
    if (s === timed) continue
    const cap = caps[s] as number
    const sharing = profile.inside[k] as number
    const least = (profile.background[k] as number) / 4
    // Left out, a member has one fewer to share with; a newcomer is ranked as if he had been one of them.
    const fewer = (Math.max(0, sharing - 1) + 0.25) / (profile.size - 0.5)
    const all = (sharing + 0.25) / (profile.size + 0.5)
    // Strangers differ in their stratum only, so logarithms are taken for strata and not for holders.
    for (let stratum = 0; stratum < strata; stratum++) {
      const rate = Math.max(profile.byStratum[k * strata + stratum] as number, least)
      asMember[stratum] = Math.min(cap, Math.log(fewer / rate))
      asNewcomer[stratum] = Math.min(cap, Math.log(all / rate))
    }
    for (const account of (blocks.values[v] as SharedValue).holders) {
      const row = rowOf[account] as number
      if (row < 0) continue
      const stratum = population.stratum[account] as number
      const own = (side[row] === 1 ? asMember : asNewcomer)[stratum] as number
      const cell = row * width + s
      if (own <= (nats[cell] as number)) continue
      nats[cell] = own
      value[cell] = v
      rank[cell] = asMember[stratum] as number
    }
  }
  const reproaching = signals.flatMap((signal, s) =>
    s !== timed && (reproach[s] as number) < -0.1 && (profile.coverInside[s] as number) > 0
      ? [{ signal, s }]
      : [],
  )
  const asked = new Map<ReadonlySet<AttributeSignal>, number[]>()
  accounts.forEach((account, row) => {
    const at = row * width
    const seen = sources(account)
    const missing = asked.get(seen) ?? reproaching.filter(one => seen.has(one.signal)).map(one => one.s)
    asked.set(seen, missing)
    for (const s of missing) if ((value[at + s] as number) < 0) nats[at + s] = reproach[s] as number
    const own = moved?.(account)
    if (own !== undefined) nats[at + timed] = own
  })

  const bySignal = tails(width, rank, side, value)
  for (let i = 0; i < nats.length; i++)
    if ((value[i] as number) >= 0)
      nats[i] = tailNats(nats[i] as number, rank[i] as number, bySignal[i % width] as Tails, profile)

  const { origins, byOrigin, ranks } = voices(signals, accounts.length, nats, rank, value)
  const byVoice = tails(origins.length, ranks, side)
  for (let i = 0; i < byOrigin.length; i++)
    byOrigin[i] = tailNats(
      byOrigin[i] as number,
      ranks[i] as number,
      byVoice[i % origins.length] as Tails,
      profile,
    )
  return { accounts, rowOf, nats, value, profile, origins, byOrigin }
}

/**
 * One voice for each origin: the strongest of every facet for, and the strongest against. Facets of one origin depend
 * on each other (a harness fixes prompt, wording and parameters at once), so their sum is only a score.
 */
function voices(
  signals: readonly AttributeSignal[],
  rows: number,
  nats: Float64Array,
  rank: Float64Array,
  value: Int32Array,
): { origins: Origin[]; byOrigin: Float64Array; ranks: Float64Array } {
  const width = signals.length
  const origins = [...new Set(signals.map(signal => signal.origin))]
  const originOf = signals.map(signal => origins.indexOf(signal.origin))
  const facets = [...new Set(signals.map(signal => facetOf(signal.id)))]
  const facet = signals.map(signal => facets.indexOf(facetOf(signal.id)))
  const byOrigin = new Float64Array(rows * origins.length)
  const ranks = new Float64Array(rows * origins.length)
  const best = new Float64Array(facets.length)
  const bestRank = new Float64Array(facets.length)
  const facetOrigin = facets.map(name => originOf[facet.indexOf(facets.indexOf(name))] as number)
  const worst = new Float64Array(origins.length)
  for (let row = 0; row < rows; row++) {
    best.fill(0)
    bestRank.fill(0)
    worst.fill(0)
    for (let s = 0; s < width; s++) {
      const own = nats[row * width + s] as number
      if (Number.isNaN(own)) continue
      const o = originOf[s] as number
      const f = facet[s] as number
      if (own < (worst[o] as number)) worst[o] = own
      if (own > (best[f] as number)) {
        best[f] = own
        bestRank[f] = Math.max(
          0,
          (value[row * width + s] as number) >= 0 ? (rank[row * width + s] as number) : own,
        )
      }
    }
    for (let o = 0; o < origins.length; o++) {
      byOrigin[row * origins.length + o] = worst[o] as number
      ranks[row * origins.length + o] = worst[o] as number
    }
    for (let f = 0; f < facets.length; f++) {
      const at = row * origins.length + (facetOrigin[f] as number)
      byOrigin[at] = (byOrigin[at] as number) + (best[f] as number)
      ranks[at] = (ranks[at] as number) + (bestRank[f] as number)
    }
  }
  return { origins, byOrigin, ranks }
}
