/** Builds the HTTP service from its parts. No socket here: tests ask it with `app.request`. */
import { Hono } from 'hono'
import { failure, unknownRoute } from './failures.ts'
import { openApi } from './openapi.ts'
import { type PageFile, pageFile } from './page.ts'
import type { Principal } from './principal.ts'
import { noForeignWrites, onlyOwnHost, securityHeaders } from './protect.ts'
import { readJson } from './read-body.ts'
import type { ServerParts } from './route.ts'
import { routes } from './routes/index.ts'

export interface AppParts extends ServerParts {
  readonly page: ReadonlyMap<string, PageFile>
  /** One line about what failed on our side. */
  log(line: string): void
}

/** @example createApp({ store, version, glossary, page: readPage('dist/ui'), log: io.err }).request('/healthz') */
export function createApp(parts: AppParts): Hono {
  const app = new Hono()
  app.use(securityHeaders)
  app.use(onlyOwnHost)
  app.use(noForeignWrites)

  for (const route of routes) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async context => {
      context.header('cache-control', 'no-store')
      const body = route.body === undefined ? undefined : await readJson(context.req.raw, route.bodyBytes)
      const answer = await route.run(parts, {
        params: context.req.param(),
        query: context.req.query(),
        principal: loopback,
        request: context.req.raw,
        body,
      })
      return answer instanceof Response ? answer : context.json(answer as object)
    })
  }

  const description = openApi(routes, parts.version)
  app.get('/openapi.json', context => context.json(description))

  app.get('*', context => {
    const file = pageFile(parts.page, context.req.path)
    if (file === undefined) {
      if (parts.page.size === 0 && context.req.path === '/') return context.text(notBuilt, 200)
      throw unknownRoute()
    }
    context.header('content-type', file.type)
    context.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    return context.body(file.body)
  })

  app.notFound(context => failure(context, unknownRoute(), parts.log))
  app.onError((error, context) => failure(context, error, parts.log))
  return app
}

const loopback: Principal = { id: 'loopback', kind: 'loopback', roles: ['admin'] }

const notBuilt = 'The page was not built (npm run build). The API is at /openapi.json.\n'
