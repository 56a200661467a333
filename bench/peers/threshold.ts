/** What is there before anything is bought: a limit per account. Both are given the best bar that labels can tell. */
import type { Peer } from './peer.ts'
import type { PeerWorld } from './world.ts'

/** Honest accounts one accepts to be wrong about. */
const honestMost = 0.001

/** Everybody above the lowest bar that flags at most one honest account in a thousand. */
export function aboveBestBar(scores: ArrayLike<number>, world: PeerWorld): number[] {
  const order = world.accounts.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const honest = order.filter(world.oracle.honest).length
  const flagged: number[] = []
  let wrong = 0
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at] ?? 0]
    // Equal scores cannot be told apart: all of them or none.
    const tied: number[] = []
    while (at < order.length && scores[order[at] ?? 0] === score) tied.push(order[at++] ?? 0)
    wrong += tied.filter(world.oracle.honest).length
    if (wrong > honestMost * honest) break
    for (const account of tied) flagged.push(account)
  }
  return flagged
}

const alone = (accounts: readonly number[]): number[][] => accounts.map(account => [account])

export const threshold: Peer = {
  name: 'threshold per account (exchanges a day, best bar)',
  source: 'what a rate limit sees',
  find: async world => {
    const perDay = world.conduct.map(row => row.exchanges / row.days)
    return alone(aboveBestBar(perDay, world))
  },
}
