/** A route is plain data: what it takes, what it answers, how. OpenAPI and the Hono app derive from the list. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Glossary } from '../report/story.ts'
import type { Store } from '../store/store.ts'

/** What every route is given instead of reaching for globals. */
export interface ServerParts {
  readonly store: Store
  readonly version: string
  readonly glossary: Glossary
}

export interface Route {
  /** OpenAPI notation: `/v1/campaigns/{id}`. */
  readonly path: string
  readonly operation: string
  readonly summary: string
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly answer: z.ZodType
  run(parts: ServerParts, params: unknown, query: unknown): Promise<unknown>
}

const nothing = z.object({})

interface RouteShape<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType> {
  path: string
  operation: string
  summary: string
  params?: P
  query?: Q
  answer: A
  handle(parts: ServerParts, given: { params: z.infer<P>; query: z.infer<Q> }): Promise<z.infer<A>>
}

/** Declares a read-only route. What comes in is parsed before `handle` sees it. */
export function defineRoute<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType>(
  shape: RouteShape<P, Q, A>,
): Route {
  const { path, operation, summary, answer } = shape
  const params = shape.params ?? nothing
  const query = shape.query ?? nothing
  return {
    path,
    operation,
    summary,
    params,
    query,
    answer,
    run: (parts, rawParams, rawQuery) =>
      shape.handle(parts, {
        params: parse(params, rawParams) as z.infer<P>,
        query: parse(query, rawQuery) as z.infer<Q>,
      }),
  }
}

function parse(schema: z.ZodObject, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // The value itself is not repeated: it came from outside.
  throw new AppError(
    'input',
    'http/invalid',
    `${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'invalid'}`,
  )
}

export const idParams = z.object({ id: z.string().min(1).max(256) })

export const pageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
