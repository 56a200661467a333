/** Reads the audit log. */

import { z } from 'zod'
import { AppError } from '../errors.ts'
import { type Entry, entrySchema } from '../model/audit.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const row = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  actor_kind: z.string(),
  act: z.string(),
  subject: z.string(),
  request: z.string(),
  detail: z.string(),
  previous: z.string(),
  hash: z.string(),
})
/** An entry as it stands in the store, sound or not. */
export type StoredEntry = z.infer<typeof row>

const filter = { areas: z.array(z.string()), subject: z.string(), actor: z.string(), limit: z.int() }

const auditQueries = {
  head: defineQuery(new URL('./head.sql', import.meta.url), {
    params: z.object({}),
    row: z.object({ seq: z.number(), hash: z.string() }),
  }),
  entries: defineQuery(new URL('./entries.sql', import.meta.url), {
    params: z.object({ after: z.int(), until: z.int(), request: z.string(), ...filter }),
    row,
  }),
  newest: defineQuery(new URL('./newest.sql', import.meta.url), {
    params: z.object({ before: z.int(), ...filter }),
    row,
  }),
} as const

/** Where the chain ends: seq 0 and an empty hash before the first act. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

export async function auditHead(store: Store): Promise<Head> {
  const [head] = await store.rows(auditQueries.head, {})
  return head ?? { seq: 0, hash: '' }
}

export interface AuditFilter {
  /** First halves of acts, such as `containment`; empty for all. */
  areas?: readonly string[]
  subject?: string
  actor?: string
}

/** Entries a page: a chain is read in pages of this size, so that its length does not matter. */
export const entriesPerPage = 5_000

/** In the order of the chain, from after `after` up to and with `until` (0: to the end), without holding them all. */
export async function* entries(
  store: Store,
  options: AuditFilter & { after?: number; until?: number } = {},
): AsyncGenerator<Entry> {
  for await (const one of rawEntries(store, options)) yield parseEntry(one)
}

/** As stored, for the verifier: what does not parse there is a finding, not a failure. */
export async function* rawEntries(
  store: Store,
  options: AuditFilter & { after?: number; until?: number } = {},
): AsyncGenerator<StoredEntry> {
  const { areas = [], subject = '', actor = '', until = 0 } = options
  let { after = 0 } = options
  for (;;) {
    const found = await store.rows(auditQueries.entries, {
      after,
      until,
      areas: [...areas],
      subject,
      actor,
      request: '',
      limit: entriesPerPage,
    })
    yield* found
    const last = found.at(-1)
    if (last === undefined || found.length < entriesPerPage) return
    after = last.seq
  }
}

/** A page, the newest first; `before` is the seq to continue from, 0 for the end. */
export async function newestEntries(
  store: Store,
  options: AuditFilter & { before?: number; limit: number },
): Promise<Entry[]> {
  const { areas = [], subject = '', actor = '', before = 0, limit } = options
  const found = await store.rows(auditQueries.newest, { before, areas: [...areas], subject, actor, limit })
  return found.map(parseEntry)
}

/** A request makes one entry or two. */
const ofRequestMost = 10

/** What this actor's request already did, so that a repeated request changes nothing. */
export async function entriesOfRequest(store: Store, actor: string, request: string): Promise<Entry[]> {
  if (request === '') return []
  const all = { after: 0, until: 0, areas: [], subject: '' }
  return (await store.rows(auditQueries.entries, { ...all, actor, request, limit: ofRequestMost })).map(
    parseEntry,
  )
}

/** @throws bug `audit/unreadable` when what is stored is no entry */
export function parseEntry(stored: StoredEntry): Entry {
  const parsed = readRow(stored)
  if (parsed !== undefined) return parsed
  throw new AppError('bug', 'audit/unreadable', `entry ${stored.seq} of the audit log is damaged`)
}

/** The entry a row holds, or nothing when it holds none. */
export function readRow(stored: StoredEntry): Entry | undefined {
  const { actor, actor_kind: kind, detail, ...rest } = stored
  try {
    const parsed = entrySchema.safeParse({ ...rest, actor: { id: actor, kind }, detail: JSON.parse(detail) })
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
