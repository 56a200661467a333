import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { envelope, manifest, readFilters, versionsList } from '../../share/taxii/protocol.ts'
import { type PageAsked, type Published, readPage } from '../../share/taxii/published.ts'
import { defineRawRoute } from '../route.ts'
import {
  addedHeaders,
  collectionParams,
  filters,
  knownCollection,
  say,
  speak,
  taxiiAnswer,
} from './taxii-answer.ts'

const objectParams = collectionParams.extend({ object: z.string().max(200) })

interface PagedShape {
  path: string
  operation: string
  summary: string
  params: typeof collectionParams | typeof objectParams
  /** Narrows the page to what the path names. */
  narrow?(asked: PageAsked, object: string): PageAsked
  body(items: readonly Published[], more: boolean): object
  /** A single object that is not there is an error; an empty list is not. */
  mustExist?: boolean
}

const paged = ({ path, operation, summary, params, narrow, body, mustExist }: PagedShape) =>
  defineRawRoute({
    path,
    operation,
    summary,
    params,
    query: filters,
    answer: taxiiAnswer,
    answers: 'application/taxii+json',
    handle: async ({ store }, { request, params: given, query }) =>
      speak(request, async () => {
        knownCollection(given.collection)
        const asked = readFilters(query)
        if ('wrong' in asked) throw new AppError('input', 'taxii/filter', asked.wrong)
        const object = 'object' in given && typeof given.object === 'string' ? given.object : ''
        const page = narrow?.(asked.page, object) ?? asked.page
        const { items, more } = await readPage(store, page)
        if (mustExist && items.length === 0 && query.next === undefined && query.added_after === undefined)
          throw new AppError('missing', 'taxii/unknown-object', 'no such object in this collection')
        return say(body(items, more), addedHeaders(items))
      }),
  })

const only = (asked: PageAsked, object: string): PageAsked => ({ ...asked, ids: [object] })

export const taxiiObjects = paged({
  path: '/taxii2/campaigns/collections/{collection}/objects/',
  operation: 'taxiiObjects',
  summary: 'Objects of a collection, by pages.',
  params: collectionParams,
  body: envelope,
})

export const taxiiManifest = paged({
  path: '/taxii2/campaigns/collections/{collection}/manifest/',
  operation: 'taxiiManifest',
  summary: 'What a collection holds, without the objects.',
  params: collectionParams,
  body: manifest,
})

export const taxiiObject = paged({
  path: '/taxii2/campaigns/collections/{collection}/objects/{object}/',
  operation: 'taxiiObject',
  summary: 'One object of a collection.',
  params: objectParams,
  narrow: only,
  body: envelope,
  mustExist: true,
})

export const taxiiVersions = paged({
  path: '/taxii2/campaigns/collections/{collection}/objects/{object}/versions/',
  operation: 'taxiiVersions',
  summary: 'Versions of one object.',
  params: objectParams,
  narrow: (asked, object) => ({ ...only(asked, object), versions: 'all' }),
  body: versionsList,
  mustExist: true,
})
