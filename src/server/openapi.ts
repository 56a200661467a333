/** The OpenAPI document, derived from the routes' own schemas. */
import { z } from 'zod'
import { errorKinds } from '../errors.ts'
import { errorSchema } from '../model/api.ts'
import type { Route } from './route.ts'

const json = (schema: z.ZodType) => ({
  'application/json': { schema: z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any' }) },
})

/** Pure: the same routes always give the same document. */
export function openApi(routes: readonly Route[], version: string): Record<string, unknown> {
  const failures = Object.fromEntries(
    Object.values(errorKinds)
      .filter(kind => [400, 403, 404, 500, 503].includes(kind.http))
      .map(kind => [String(kind.http), { description: kind.meaning, content: json(errorSchema) }]),
  )
  const paths = Object.fromEntries(
    routes.map(route => [
      route.path,
      {
        get: {
          operationId: route.operation,
          summary: route.summary,
          parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
          responses: { '200': { description: 'OK', content: json(route.answer) }, ...failures },
        },
      },
    ]),
  )
  return {
    openapi: '3.1.0',
    info: { title: 'Stillwatch', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodObject) {
  return Object.entries(schema.shape).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: z.toJSONSchema(shape as z.ZodType, { io: 'input', unrepresentable: 'any' }),
  }))
}
