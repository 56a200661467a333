import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DisjointSets } from './disjoint-sets.ts'

const seed = 20261122
const graph = fc
  .integer({ min: 1, max: 60 })
  .chain(count =>
    fc.tuple(fc.constant(count), fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 80 })),
  )

/** Components by relabelling until nothing changes. */
function naive(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const label = Array.from({ length: count }, (_, i) => i)
  for (let changed = true; changed; ) {
    changed = false
    for (const [a, b] of edges) {
      const least = Math.min(label[a] as number, label[b] as number)
      if (label[a] !== least || label[b] !== least) changed = true
      label[a] = least
      label[b] = least
    }
  }
  return label
}

/** Least item of each item's set. */
function labels(sets: DisjointSets, count: number): number[] {
  const least = new Map<number, number>()
  return Array.from({ length: count }, (_, i) => {
    const root = sets.find(i)
    if (!least.has(root)) least.set(root, i)
    return least.get(root) ?? -1
  })
}

test(`sets are the components of the graph of unions (seed ${seed})`, () => {
  fc.assert(
    fc.property(graph, ([count, edges]) => {
      const sets = new DisjointSets(count)
      for (const [a, b] of edges) sets.union(a, b)
      expect(labels(sets, count)).toEqual(naive(count, edges))
    }),
    { seed, numRuns: 300 },
  )
})

test(`the order of unions changes no set, and asking changes nothing (seed ${seed})`, () => {
  fc.assert(
    fc.property(graph, ([count, edges]) => {
      const forward = new DisjointSets(count)
      const backward = new DisjointSets(count)
      for (const [a, b] of edges) forward.union(a, b)
      for (const [a, b] of [...edges].reverse()) backward.union(b, a)
      const before = labels(forward, count)
      expect(labels(backward, count)).toEqual(before)
      expect(labels(forward, count)).toEqual(before)
    }),
    { seed, numRuns: 200 },
  )
})

test('a chain of a million joins is one set, without running out of stack', () => {
  const count = 1_000_000
  const sets = new DisjointSets(count)
  for (let i = 1; i < count; i++) sets.union(i - 1, i)
  expect(sets.find(0)).toBe(sets.find(count - 1))
})
