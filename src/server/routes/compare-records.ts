import { records } from '../../findings/records.ts'
import { recordsSchema } from '../../model/page.ts'
import { defineRoute } from '../route.ts'

/** Is this the largest ever measured here? */
export const compareRecords = defineRoute({
  path: '/v1/records',
  operation: 'listRecords',
  summary: 'Every campaign ever named in this store at its largest, beside published ones.',
  answer: recordsSchema,
  handle: ({ store }) => records(store),
})
