/** docs/reference/http.md from the routes. */
import { z } from 'zod'
import type { Route } from '../../src/server/route.ts'
import { routes } from '../../src/server/routes/index.ts'

const parametersOf = (route: Route): string =>
  [...Object.entries(route.params.shape), ...Object.entries(route.query.shape)]
    .map(([name, schema]) => {
      const { description = '' } = z.toJSONSchema(schema as z.ZodType, {
        unrepresentable: 'any',
        io: 'input',
      })
      return `\`${name}\`${description ? `: ${description}` : ''}`
    })
    .join('; ')

export function httpPage(): string {
  const rows = routes.map(
    route =>
      `| \`${route.method} ${route.path}\` | ${route.role} | ${route.summary} | ${parametersOf(route)} |`,
  )
  return `# HTTP

\`stillwatch serve\` answers on 127.0.0.1 only, to requests that name this machine, and only reads. The OpenAPI document
at \`/openapi.json\` is made of the same list. A failure is \`{"code","message"}\` ([errors.md](errors.md)).

| route | role | answers | parameters |
|---|---|---|---|
${rows.join('\n')}
`
}
