/** Appends to the audit log, one entry after the other, whoever else appends at the same time. */

import { AppError } from '../errors.ts'
import { type Actor, type Entry, entrySchema } from '../model/audit.ts'
import type { Store } from '../store/store.ts'
import { canonical, seal } from './entry.ts'
import { auditHead, entries } from './read.ts'

/** A privileged act, about to be logged. */
export interface Act {
  readonly actor: Actor
  /** `area/verb`, such as `token/revoke`. */
  readonly act: string
  /** What it is done to. */
  readonly subject: string
  /** What exactly. Never a secret, a prompt or an answer: entries cannot be taken back. */
  readonly detail: Readonly<Record<string, unknown>>
  /** Epoch milliseconds. */
  readonly at: number
  /** Id the client gave its request, for recognising a repetition. */
  readonly request?: string
}

/** Acts of one process wait for each other here; between processes the engine decides (below). */
const queues = new WeakMap<Store, Promise<unknown>>()

/** Longer details belong into a table of their own, sealed by hash. */
const detailBytesMax = 64 * 1024

/**
 * Appends one act and returns its entry; once this returns the entry outlives the process.
 * Every writer names its batch by the place it wants in the chain, and the engine takes a batch id once: of two
 * writers who want the same place one gets it, and the other sees that and takes the next.
 * @throws conflict `audit/contended` when others append faster than this one can
 * @example await appendAudit(store, { actor, act: 'token/revoke', subject: id, detail: {}, at: clock() })
 */
export function appendAudit(store: Store, act: Act): Promise<Entry> {
  return exclusively(store, () => appendNext(store, act))
}

/**
 * Runs `work` while nobody else of this process acts: for reading the present state, judging it, and appending.
 * Inside, append with `appendNext`.
 */
export function exclusively<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(store) ?? Promise.resolve()).then(work, work)
  queues.set(
    store,
    turn.catch(() => undefined),
  )
  return turn
}

const attempts = 20

/** The bare append; only within `exclusively`. */
export async function appendNext(store: Store, act: Act): Promise<Entry> {
  const detail = canonical(act.detail)
  if (Buffer.byteLength(detail) > detailBytesMax)
    throw new AppError('bug', 'audit/detail-size', 'the detail of an act is too long for the audit log')
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await auditHead(store)
    const entry = seal(
      entrySchema.omit({ hash: true }).parse({
        seq: head.seq + 1,
        at: new Date(act.at).toISOString(),
        actor: { id: act.actor.id, kind: act.actor.kind },
        act: act.act,
        subject: act.subject,
        request: act.request ?? '',
        detail: JSON.parse(detail),
        previous: head.hash,
      }),
    )
    const { actor, detail: _, ...row } = entry
    await store.append('audit', `audit/${entry.seq}`, [
      { ...row, actor: actor.id, actor_kind: actor.kind, detail },
    ])
    for await (const stored of entries(store, { after: head.seq, until: entry.seq }))
      if (stored.hash === entry.hash) return entry
  }
  throw new AppError('conflict', 'audit/contended', 'others act at the same time: try again', {
    retryable: true,
  })
}
