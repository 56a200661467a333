import { apiRoot, collection, discovery } from '../../share/taxii/protocol.ts'
import { defineRawRoute } from '../route.ts'
import { collectionParams, knownCollection, say, speak, taxiiAnswer } from './taxii-answer.ts'

const fixed = (path: string, operation: string, summary: string, body: object) =>
  defineRawRoute({
    path,
    operation,
    summary,
    answer: taxiiAnswer,
    answers: 'application/taxii+json',
    handle: async (_, { request }) => speak(request, async () => say(body)),
  })

/** Where the feed is. */
export const taxiiDiscovery = fixed('/taxii2/', 'taxiiDiscovery', 'TAXII 2.1 discovery.', discovery)
export const taxiiRoot = fixed('/taxii2/campaigns/', 'taxiiRoot', 'The one API root of the feed.', apiRoot)
export const taxiiCollections = fixed(
  '/taxii2/campaigns/collections/',
  'taxiiCollections',
  'Collections of the feed.',
  { collections: [collection] },
)

export const taxiiCollection = defineRawRoute({
  path: '/taxii2/campaigns/collections/{collection}/',
  operation: 'taxiiCollection',
  summary: 'One collection of the feed.',
  params: collectionParams,
  answer: taxiiAnswer,
  answers: 'application/taxii+json',
  handle: async (_, { request, params }) =>
    speak(request, async () => {
      knownCollection(params.collection)
      return say(collection)
    }),
})
