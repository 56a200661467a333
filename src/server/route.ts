/** A route is plain data: what it takes, what it answers, who may ask. OpenAPI and the Hono app derive from the list. */
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Decider } from '../decide/decider.ts'
import { AppError } from '../errors.ts'
import type { Follower } from '../follow/follow.ts'
import type { CallerOptions } from '../gateway/caller.ts'
import type { DossierAsked } from '../model/dossier.ts'
import type { KeysView } from '../model/page.ts'
import type { Manifest } from '../report/seal.ts'
import type { Glossary } from '../report/story.ts'
import type { Store } from '../store/store.ts'
import type { Access } from './auth/access.ts'
import type { Oidc } from './auth/oidc.ts'
import type { LiveIngest } from './live/ingest.ts'
import type { Metrics } from './metrics.ts'
import type { Principal, Role } from './principal.ts'

/** Makes the dossier of one finding: its file, and the manifest that seals it. */
export type DossierMaker = (
  id: string,
  asked: DossierAsked,
) => Promise<{ readonly bytes: Uint8Array; readonly manifest: Manifest }>

/**
 * What every route is given instead of reaching for globals. What only a live service has is optional: a route that
 * needs it answers `needed`'s error without it.
 */
export interface ServerParts {
  readonly store: Store
  readonly version: string
  readonly glossary: Glossary
  readonly clock: Clock
  readonly access?: Access
  readonly oidc?: Oidc
  readonly live?: LiveIngest
  readonly metrics?: Metrics
  /** True once the service is told to end: it answers, and wants no new work. */
  isStopping?(): boolean
  readonly decider?: Decider
  readonly follower?: Follower
  /** How external authorisation tells who calls. */
  readonly callers?: CallerOptions
  /** Name of the key that sketches are made with, for whoever shares them. */
  readonly sketchKey?: string
  readonly dossiers?: DossierMaker
  /** What programs and people prove themselves with, and what signs and sketches: names alone. */
  keys?(): KeysView
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A request as the app hands it on: raw parts, and who asks. */
export interface Asked {
  readonly params: unknown
  readonly query: unknown
  readonly principal: Principal
  /** Headers and body; a route with a body schema has had it read, bounded and parsed as JSON into `body`. */
  readonly request: Request
  /** Where it came from; empty without a socket. */
  readonly address?: string
  readonly body?: unknown
}

export interface Route {
  readonly method: Method
  /** OpenAPI notation: `/v1/campaigns/{id}`. */
  readonly path: string
  readonly operation: string
  readonly summary: string
  /** `anyone`: health, and the way to sign in. */
  readonly role: Role | 'anyone'
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  /** Present where the request carries JSON of this shape. */
  readonly body?: z.ZodType
  /** Most bytes of a body. */
  readonly bodyBytes: number
  /** Media types of a body that the route reads itself, for the description. */
  readonly takes?: readonly string[]
  readonly answer: z.ZodType
  /** Media type of the answer, where that is not JSON. */
  readonly answers?: string
  /** A plain value is answered as JSON; a Response goes out as it is. */
  run(parts: ServerParts, asked: Asked): unknown
  /** Present where calls of a model wait for the answer: it takes the short way, see `hot.ts`. */
  hot?(parts: ServerParts, asked: Omit<Asked, 'request'>): unknown
}

const nothing = z.object({})
/** A review with its reason is a few hundred bytes; a policy some tens of thousands. */
const bodyBytes = 1024 * 1024

interface RouteShape<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType> {
  method?: Method
  path: string
  operation: string
  summary: string
  role?: Role | 'anyone'
  params?: P
  query?: Q
  body?: B
  bodyBytes?: number
  /** Calls of a model wait for it. Only for a path without parameters. */
  isHot?: boolean
  /** A cheap test that only bodies pass which `body` would take as they are. */
  isPlain?: (body: unknown) => boolean
  answer: A
  handle(
    parts: ServerParts,
    given: { params: z.infer<P>; query: z.infer<Q>; body: z.infer<B>; principal: Principal },
  ): Promise<z.infer<A>> | z.infer<A>
}

/**
 * Declares a route; GET for readers unless told. What comes in is parsed before `handle` sees it.
 * @example defineRoute({ method: 'POST', role: 'review', body: reviewSchema, … handle: (parts, { body, principal }) => … })
 */
export function defineRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(shape: RouteShape<P, Q, B, A>): Route {
  const { path, operation, summary, answer } = shape
  const params = shape.params ?? nothing
  const query = shape.query ?? nothing
  const bodyOf = (body: unknown): unknown => {
    if (shape.body === undefined) return undefined
    return shape.isPlain?.(body) === true ? body : parse(shape.body, body)
  }
  const [paramsOf, queryOf] = [parserOf(params), parserOf(query)]
  const run = (parts: ServerParts, asked: Omit<Asked, 'request'>) =>
    shape.handle(parts, {
      params: paramsOf(asked.params) as z.infer<P>,
      query: queryOf(asked.query) as z.infer<Q>,
      body: bodyOf(asked.body) as z.infer<B>,
      principal: asked.principal,
    })
  return {
    method: shape.method ?? 'GET',
    path,
    operation,
    summary,
    role: shape.role ?? 'read',
    params,
    query,
    ...(shape.body !== undefined && { body: shape.body }),
    bodyBytes: shape.bodyBytes ?? bodyBytes,
    answer,
    run,
    ...(shape.isHot === true && { hot: run }),
  }
}

interface RawRouteShape<P extends z.ZodObject, Q extends z.ZodObject> {
  method?: Method
  path: string
  operation: string
  summary: string
  role?: Role | 'anyone'
  params?: P
  query?: Q
  bodyBytes?: number
  /** Media types of the body. */
  takes?: readonly string[]
  answer: z.ZodType
  answers?: string
  handle(
    parts: ServerParts,
    given: {
      params: z.infer<P>
      query: z.infer<Q>
      request: Request
      address: string
      principal: Principal
    },
  ): Promise<Response | object>
}

/** Declares a route that reads its own body (`request.body` is not yet touched) or answers something other than JSON. */
export function defineRawRoute<P extends z.ZodObject, Q extends z.ZodObject>(
  shape: RawRouteShape<P, Q>,
): Route {
  const { path, operation, summary, answer, takes, answers } = shape
  const params = shape.params ?? nothing
  const query = shape.query ?? nothing
  return {
    method: shape.method ?? 'GET',
    path,
    operation,
    summary,
    role: shape.role ?? 'read',
    params,
    query,
    bodyBytes: shape.bodyBytes ?? bodyBytes,
    ...(takes !== undefined && { takes }),
    answer,
    ...(answers !== undefined && { answers }),
    run: (parts, asked) =>
      shape.handle(parts, {
        params: parse(params, asked.params) as z.infer<P>,
        query: parse(query, asked.query) as z.infer<Q>,
        request: asked.request,
        address: asked.address ?? '',
        principal: asked.principal,
      }),
  }
}

/** What nothing stands for is asked of the schema once: most calls of a model carry no query. */
function parserOf(schema: z.ZodObject): (value: unknown) => unknown {
  const nothingGiven = schema.safeParse({})
  const isNothing = (value: unknown): boolean => {
    for (const _ in value as object) return false
    return true
  }
  return value => (nothingGiven.success && isNothing(value) ? nothingGiven.data : parse(schema, value))
}

function parse(schema: z.ZodType, value: unknown): unknown {
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

/** The part of a live service that a route stands on. */
export function needed<T>(part: T | undefined, what: string): T {
  if (part !== undefined) return part
  throw new AppError('missing', 'http/not-served', `this service was started without ${what}`)
}

export const idParams = z.object({ id: z.string().min(1).max(256) })

export const pageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
