/** What is published over TAXII: nothing enters by itself, and a page is found by what its cursor says alone. */
import { z } from 'zod'
import { defineQuery } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { type StixObject, uuid5 } from '../stix/object.ts'

/** The one collection; TAXII wants a UUID, people a name. */
export const campaignsCollection = { id: uuid5('collection campaigns'), alias: 'campaigns' } as const

/** Objects a page at most: one page stays under a few megabytes. */
export const mostOnPage = 1_000

export type Versions = 'last' | 'first' | 'all' | { readonly exactly: readonly string[] }

export interface PageAsked {
  readonly addedAfter?: string
  readonly ids?: readonly string[]
  readonly types?: readonly string[]
  readonly versions: Versions
  readonly after?: Cursor
  readonly limit: number
}

/** Where a page ended: order is by time of publishing, then id, then version. */
export interface Cursor {
  readonly added: string
  readonly id: string
  readonly version: string
}

export interface Published extends Cursor {
  readonly type: string
  readonly body: string
}

const pageParams = z.object({
  collection: z.string(),
  added_after: z.string(),
  ids: z.array(z.string()),
  types: z.array(z.string()),
  which: z.enum(['last', 'first', 'all', 'exactly']),
  versions: z.array(z.string()),
  after_added: z.string(),
  after_id: z.string(),
  after_version: z.string(),
  limit: z.int(),
})
const publishedRow = z.object({
  added: z.string(),
  id: z.string(),
  version: z.string(),
  type: z.string(),
  body: z.string(),
})

export const taxiiQueries = {
  page: defineQuery(new URL('./page.sql', import.meta.url), { params: pageParams, row: publishedRow }),
  known: defineQuery(new URL('./known.sql', import.meta.url), {
    params: z.object({ collection: z.string() }),
    row: z.object({ id: z.string(), version: z.string() }),
  }),
} as const

/** Before anything that was ever published. */
const never = '1970-01-01 00:00:00.000'
const engineTime = (time: string): string => time.replace('T', ' ').replace('Z', '')
const stixTime = (time: string): string => `${engineTime(time).replace(' ', 'T')}Z`

/** One page, and whether more follow. */
export async function readPage(
  store: Store,
  asked: PageAsked,
): Promise<{ items: Published[]; more: boolean }> {
  const { versions, after } = asked
  const exactly = typeof versions === 'object' ? versions.exactly : []
  const rows = await store.rows(taxiiQueries.page, {
    collection: campaignsCollection.id,
    added_after: engineTime(asked.addedAfter ?? never),
    ids: [...(asked.ids ?? [])],
    types: [...(asked.types ?? [])],
    which: typeof versions === 'object' ? 'exactly' : versions,
    versions: exactly.map(engineTime),
    after_added: engineTime(after?.added ?? never),
    after_id: after?.id ?? '',
    after_version: engineTime(after?.version ?? never),
    limit: asked.limit + 1,
  })
  const items = rows
    .slice(0, asked.limit)
    .map(row => ({ ...row, added: stixTime(row.added), version: stixTime(row.version) }))
  return { items, more: rows.length > asked.limit }
}

/**
 * Publishes objects whose version is not there yet; the same objects again change nothing.
 * @param at when, RFC 3339: what `added_after` is held against
 * @returns how many were new
 */
export async function publish(store: Store, objects: readonly StixObject[], at: string): Promise<number> {
  const versionOf = (one: StixObject): string => one.modified ?? one.created
  const known = new Set(
    (await store.rows(taxiiQueries.known, { collection: campaignsCollection.id })).map(
      one => `${one.id} ${stixTime(one.version)}`,
    ),
  )
  const fresh = objects.filter(one => !known.has(`${one.id} ${stixTime(versionOf(one))}`))
  const rowsAtOnce = 5_000
  for (let from = 0; from < fresh.length; from += rowsAtOnce) {
    const rows = fresh.slice(from, from + rowsAtOnce).map(one => ({
      collection: campaignsCollection.id,
      id: one.id,
      type: one.type,
      version: engineTime(versionOf(one)),
      added: engineTime(at),
      body: JSON.stringify(one),
    }))
    await store.append(
      'shared_objects',
      `publish/${at}/${from}/${uuid5(rows.map(row => row.id + row.version).join())}`,
      rows,
    )
  }
  return fresh.length
}

/** A cursor as an opaque word for `next`; whoever changes it gets another page and no more. */
export const writeCursor = ({ added, id, version }: Cursor): string =>
  Buffer.from(JSON.stringify([added, id, version])).toString('base64url')

const cursorSchema = z.tuple([z.iso.datetime(), z.string().max(200), z.iso.datetime()])

/** Undefined when it is none of ours. */
export function readCursor(word: string): Cursor | undefined {
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(word, 'base64url').toString('utf8')))
    if (!parsed.success) return undefined
    const [added, id, version] = parsed.data
    return { added, id, version }
  } catch {
    return undefined
  }
}
