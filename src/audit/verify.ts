/** Walks the chain and finds the first link that does not hold. */
import type { Store } from '../store/store.ts'
import { hashOf } from './entry.ts'
import { type Head, rawEntries, readRow, type StoredEntry } from './read.ts'

export interface Verified {
  readonly entries: number
  /** Where the sound part ends. Note it elsewhere: the chain alone cannot tell that its newest entries are missing. */
  readonly head: Head
  readonly broken?: { readonly seq: number; readonly why: string }
}

/**
 * Pure: holds entries, in the order of their seq, against each other and against their own hashes.
 * `anchor` is a head that somebody noted earlier; it must still be in the chain.
 */
export async function verifyChain(
  stored: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
  anchor?: Head,
): Promise<Verified> {
  let head: Head = { seq: 0, hash: '' }
  const broken = (seq: number, why: string): Verified => ({ entries: head.seq, head, broken: { seq, why } })
  for await (const row of stored) {
    const seq = head.seq + 1
    if (row.seq !== seq)
      return broken(seq, row.seq < seq ? `entry ${row.seq} stands twice` : `entry ${seq} is missing`)
    const entry = readRow(row)
    if (entry === undefined) return broken(seq, 'it is not readable')
    if (entry.previous !== head.hash) return broken(seq, 'it does not follow the entry before it')
    if (hashOf(entry) !== entry.hash) return broken(seq, 'what it says is not what was sealed')
    if (anchor?.seq === seq && anchor.hash !== entry.hash)
      return broken(seq, 'it is not the entry that was noted')
    head = { seq, hash: entry.hash }
  }
  if (anchor !== undefined && anchor.seq > head.seq)
    return broken(head.seq + 1, `the log ends at ${head.seq}, before the entry that was noted`)
  return { entries: head.seq, head }
}

/** @example const { broken } = await verifyAudit(store) */
export const verifyAudit = (store: Store, anchor?: Head): Promise<Verified> =>
  verifyChain(rawEntries(store), anchor)
