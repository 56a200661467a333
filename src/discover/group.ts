/** Group: what ties propose becomes groups that compete for accounts until members and evidence agree. */
import type { Origin } from '../signals/signal.ts'
import type { Blocks } from './block.ts'
import { makeCores, mergeCores } from './cores.ts'
import { partByHours } from './part.ts'
import type { Population } from './population.ts'
import type { Primary } from './primary.ts'
import type { Membership } from './refine.ts'
import type { Rhythms } from './rhythm.ts'
import { commonOf } from './seed.ts'
import { splitGroup, type Vouch } from './split.ts'

/** Two accounts are a person with two accounts. */
export const groupLeast = 3
/** Rounds of competition; most worlds settle in three. */
const roundsMax = 4

/** Accounts that something speaks for holding together, and how strongly. */
export interface Tie {
  readonly holders: Int32Array
  /** Nats of evidence. */
  readonly nats: number
  /** Origins of the values that tie. */
  readonly origins: ReadonlySet<Origin>
  /** Those among the holders who move together, where their hours spoke for the tie. */
  readonly movers?: Int32Array
  /** Proposed by a circle of values, or a part of one, and not by one value: it starts only what nothing sharper has started. */
  readonly wide?: 'circle' | 'part'
}

/** @param elsewhere members of other groups: no strangers, whatever they share */
export type Score = (members: Int32Array, elsewhere: ReadonlySet<number>) => readonly Membership[]

/** Who belongs to whom. */
export interface Judge {
  readonly score: Score
  /** What a group's money, identity, network and hours say of each of `asked`, in nats, nobody asked being a member. */
  readonly vouch: (
    group: ReadonlySet<number>,
    asked: Int32Array,
    elsewhere: ReadonlySet<number>,
  ) => Float64Array
}

/** Everybody goes where most speaks for it. */
function compete(groups: readonly (readonly Membership[])[]): Membership[][] {
  const best = new Map<number, { group: number; nats: number }>()
  groups.forEach((members, g) => {
    for (const member of members) {
      const held = best.get(member.account)
      if (!held || member.nats > held.nats) best.set(member.account, { group: g, nats: member.nats })
    }
  })
  return groups.map((members, g) => members.filter(member => best.get(member.account)?.group === g))
}

/** Two groups are one found twice when they have in common this share of all whom they want. */
const sameLeast = 0.5
/** Nobody is left behind by that: of those a group started with, the other wants this share. */
const startLeast = 0.8

/** What grew from each start, each group once: of those that want the same accounts, the one for which most speaks. */
function eachOnce(
  starts: readonly Int32Array[],
  grown: readonly (readonly Membership[])[],
): (readonly Membership[])[] {
  const strength = (members: readonly Membership[]): number =>
    members.reduce((sum, member) => sum + member.nats, 0)
  const kept: ReadonlySet<number>[] = []
  return grown
    .map((members, g) => ({ members, start: starts[g] as Int32Array, nats: strength(members) }))
    .sort((a, b) => b.nats - a.nats)
    .filter(({ members, start }) => {
      const accounts = Int32Array.from(members, ({ account }) => account)
      const twice = kept.some(others => {
        const common = commonOf(accounts, others)
        return (
          common >= sameLeast * (accounts.length + others.size - common) &&
          commonOf(start, others) >= startLeast * start.length
        )
      })
      if (!twice) kept.push(new Set(accounts))
      return !twice
    })
    .map(({ members }) => members)
}

/**
 * Scores that were given before. They hold for a group whose members are the same when nobody it wanted has been placed,
 * or set free, since: what others do with accounts it does not want changes its backgrounds by a few in thousands.
 */
export class Settled {
  readonly #scores = new Map<string, { readonly scored: readonly Membership[]; readonly free: Uint8Array }>()

  /** @param placed everybody who is in a group; nobody in the first round, which is another question */
  of(
    members: Int32Array,
    placed: ReadonlySet<number>,
    score: () => readonly Membership[],
  ): readonly Membership[] {
    const key = `${placed.size > 0} ${members.join()}`
    const known = this.#scores.get(key)
    if (known?.scored.every(({ account }, i) => placed.has(account) !== (known.free[i] === 1)))
      return known.scored
    const scored = score()
    const free = Uint8Array.from(scored, ({ account }) => (placed.has(account) ? 0 : 1))
    this.#scores.set(key, { scored, free })
    return scored
  }
}

const largestFirst = (groups: Membership[][]): Membership[][] =>
  groups.sort((a, b) => b.length - a.length || (a[0]?.account ?? 0) - (b[0]?.account ?? 0))

/** Groups, largest first; the same data give the same groups. */
export function group(
  ties: readonly Tie[],
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
  judge: Judge,
  settled = new Settled(),
): Membership[][] {
  const accountsOf = (members: readonly Membership[]): Int32Array =>
    Int32Array.from(members, member => member.account)
  /** Everybody in some group but these. */
  const beside = (members: Int32Array, everybody: readonly Int32Array[]): Set<number> => {
    const elsewhere = new Set(everybody.flatMap(others => [...others]))
    for (const account of members) elsewhere.delete(account)
    return elsewhere
  }
  const splitAll = (everybody: readonly Int32Array[]): Int32Array[][] =>
    everybody.map(members => {
      const elsewhere = beside(members, everybody)
      const vouch: Vouch = (rest, asked) => judge.vouch(rest, asked, elsewhere)
      return splitGroup(members, primary, blocks, population, rhythms, vouch)
    })

  const byHand = (members: Int32Array): Int32Array[] =>
    partByHours(members, primary, blocks, population, rhythms).parts.map(part => part.members)

  const cores = makeCores(ties, primary, blocks, population)
  let starts = mergeCores(cores, blocks, population, rhythms).flatMap(byHand)
  let groups: Membership[][] = []
  for (let round = 0; round < roundsMax; round++) {
    const placed = round > 0 ? starts : []
    const everybodyPlaced = new Set(placed.flatMap(members => [...members]))
    const scored = starts.map(members =>
      settled.of(members, everybodyPlaced, () => judge.score(members, beside(members, placed))),
    )
    groups = compete(round > 0 ? scored : eachOnce(starts, scored)).filter(
      members => members.length >= groupLeast,
    )
    if (round === roundsMax - 1) break
    const next = groups.map(accountsOf)
    const split = splitAll(next).flat().flatMap(byHand)
    const unchanged =
      split.length === next.length &&
      next.length === starts.length &&
      next.every((members, g) => members.length === starts[g]?.length)
    // Nobody came in since all were asked.
    if (unchanged) return largestFirst(groups)
    starts = split
  }
  // Whoever came in last has been asked by nobody yet; who leaves now is weighed once more, and nobody else comes in.
  const last = groups.map(accountsOf)
  const parts = splitAll(last)
  const asked = groups.flatMap((members, g) => {
    const sets = parts[g] ?? []
    if (sets.length < 2) return [members]
    return sets.map(set => {
      const own = new Set(set)
      return judge.score(set, beside(set, last)).filter(({ account }) => own.has(account))
    })
  })
  return largestFirst(asked.filter(members => members.length >= groupLeast))
}
