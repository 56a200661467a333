/** Part: a group that two hands move, told apart by what one of them holds and the other does not. */
import { type Blocks, countHeld, type SharedValue } from './block.ts'
import { compareHours } from './controllers.ts'
import { related } from './cores.ts'
import { groupLeast } from './group.ts'
import type { Population } from './population.ts'
import type { Rhythms } from './rhythm.ts'

/** Values of each signal that are tried as the line between two hands, the most balanced first. */
const linesMost = 12
/** Share of a group on the smaller side of a line, at least. */
const sideLeast = 0.12

/**
 * A group that two hands move, parted along the value that tells them apart best: those who hold it and those who do not.
 * @returns the group as it is where no value parts it
 */
export function partByHours(
  members: Int32Array,
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
  depth = 3,
): Int32Array[] {
  if (depth === 0 || members.length < 2 * groupLeast) return [members]
  const counts = countHeld(members, blocks.held)
  const balance = (n: number): number => Math.abs(n / members.length - 0.5)
  const tried = new Map<number, number>()
  const lines = [...counts]
    .filter(([, n]) => balance(n) <= 0.5 - sideLeast)
    .sort((a, b) => balance(a[1]) - balance(b[1]) || a[0] - b[0])
    .filter(([v]) => {
      const signal = blocks.signalOf[v] as number
      const n = (tried.get(signal) ?? 0) + 1
      tried.set(signal, n)
      return n <= linesMost
    })
  let best: { holders: Int32Array; rest: Int32Array; apart: number } | undefined
  for (const [v] of lines) {
    const holds = new Set((blocks.values[v] as SharedValue).holders)
    const holders = members.filter(member => holds.has(member))
    const rest = members.filter(member => !holds.has(member))
    const { apart } = compareHours(holders, rest, rhythms)
    if (apart > (best?.apart ?? 0) && !related(new Set(holders), new Set(rest), blocks, population))
      best = { holders, rest, apart }
  }
  if (!best) return [members]
  return [best.holders, best.rest].flatMap(part => partByHours(part, blocks, population, rhythms, depth - 1))
}
