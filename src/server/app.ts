/** Builds the HTTP service from its parts. No socket here: tests ask it with `app.request`. */
import type { IncomingMessage } from 'node:http'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { type Context, Hono } from 'hono'
import { AppError } from '../errors.ts'
import { makeAccess } from './auth/access.ts'
import { dropRest } from './drop-rest.ts'
import { failure, unknownRoute } from './failures.ts'
import { openApi } from './openapi.ts'
import { type PageFile, pageFile } from './page.ts'
import { anyone, type Principal } from './principal.ts'
import { guarded, secured, securityHeaders } from './protect.ts'
import { readJson } from './read-body.ts'
import type { Route, ServerParts } from './route.ts'
import { routes } from './routes/index.ts'

export interface AppParts extends ServerParts {
  readonly page: ReadonlyMap<string, PageFile>
  /** One line about what failed on our side. */
  log(line: string): void
  /** Told of every answer of a route. */
  onAnswer?(answer: Answer): void
}

/** What may be known of a request without its content: the route's pattern, never the address with its ids. */
export interface Answer {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly principal: string
  /** One of those that every call of a model asks: too many to write a line about each. */
  readonly isHot?: boolean
}

/** @example createApp({ store, version, glossary, clock, page: readPage('dist/ui'), log: io.err }).request('/healthz') */
export function createApp(given: AppParts): Hono {
  const access = given.access ?? makeAccess({ clock: given.clock })
  const parts: AppParts = { ...given, access }
  const app = new Hono()
  app.use(securityHeaders)
  app.use(guarded(access.isGuarded))

  for (const route of routes) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), context => answer(context, route, parts))
  }

  const description = openApi(routes, parts.version)
  app.get('/openapi.json', context => context.json(description))

  app.get('*', context => {
    const file = pageFile(parts.page, context.req.path)
    if (file === undefined) {
      if (parts.page.size === 0 && context.req.path === '/') return context.text(notBuilt, 200)
      throw unknownRoute()
    }
    // Files of the page say nothing of anybody; its views would only fail one by one without a session.
    const isView = file.type.startsWith('text/html')
    if (isView && isStranger(() => access.principal(context.req.raw, addressOf(context))))
      return context.redirect('/login', 303)
    context.header('content-type', file.type)
    context.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    return context.body(file.body)
  })

  app.notFound(context => failure(context, unknownRoute(), parts.log))
  app.onError((error, context) => refuse(context, error, parts))
  return app
}

/** Who asks is settled before a byte of the body is read. */
async function answer(context: Context, route: Route, parts: AppParts): Promise<Response> {
  const begun = parts.clock()
  let principal: Principal = anyone
  const run = async (): Promise<Response> => {
    context.header('cache-control', 'no-store')
    const request = context.req.raw
    const address = addressOf(context)
    if (route.role !== 'anyone') {
      if (parts.access === undefined) throw new AppError('bug', 'auth/absent', 'nobody guards the routes')
      principal = parts.access.admit(request, address, route.role)
    }
    const body = route.body === undefined ? undefined : await readJson(request, route.bodyBytes)
    const params = context.req.param()
    const query = context.req.query()
    const answered = await route.run(parts, { params, query, principal, request, address, body })
    return answered instanceof Response ? withHeaders(answered) : context.json(answered as object)
  }
  return tracer().startActiveSpan(`${route.method} ${route.path}`, async span => {
    let status = 500
    try {
      const response = await run().catch(error => refuse(context, error, parts))
      status = response.status
      return response
    } finally {
      span.setAttributes({ 'http.route': route.path, 'http.response.status_code': status })
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      const ms = parts.clock() - begun
      parts.onAnswer?.({ method: route.method, route: route.path, status, ms, principal: principal.id })
    }
  })
}

/** Without a socket, in tests, there is no rest of a body and no connection. */
async function refuse(context: Context, error: unknown, parts: AppParts): Promise<Response> {
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage }
  const isTooLarge = error instanceof AppError && error.code === 'http/too-large'
  if (incoming !== undefined && (!(await dropRest(incoming)) || isTooLarge))
    context.header('connection', 'close')
  return failure(context, error, parts.log)
}

const tracer = () => trace.getTracer('stillwatch')

function withHeaders(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return secured(response)
}

/** Present behind a socket; a test that asks without one comes from nowhere. */
function addressOf(context: Context): string {
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage }
  return incoming?.socket?.remoteAddress ?? ''
}

function isStranger(ask: () => Principal | undefined): boolean {
  try {
    return ask() === undefined
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unknown') return true
    throw error
  }
}

const notBuilt = 'The page was not built (npm run build). The API is at /openapi.json.\n'
