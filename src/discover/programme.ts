/**
 * Programme: compartments that nothing but one private way of using the model joins. A campaign that keeps its parts apart
 * gives them no card, mail or hour in common; each is too small to show what it is for, and all of them together are not.
 */
import { logMeanExp } from '../stats/special.ts'
import type { SharedValue } from './block.ts'
import { openExplanation } from './open.ts'
import type { Membership } from './refine.ts'
import { priceOf, type Seed } from './seed.ts'
import { testimony, type Witnesses } from './testimony.ts'

/** Groups found apart that one way of using the model joins, and what speaks for one hand behind all of them. */
export interface Programme {
  /** Positions of the groups. */
  readonly parts: readonly number[]
  readonly members: readonly Membership[]
  /** Log e-value after paying for all values tried. */
  readonly nats: number
}

/** Share of a group that must use the model in this way, and of those who do that must be in one of the groups. */
const mostly = 0.8

/**
 * Unions of groups that are no campaigns by themselves, the largest first; no group is in two. The value that joins them proposes all its holders but those
 * whom other groups hold for other reasons, and the origins that did not propose them testify as they do of a seed.
 * @param guilty positions of the groups that are campaigns
 */
export function programmes(
  groups: readonly (readonly Membership[])[],
  guilty: ReadonlySet<number>,
  seeds: readonly Seed[],
  witnesses: Witnesses,
): Programme[] {
  const { blocks, population } = witnesses
  const groupOf = new Map(groups.flatMap((members, g) => members.map(({ account }) => [account, g] as const)))
  // Who says openly what they have in common is no compartment of anything, and a campaign needs no others to be one.
  const unexplained = groups.map(
    (members, g) =>
      !guilty.has(g) &&
      openExplanation(
        members.map(({ account }) => account),
        population,
      ).length === 0,
  )
  const price = priceOf(blocks.values, population.size)
  const sharpest = new Map<string, { parts: number[]; holders: Int32Array }>()
  for (const { value, holders } of seeds) {
    if ((blocks.values[value] as SharedValue).signal.origin !== 'usage') continue
    const inside = new Map<number, number>()
    for (const account of holders) {
      const g = groupOf.get(account)
      if (g !== undefined) inside.set(g, (inside.get(g) ?? 0) + 1)
    }
    const parts = [...inside]
      .filter(([g, count]) => unexplained[g] && count >= mostly * (groups[g]?.length ?? 0))
      .map(([g]) => g)
      .sort((a, b) => a - b)
    if (parts.length < 2) continue
    const joined = new Set(parts)
    const left = holders.filter(account => {
      const g = groupOf.get(account)
      return g === undefined || joined.has(g)
    })
    const placed = left.filter(account => groupOf.has(account)).length
    if (placed < mostly * left.length) continue
    const key = parts.join()
    const known = sharpest.get(key)
    if (!known || left.length < known.holders.length) sharpest.set(key, { parts, holders: left })
  }
  const found = [...sharpest.values()].map(({ parts, holders }): Programme => {
    let nats = -price(holders.length)
    for (const own of testimony(holders, new Set(['usage']), witnesses).byOrigin.values())
      nats += logMeanExp([0, own])
    const members = parts.flatMap(g => groups[g] ?? []).sort((a, b) => a.account - b.account)
    return { parts, members, nats }
  })
  found.sort((a, b) => b.members.length - a.members.length || b.nats - a.nats)
  const taken = new Set<number>()
  return found.filter(({ parts }) => {
    const free = parts.every(g => !taken.has(g))
    if (free) for (const g of parts) taken.add(g)
    return free
  })
}
