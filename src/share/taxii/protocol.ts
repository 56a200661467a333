/** TAXII 2.1 as its specification words it: media type, resources, filters, errors. No socket and no store. */
import type { StixObject } from '../stix/object.ts'
import {
  type Cursor,
  campaignsCollection,
  mostOnPage,
  type PageAsked,
  type Published,
  readCursor,
  type Versions,
  writeCursor,
} from './published.ts'

/** TAXII 2.1, section 1.6.8. */
export const taxiiMedia = 'application/taxii+json;version=2.1'
export const rootPath = '/taxii2/campaigns/'

export const discovery = {
  title: 'Stillwatch',
  description: 'Distillation campaigns and their indicators, as far as they were published.',
  default: rootPath,
  api_roots: [rootPath],
} as const

export const apiRoot = {
  title: 'Campaigns',
  description: 'What this provider published about distillation campaigns.',
  versions: [taxiiMedia],
  // Nothing can be added here, so the least that the specification allows to say.
  max_content_length: 1,
} as const

export const collection = {
  id: campaignsCollection.id,
  title: 'Published campaigns',
  description: 'STIX 2.1 campaigns, indicators and sightings; nothing that names a person.',
  alias: campaignsCollection.alias,
  can_read: true,
  can_write: false,
  media_types: ['application/stix+json;version=2.1'],
} as const

export const isCollection = (asked: string): boolean =>
  asked === campaignsCollection.id || asked === campaignsCollection.alias

/** Section 1.6.8.1: a client says what it takes; one that says nothing, or anything, is served. */
export function accepts(header: string | null): boolean {
  if (header === null || header.trim() === '') return true
  return header.split(',').some(part => {
    const [media = '', ...parameters] = part.split(';').map(word => word.trim().toLowerCase())
    if (media === '*/*' || media === 'application/*') return true
    const version = parameters.find(one => one.startsWith('version='))
    return media === 'application/taxii+json' && (version === undefined || version === 'version=2.1')
  })
}

/** Section 3.6.1, the error message. */
export const errorBody = (title: string, status: number) => ({ title, http_status: String(status) })

export type Asked = { readonly page: PageAsked } | { readonly wrong: string }

/** Section 3.4 and 5: `added_after`, `limit`, `next`, `match[…]`. What is not understood is said, never ignored. */
export function readFilters(query: Readonly<Record<string, string | undefined>>): Asked {
  const limit = query.limit === undefined ? mostOnPage : Number(query.limit)
  if (!Number.isInteger(limit) || limit < 1) return { wrong: 'limit is no positive integer' }
  const after = query.next === undefined ? undefined : readCursor(query.next)
  if (query.next !== undefined && after === undefined) return { wrong: 'next is no cursor of this server' }
  const added = query.added_after
  if (added !== undefined && !isTime(added)) return { wrong: 'added_after is no timestamp' }
  const versions = readVersions(query['match[version]'])
  if (versions === undefined) return { wrong: 'match[version] is neither last, first, all nor timestamps' }
  const spec = words(query['match[spec_version]'])
  // All our objects are of 2.1: another version has none.
  const none = spec.length > 0 && !spec.includes('2.1')
  return {
    page: {
      ...(added !== undefined && { addedAfter: new Date(added).toISOString() }),
      ids: none ? ['none'] : words(query['match[id]']),
      types: words(query['match[type]']),
      versions,
      ...(after !== undefined && { after }),
      limit: Math.min(limit, mostOnPage),
    },
  }
}

const words = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .slice(0, 1_000)

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text) && Number.isFinite(Date.parse(text))

function readVersions(text: string | undefined): Versions | undefined {
  const asked = words(text)
  if (asked.length === 0) return 'last'
  if (asked.includes('all')) return 'all'
  const [only] = asked
  if (asked.length === 1 && (only === 'last' || only === 'first')) return only
  return asked.every(isTime) ? { exactly: asked.map(one => new Date(one).toISOString()) } : undefined
}

/** Section 3.7, the envelope; `next` is a cursor that any server of this store can read. */
export function envelope(items: readonly Published[], more: boolean): object {
  const last = items.at(-1)
  return {
    ...paging(more, last),
    ...(items.length > 0 && { objects: items.map(one => JSON.parse(one.body) as StixObject) }),
  }
}

/** Section 5.3, the manifest. */
export const manifest = (items: readonly Published[], more: boolean): object => ({
  ...paging(more, items.at(-1)),
  ...(items.length > 0 && {
    objects: items.map(({ id, added, version }) => ({
      id,
      date_added: added,
      version,
      media_type: 'application/stix+json;version=2.1',
    })),
  }),
})

/** Section 5.8, the versions of one object. */
export const versionsList = (items: readonly Published[], more: boolean): object => ({
  ...paging(more, items.at(-1)),
  ...(items.length > 0 && { versions: items.map(one => one.version) }),
})

const paging = (more: boolean, last: Cursor | undefined): object =>
  more && last !== undefined ? { more, next: writeCursor(last) } : { more: false }
