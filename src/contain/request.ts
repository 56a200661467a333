/** A repeated request changes nothing; a request id used for something else is a fault of the client. */

import { entriesOfRequest } from '../audit/read.ts'
import { AppError } from '../errors.ts'
import type { Actor, Entry } from '../model/audit.ts'
import type { Store } from '../store/store.ts'

/** Who acts, when, and by which request: the same for every act. */
export interface By {
  readonly actor: Actor
  /** Epoch milliseconds. */
  readonly at: number
  /** Id the client gave its request; a repetition changes nothing. */
  readonly request?: string
}

/**
 * True when this very request was already carried out. `about`: the entry's subject, or the campaign of a proposal.
 * @throws conflict `audit/request-reused`
 */
export async function alreadyDone(store: Store, act: string, about: string, by: By): Promise<boolean> {
  if (by.request === undefined || by.request === '') return false
  const made = await entriesOfRequest(store, by.actor.id, by.request)
  if (made.some(entry => entry.act === act && (entry.subject === about || entry.detail.campaign === about)))
    return true
  // The word "contain" is two entries of one request: the proposal, and the approval of whoever proposed.
  const half = (entry: Entry): boolean =>
    act === 'containment/approve' && entry.act === 'containment/propose' && entry.subject === about
  if (made.every(half)) return false
  throw new AppError('conflict', 'audit/request-reused', 'this request id was used for another act')
}
