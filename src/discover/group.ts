/** Group: accounts held together by many links become one candidate. Louvain (Blondel et al. 2008) on accounts × links. */
import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import type { Rng } from '../rng.ts'
import type { Link } from './link.ts'

// The package is CommonJS: Node hands over the function itself where its types promise a namespace around it.
const louvain = louvainModule as unknown as typeof louvainModule.default

/** The strongest links of an account are enough to place it. */
const linksPerAccountMax = 24
/** A group below this is a family or a pair of friends. */
export const groupLeast = 5

export interface Candidate {
  /** Positions in the population, ascending. */
  readonly members: Int32Array
  /** Indices of the links that hold it together. */
  readonly links: readonly number[]
  /** Where it came from, for the record. */
  readonly origin: 'links' | 'rhythm'
}

/** Communities of accounts that share links, largest first; deterministic for the same `rng`. */
export function group(links: readonly Link[], rng: Rng): Candidate[] {
  const graph = new UndirectedGraph()
  const degree = new Map<number, number>()
  links.forEach((link, l) => {
    const node = `l${l}`
    // Every holder gains as much from a link as the link says per head, in logs so that one giant cannot swallow all.
    const weight = Math.log1p(link.surprise / link.holders.length)
    for (const holder of link.holders) {
      const used = degree.get(holder) ?? 0
      if (used >= linksPerAccountMax) continue
      degree.set(holder, used + 1)
      graph.mergeNode(node)
      graph.mergeNode(`a${holder}`)
      graph.mergeEdge(node, `a${holder}`, { weight })
    }
  })
  if (graph.order === 0) return []
  const communities = louvain(graph, { rng, getEdgeWeight: 'weight', randomWalk: true })
  const byCommunity = new Map<number, { members: number[]; links: number[] }>()
  for (const [node, community] of Object.entries(communities)) {
    const entry = byCommunity.get(community) ?? { members: [], links: [] }
    byCommunity.set(community, entry)
    const id = Number(node.slice(1))
    if (node.startsWith('a')) entry.members.push(id)
    else entry.links.push(id)
  }
  return [...byCommunity.values()]
    .filter(entry => entry.members.length >= groupLeast)
    .map(entry => ({
      members: Int32Array.from(entry.members).sort(),
      links: entry.links.sort((a, b) => a - b),
      origin: 'links' as const,
    }))
    .sort((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0))
}
