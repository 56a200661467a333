/** Where the store's content came from and how long it stays. */
import { z } from 'zod'
import { type Sources, sourcesSchema } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const none = z.object({})

export const sourceQueries = {
  files: defineQuery(new URL('./ingested-files.sql', import.meta.url), {
    params: none,
    row: sourcesSchema.shape.files.element.extend({ whole: z.coerce.boolean() }),
  }),
  pathways: defineQuery(new URL('./ingested-pathways.sql', import.meta.url), {
    params: none,
    row: sourcesSchema.shape.pathways.element,
  }),
  texts: defineQuery(new URL('./kept-texts.sql', import.meta.url), {
    params: none,
    row: sourcesSchema.shape.texts,
  }),
} as const

export async function sources(store: Store): Promise<Sources> {
  const files = await store.rows(sourceQueries.files, {})
  const pathways = await store.rows(sourceQueries.pathways, {})
  const [texts] = await store.rows(sourceQueries.texts, {})
  return { files, pathways, texts: texts ?? { kept: 0, next: '', last: '' } }
}
