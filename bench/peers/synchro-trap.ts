/**
 * SynchroTrap (Cao, Yang, Yu, Palow: Uncovering Large Groups of Active Malicious Accounts in Online Social Networks, CCS
 * 2014): accounts that do the same to the same object within an hour, again and again, are similar; similar accounts are
 * clustered by single linkage. Objects are addresses and opening words; similarity is Jaccard's over (object, hour).
 */
import { componentsOf } from './components.ts'
import type { Group, Peer } from './peer.ts'
import type { Cell, PeerWorld } from './world.ts'

/** The paper's: half of what either does, the other does too. */
const similarLeast = 0.5
/** Accounts that match once or twice are chance. */
const matchesLeast = 3
const clusterLeast = 5
/** The paper joins every pair of a cell on a cluster of machines; here larger cells are passed over. */
const cellMost = 200

/** Pairs of accounts that are similar over these cells; `acts` counts the cells each account was in, also alone. */
export function* similarPairs(
  cells: readonly Cell[],
  acts: readonly number[],
): Generator<readonly [number, number]> {
  const matches = new Map<number, number>()
  const size = acts.length
  for (const { accounts } of cells) {
    if (accounts.length > cellMost) continue
    for (let i = 0; i < accounts.length; i++)
      for (let j = i + 1; j < accounts.length; j++) {
        const pair = (accounts[i] ?? 0) * size + (accounts[j] ?? 0)
        matches.set(pair, (matches.get(pair) ?? 0) + 1)
      }
  }
  for (const [pair, both] of matches) {
    if (both < matchesLeast) continue
    const a = Math.floor(pair / size)
    const b = pair % size
    const either = (acts[a] ?? 0) + (acts[b] ?? 0) - both
    if (both >= similarLeast * either) yield [a, b]
  }
}

/** The paper clusters by one kind of constraint at a time; here the clusters of each kind are united. */
function cluster(world: PeerWorld): Group[] {
  const groups: Group[] = []
  for (const [kind, acts] of world.acts) {
    const cells = world.cells.filter(cell => cell.object.startsWith(`${kind} `))
    groups.push(...componentsOf(world.accounts.length, similarPairs(cells, acts), clusterLeast))
  }
  return groups
}

export const synchroTrap: Peer = {
  name: 'SynchroTrap (Jaccard over object and hour)',
  source: 'written here after Cao et al., CCS 2014',
  find: async world => cluster(world),
}
