/**
 * FRAUDAR (Hooi, Song, Beutel, Shah, Shin, Faloutsos: Bounding Graph Fraud in the Face of Camouflage, KDD 2016): the
 * densest block of a bipartite graph, where an edge to a value counts 1/log(holders + 5), found by taking away the node
 * that matters least until the average of what is left is largest. Repeated for further blocks on the edges left.
 */
import type { Group, Peer } from './peer.ts'
import type { Value } from './world.ts'

/** A binary heap with decrease-key over nodes 0 … n−1. */
class Heap {
  readonly #order: number[]
  readonly #place: Int32Array
  readonly #weight: Float64Array

  constructor(weight: Float64Array) {
    this.#weight = weight
    this.#order = Array.from(weight, (_, i) => i).sort((a, b) => this.#at(a) - this.#at(b))
    this.#place = new Int32Array(weight.length)
    this.#order.forEach((node, place) => {
      this.#place[node] = place
    })
  }

  #at(node: number): number {
    return this.#weight[node] ?? 0
  }

  #put(node: number, place: number): void {
    this.#order[place] = node
    this.#place[node] = place
  }

  #rise(node: number): void {
    let place = this.#place[node] ?? 0
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = this.#order[above] ?? 0
      if (this.#at(parent) <= this.#at(node)) break
      this.#put(parent, place)
      place = above
    }
    this.#put(node, place)
  }

  #sink(node: number): void {
    let place = this.#place[node] ?? 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= this.#order.length) break
      const right = this.#order[below + 1]
      if (right !== undefined && this.#at(right) < this.#at(this.#order[below] ?? 0)) below++
      const child = this.#order[below] ?? 0
      if (this.#at(child) >= this.#at(node)) break
      this.#put(child, place)
      place = below
    }
    this.#put(node, place)
  }

  lighten(node: number, by: number): void {
    this.#weight[node] = this.#at(node) - by
    this.#rise(node)
  }

  take(): number {
    const least = this.#order[0] ?? 0
    const last = this.#order.pop() ?? 0
    if (last !== least) {
      this.#put(last, 0)
      this.#sink(last)
    }
    return least
  }
}

/** The densest block: which accounts and which values. O(edges × log nodes). */
export function densestBlock(
  accounts: number,
  values: readonly (readonly number[])[],
): { accounts: number[]; values: ReadonlySet<number> } {
  const nodes = accounts + values.length
  const weight = new Float64Array(nodes)
  const held: number[][] = Array.from({ length: accounts }, () => [])
  const worth = values.map(holders => 1 / Math.log(holders.length + 5))
  let total = 0
  values.forEach((holders, v) => {
    const each = worth[v] ?? 0
    for (const holder of holders) {
      held[holder]?.push(v)
      weight[holder] = (weight[holder] ?? 0) + each
      weight[accounts + v] = (weight[accounts + v] ?? 0) + each
      total += each
    }
  })
  const heap = new Heap(weight)
  const gone = new Uint8Array(nodes)
  const order: number[] = []
  let best = -1
  let kept = 0
  for (let left = nodes; left > 0; left--) {
    if (total / left > best) {
      best = total / left
      kept = order.length
    }
    const node = heap.take()
    gone[node] = 1
    order.push(node)
    const isValue = node >= accounts
    const others = isValue ? (values[node - accounts] ?? []) : (held[node] ?? [])
    for (const other of others) {
      const neighbour = isValue ? other : accounts + other
      if (gone[neighbour]) continue
      const each = worth[isValue ? node - accounts : other] ?? 0
      total -= each
      heap.lighten(neighbour, each)
    }
  }
  const inside = order.slice(kept)
  return {
    accounts: inside.filter(node => node < accounts),
    values: new Set(inside.filter(node => node >= accounts).map(node => node - accounts)),
  }
}

/** Blocks one after another; the edges of a block found are taken out. */
export function blocks(accounts: number, values: readonly Value[], count: number): Group[] {
  let left = values.map(value => value.holders)
  const found: Group[] = []
  for (let block = 0; block < count; block++) {
    const densest = densestBlock(accounts, left)
    if (densest.accounts.length < 3) break
    found.push(densest.accounts)
    const inside = new Set(densest.accounts)
    left = left.map((holders, v) => (densest.values.has(v) ? holders.filter(h => !inside.has(h)) : holders))
  }
  return found
}

export const fraudar: Peer = {
  name: 'FRAUDAR, as many blocks as there are campaigns',
  source: 'written here after Hooi et al., KDD 2016',
  find: async world => blocks(world.accounts.length, world.values, Math.max(1, world.oracle.campaigns)),
}
