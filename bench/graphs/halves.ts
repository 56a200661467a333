/**
 * Our linkage on a graph with one kind of edge: it asks for values of independent origin, so the objects are dealt at
 * random into two halves that stand for two origins, several times over. What links is what agrees in both halves.
 */
import { link } from '../../src/discover/link.ts'
import type { Rng } from '../../src/rng.ts'
import { blocksOf, populationOf, shared } from '../../test/fixtures/population.ts'

export interface Halves {
  /** For each account the most nats of any link it holds, 0 where it holds none. */
  readonly nats: Float64Array
  /** Holders of each link, over all deals. */
  readonly links: readonly Int32Array[]
}

/** @param objects holders of each object, as positions */
export function linkHalves(
  size: number,
  objects: readonly (readonly number[])[],
  rng: Rng,
  deals = 8,
): Halves {
  const population = populationOf({ size })
  const nats = new Float64Array(size)
  const links: Int32Array[] = []
  for (let deal = 0; deal < deals; deal++) {
    const values = objects.map((holders, o) =>
      shared(rng() < 0.5 ? 'shared-template' : 'shared-address', String(o), holders),
    )
    for (const { holders, surprise } of link(blocksOf(values, size), population).links) {
      links.push(holders)
      for (const holder of holders) nats[holder] = Math.max(nats[holder] ?? 0, surprise)
    }
  }
  return { nats, links }
}
