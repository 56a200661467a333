/** The OpenAPI document, derived from the routes' own schemas. */
import { z } from 'zod'
import { errorKinds } from '../errors.ts'
import { errorSchema } from '../model/api.ts'
import type { Route } from './route.ts'

const json = (schema: z.ZodType, io: 'input' | 'output' = 'output') => ({
  'application/json': {
    schema: z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io }),
  },
})

/** Pure: the same routes always give the same document. */
export function openApi(routes: readonly Route[], version: string): Record<string, unknown> {
  const failures = Object.fromEntries(
    Object.values(errorKinds)
      .filter(kind => [400, 403, 404, 500, 503].includes(kind.http))
      .map(kind => [String(kind.http), { description: kind.meaning, content: json(errorSchema) }]),
  )
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, failures) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Stillwatch', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
  }
}

function operation(route: Route, failures: Record<string, unknown>) {
  const answer = json(route.answer)['application/json']
  const taken = route.body === undefined ? route.takes : ['application/json']
  const schema = route.body === undefined ? {} : json(route.body, 'input')['application/json']
  return {
    operationId: route.operation,
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(taken !== undefined && {
      requestBody: { required: true, content: Object.fromEntries(taken.map(type => [type, schema])) },
    }),
    responses: {
      '200': { description: 'OK', content: { [route.answers ?? 'application/json']: answer } },
      ...failures,
    },
    ...(route.role === 'anyone' ? { security: [] } : {}),
    'x-role': route.role,
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
