/** Part: a group that two hands move, told apart by what one of them has and the other has not. */
import type { Origin } from '../signals/signal.ts'
import { type Blocks, countHeld, type SharedValue } from './block.ts'
import { compareWithRest } from './controllers.ts'
import { columnsOf, joinedBy, ownValues, related } from './cores.ts'
import { groupLeast } from './group.ts'
import type { Population } from './population.ts'
import type { Primary } from './primary.ts'
import type { Rhythms } from './rhythm.ts'

/** Values of each signal that are tried as the line between two hands, the most balanced first. */
const linesMost = 12
/** Share of a group on the smaller side of a line, at least. */
const sideLeast = 0.12

/** A part of a set, and the origins of the lines along which it was parted. */
export interface Part {
  readonly members: Int32Array
  readonly origins: ReadonlySet<Origin>
}

/** Members on one side of each line: who holds a value, and whom money, sign-up or network of their own join. */
function* sidesOf(
  members: Int32Array,
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
): Generator<Part> {
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
  for (const [v] of lines) {
    const { holders, signal } = blocks.values[v] as SharedValue
    const holds = new Set(holders)
    yield { members: members.filter(member => holds.has(member)), origins: new Set([signal.origin]) }
  }
  const columns = columnsOf(primary).filter(({ origin }) => origin !== 'usage')
  for (const origin of new Set(columns.map(column => column.origin))) {
    const own = columns.filter(column => column.origin === origin)
    for (const set of joinedBy(members, ownValues(members, new Set(), own, blocks, population)))
      if (balance(set.length) <= 0.5 - sideLeast) yield { members: set, origins: new Set([origin]) }
  }
}

/** Times a set is parted: eight hands at most are told apart. */
const depthMost = 3

/**
 * A set that two hands move, parted along the line that tells them apart best.
 * @returns the set as it is where no line parts it; and how many lines were tried
 */
export function partByHours(
  members: Int32Array,
  primary: readonly Primary[],
  blocks: Blocks,
  population: Population,
  rhythms: Rhythms,
): { parts: Part[]; tried: number } {
  let tried = 0
  const part = (whole: Part, depth: number): Part[] => {
    if (depth === depthMost || whole.members.length < 2 * groupLeast) return [whole]
    let best: { side: Part; rest: Int32Array; apart: number } | undefined
    for (const side of sidesOf(whole.members, primary, blocks, population)) {
      tried++
      const { apart } = compareWithRest(side.members, whole.members, rhythms)
      if (apart <= (best?.apart ?? 0)) continue
      const within = new Set(side.members)
      const rest = whole.members.filter(member => !within.has(member))
      if (!related(within, new Set(rest), blocks, population)) best = { side, rest, apart }
    }
    if (!best) return [whole]
    const origins = new Set([...whole.origins, ...best.side.origins])
    return [best.side.members, best.rest].flatMap(one => part({ members: one, origins }, depth + 1))
  }
  return { parts: part({ members, origins: new Set() }, 0), tried }
}
