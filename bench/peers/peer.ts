/** What a method is: who made it, whether it is here, and the groups it accuses. */
import type { PeerWorld } from './world.ts'

/** Positions of accounts; one group is one accusation. */
export type Group = readonly number[]

export interface Peer {
  readonly name: string
  /** Paper, package or file it comes from, with the licence of what is run. */
  readonly source: string
  /** Why it cannot run here; undefined where it can. */
  readonly missing?: () => string | undefined
  readonly find: (world: PeerWorld) => Promise<readonly Group[]>
}
