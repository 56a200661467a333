import { sources } from '../../findings/sources.ts'
import { sourcesSchema } from '../../model/page.ts'
import { defineRoute } from '../route.ts'

/** Where the store's content came from. */
export const settingsSources = defineRoute({
  path: '/v1/sources',
  operation: 'listSources',
  summary: 'Files and pathways that were read, and whether texts are kept.',
  answer: sourcesSchema,
  handle: ({ store }) => sources(store),
})
