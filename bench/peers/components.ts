/** Accounts that share something are one ring: the first thing every team tries. */
import { DisjointSets } from '../../src/graph/disjoint-sets.ts'
import type { Group, Peer } from './peer.ts'
import type { PeerWorld } from './world.ts'

/** Sets of at least three accounts. */
export function componentsOf(size: number, edges: Iterable<readonly [number, number]>, least = 3): Group[] {
  const sets = new DisjointSets(size)
  for (const [a, b] of edges) sets.union(a, b)
  const groups = new Map<number, number[]>()
  for (let i = 0; i < size; i++) {
    const root = sets.find(i)
    const own = groups.get(root)
    if (own === undefined) groups.set(root, [i])
    else own.push(i)
  }
  return [...groups.values()].filter(group => group.length >= least)
}

function* edgesOf(world: PeerWorld, kinds: ReadonlySet<string>, holdersMost: number) {
  for (const { kind, holders } of world.values) {
    if (!kinds.has(kind) || holders.length > holdersMost) continue
    const [first = 0, ...rest] = holders
    for (const other of rest) yield [first, other] as const
  }
}

const components = (name: string, kinds: readonly string[], holdersMost: number): Peer => ({
  name,
  source: 'connected components (Tarjan 1975)',
  find: async world => componentsOf(world.accounts.length, edgesOf(world, new Set(kinds), holdersMost)),
})

const everything = ['shared-address', 'signup-address', 'shared-instrument', 'shared-device', 'signup-device']

export const sharedAddress = components('shared address, components', ['shared-address'], Infinity)
// Without hubs: a carrier's or a campus's address would join everybody.
export const sharedAddressFew = components(
  'shared address, components, at most 20 accounts an address',
  ['shared-address'],
  20,
)
export const sharedAnything = components(
  'shared address, card or device, components, at most 20 accounts each',
  everything,
  20,
)
