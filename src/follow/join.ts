/** Who came after a containment was approved joins it: later members, and successors recognised since. */
import { extend } from '../contain/extend.ts'
import type { Store } from '../store/store.ts'
import type { KnownStore } from './read-known.ts'

const actor = { id: 'stillwatch', kind: 'system' } as const

/**
 * Extends every containment that follows its campaign, within the number people approved; each is one entry of the
 * audit log. Decisions hold a successor already before: this keeps who was held.
 * @returns how many joined
 */
export async function joinContainments(store: Store, { known }: KnownStore, now: number): Promise<number> {
  const by = { actor, at: now }
  let joined = 0
  for (const { id, campaign, accounts, room } of known.containments) {
    if (room === 0) continue
    const successors = known.successors.filter(one => one.campaign === campaign && !accounts.has(one.account))
    if (successors.length > 0) {
      const listed = successors.map(({ account, probability }) => ({ account, probability }))
      const reason = 'recognised by their first exchanges'
      joined += (await extend(store, id, { accounts: listed, role: 'successor', reason }, by)).length
    }
    const members =
      known.members.find(one => one.campaign === campaign)?.accounts ?? new Map<string, number>()
    const later = [...members].filter(([account]) => !accounts.has(account))
    if (later.length > 0) {
      const listed = later.map(([account, probability]) => ({ account, probability }))
      const reason = 'found by a later run of detection'
      joined += (await extend(store, id, { accounts: listed, role: 'member', reason }, by)).length
    }
  }
  return joined
}
