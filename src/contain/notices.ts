/** The notice for one account, if anything enforced holds it. */
import { AppError } from '../errors.ts'
import { rankOf } from '../model/decision.ts'
import type { Store } from '../store/store.ts'
import { readState } from './load.ts'
import { type Notice, type NoticeFacts, type NoticeLanguage, notice } from './notice.ts'
import { type InForce, readStanding, type Standing } from './standing.ts'

/** The strictest enforced measure that holds an account, or nothing. */
export function heldBy(standing: Standing, account: string): InForce | undefined {
  return standing.containments
    .filter(one => one.mode === 'enforce' && one.accounts.has(account))
    .sort((a, b) => rankOf(b.measure) - rankOf(a.measure))[0]
}

/** @throws missing `notice/none` when nothing but watching, or nothing at all, holds the account */
export async function noticeFor(
  store: Store,
  account: string,
  language: NoticeLanguage,
  at: number,
): Promise<Notice> {
  const held = heldBy(await readStanding(store, at), account)
  if (held === undefined || !isTold(held.measure))
    throw new AppError('missing', 'notice/none', 'no measure holds this account')
  const { rules } = await readState(store)
  const { id: containment, measure, since, until } = held
  return notice({ account, containment, measure, since, until, appealTo: rules.appeal_to }, language)
}

const isTold = (measure: InForce['measure']): measure is NoticeFacts['measure'] =>
  measure !== 'none' && measure !== 'watch'
