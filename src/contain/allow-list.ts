/** Who is never touched, and who was let go: both beat every list, rule and campaign. */
import { appendNext, exclusively } from '../audit/append.ts'
import { AppError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Detail } from './acts.ts'
import { readState } from './load.ts'
import { alreadyDone, type By } from './request.ts'
import { type AllowEntry, allowKey, isAllowed } from './state.ts'

export type AllowAsked = Pick<AllowEntry, 'kind' | 'value' | 'reason'> & {
  /** RFC 3339; empty: for good. */
  readonly until?: string | undefined
}

/** The list as it stands at `at` (epoch milliseconds), newest first. */
export async function allowList(store: Store, at: number): Promise<AllowEntry[]> {
  const state = await readState(store)
  return [...state.allowed.values()].filter(one => isAllowed(state, one.kind, one.value, at)).reverse()
}

/** From now on nothing limits, asks or blocks this party. Adding it again renews reason and end. */
export function allow(store: Store, asked: AllowAsked, by: By): Promise<AllowEntry> {
  const { kind, value, reason, until = '' } = asked
  return exclusively(store, async () => {
    const subject = allowKey(kind, value)
    if (until !== '' && !(Date.parse(until) > by.at))
      throw new AppError('input', 'allow-list/until', 'the end must be a time that is still to come')
    if (!(await alreadyDone(store, 'allow/add', subject, by))) {
      const detail: Detail<'allow/add'> = { kind, value, reason, until }
      await appendNext(store, { ...by, act: 'allow/add', subject, detail })
    }
    return mustBeListed((await readState(store)).allowed.get(subject))
  })
}

/** @throws missing `allow-list/unknown` */
export function disallow(
  store: Store,
  party: Pick<AllowEntry, 'kind' | 'value'>,
  reason: string,
  by: By,
): Promise<void> {
  return exclusively(store, async () => {
    const subject = allowKey(party.kind, party.value)
    if (await alreadyDone(store, 'allow/remove', subject, by)) return
    mustBeListed((await readState(store)).allowed.get(subject))
    await appendNext(store, { ...by, act: 'allow/remove', subject, detail: { reason } })
  })
}

function mustBeListed(entry: AllowEntry | undefined): AllowEntry {
  if (entry === undefined)
    throw new AppError('missing', 'allow-list/unknown', 'this party is not on the list')
  return entry
}

/** Lets one account go from a campaign (`*`: from all), whatever later runs say of it. */
export function releaseAccount(
  store: Store,
  account: string,
  campaign: string,
  reason: string,
  by: By,
): Promise<void> {
  return exclusively(store, async () => {
    if (await alreadyDone(store, 'account/release', account, by)) return
    await appendNext(store, {
      ...by,
      act: 'account/release',
      subject: account,
      detail: { campaign, reason },
    })
  })
}

/**
 * Takes a release back.
 * @throws missing `account/not-released`
 */
export function recallAccount(
  store: Store,
  account: string,
  campaign: string,
  reason: string,
  by: By,
): Promise<void> {
  return exclusively(store, async () => {
    if (await alreadyDone(store, 'account/recall', account, by)) return
    const state = await readState(store)
    if (state.released.get(account)?.has(campaign) !== true)
      throw new AppError('missing', 'account/not-released', 'the account was not released from this campaign')
    await appendNext(store, { ...by, act: 'account/recall', subject: account, detail: { campaign, reason } })
  })
}
