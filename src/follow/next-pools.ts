/**
 * A pool that came back may be found by detection as a campaign of its own, when it shares nothing with the first one that
 * a look can see. Its members were recognised as successors one by one; enough of them say whose next pool it is.
 */
import type { Standing } from '../contain/standing.ts'
import type { Known } from '../decide/known.ts'
import { saveSuccession } from '../findings/lineage.ts'
import type { Store } from '../store/store.ts'
import type { Link } from './recognise.ts'

/** As few as a group has: of 10,000 honest newcomers one is linked, so that three in one campaign are no chance. */
const recognisedLeast = 3
/** Of its members. A pool that is fed by the same queue is recognised nearly whole; a few strangers in a large one are not. */
const shareLeast = 1 / 3

export interface NextPool {
  readonly id: string
  /** Campaign whose next pool it is. */
  readonly earlier: string
  /** Members that were recognised one by one. */
  readonly recognised: number
}

export interface PoolsAsked {
  readonly known: Pick<Known, 'members' | 'successors' | 'allowed' | 'released'>
  /** Campaign → the one it took up, where that is known. */
  readonly predecessors: ReadonlyMap<string, string>
  readonly standing: Pick<Standing, 'states'>
}

/** Campaigns whose predecessor shows only now. Nobody takes up what people dismissed or released, or itself. */
export function nextPools({ known, predecessors, standing }: PoolsAsked): NextPool[] {
  const linked = new Map(known.successors.map(one => [one.account, one.campaign]))
  const isOver = (id: string): boolean => {
    const state = standing.states.get(id)
    return state === 'dismissed' || state === 'released'
  }
  return known.members.flatMap(({ campaign: id, accounts }) => {
    if (predecessors.has(id) || isOver(id)) return []
    const counts = new Map<string, number>()
    for (const account of accounts.keys()) {
      const earlier = linked.get(account)
      if (earlier !== undefined) counts.set(earlier, (counts.get(earlier) ?? 0) + 1)
    }
    const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    if (most === undefined) return []
    const [earlier, recognised] = most
    const isEnough = recognised >= recognisedLeast && recognised >= shareLeast * accounts.size
    if (!isEnough || isOver(earlier) || descends(earlier, id, predecessors)) return []
    return [{ id, earlier, recognised }]
  })
}

/** Whether `id` is `from`, or one of those it took up. */
function descends(from: string, id: string, predecessors: ReadonlyMap<string, string>): boolean {
  const met = new Set<string>()
  for (let at: string | undefined = from; at !== undefined && !met.has(at); at = predecessors.get(at)) {
    if (at === id) return true
    met.add(at)
  }
  return false
}

/**
 * Links for those members of a next pool that nobody recognised: they are held like the others, as successors and so at most
 * at `verify`, within the number people approved.
 */
export function poolLinks({ known, predecessors, standing }: PoolsAsked): Link[] {
  const linked = new Set(known.successors.map(one => one.account))
  const allowed = new Set(known.allowed.accounts)
  const released = new Map(known.released)
  const links: Link[] = []
  for (const { campaign: id, accounts } of known.members) {
    const earlier = predecessors.get(id)
    if (earlier === undefined || earlier === id || standing.states.get(id) === 'dismissed') continue
    const theirs = known.members.find(one => one.campaign === earlier)?.accounts
    for (const [account, probability] of accounts) {
      const from = released.get(account) ?? []
      const isFree = allowed.has(account) || from.includes('*') || from.includes(earlier) || from.includes(id)
      if (isFree || linked.has(account) || theirs?.has(account) === true) continue
      const reasons = [`found in ${id}, the next pool of this campaign`]
      links.push({
        account,
        campaign: earlier,
        exchanges: 0,
        wealth: 1 / Math.max(1 - probability, leastDoubt),
        reasons,
      })
    }
  }
  return links
}

const leastDoubt = 1e-6

/** Kept with the run that showed it, once. */
export const savePools = (
  store: Store,
  run: { run: string; asOf: number },
  pools: readonly NextPool[],
): Promise<void> =>
  saveSuccession(
    store,
    { run: run.run, as_of: new Date(run.asOf).toISOString() },
    pools.map(({ id, earlier }) => ({ id, earlier })),
  )
