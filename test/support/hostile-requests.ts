/** Requests that are almost right, and wrong in every way: made from a route's own schemas, so that they get far in. */
import fc from 'fast-check'
import { z } from 'zod'
import type { Route } from '../../src/server/route.ts'

/** Must never come back, wherever it was sent. */
export const secret = 'swt_never-to-be-repeated'

const strings = [
  '',
  '__proto__',
  'constructor',
  'c-b21d04c8',
  '../../etc/passwd',
  "'; DROP TABLE exchanges; --",
  '{x:String}',
  '%00%ff',
  '\u0000\ud800\u202e\u001b[31m',
  '1e999',
  '-1',
  '2026-13-45T99:99:99Z',
  `<script>${secret}</script>`,
  'x'.repeat(3_000),
]
const string = fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'binary', maxLength: 40 }))
const odd = fc.oneof(
  string,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[[[]]]]),
  fc.jsonValue({ maxDepth: 3 }),
)

type Schema = z.core.JSONSchema.BaseSchema

/** What a schema asks for, most of the time. */
function near(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 6) return odd
  return fc.oneof({ weight: 4, arbitrary: asked(schema, depth) }, { weight: 1, arbitrary: odd })
}

function asked(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const sub = (one: unknown): fc.Arbitrary<unknown> =>
    typeof one === 'object' && one !== null ? near(one as Schema, depth + 1) : odd
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map(sub))
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sub(one)] as const)
    return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
  }
  if (schema.type === 'array') return fc.array(sub(schema.items), { maxLength: 3 })
  if (schema.type === 'integer')
    return fc.oneof(fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 9), fc.integer())
  if (schema.type === 'number') return fc.oneof(fc.integer(), fc.double())
  if (schema.type === 'boolean') return fc.boolean()
  return string
}

const schemaOf = (type: z.ZodType): Schema =>
  z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema

export interface HostileRequest {
  readonly path: string
  readonly init: RequestInit
}

const header = fc.string({ unit: fc.constantFrom(...'abc09 ,;:=/"\\@[]{}%é\t'), maxLength: 200 })
const types = ['application/json', 'application/x-ndjson', 'application/x-protobuf', 'text/html', 'x']
const packings = ['identity', 'gzip', 'zstd', 'deflate', 'x']

export function hostileRequests(route: Route): fc.Arbitrary<HostileRequest> {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const params = fc.tuple(...names.map(() => string.filter(text => text !== '' && text !== '..')))
  const asked = near(schemaOf(route.query))
  const json = route.body === undefined ? odd : near(schemaOf(route.body))
  const body = fc.oneof(
    { weight: 4, arbitrary: json.map(value => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map(bytes => new Uint8Array(bytes)) },
    { weight: 1, arbitrary: json.map(value => (JSON.stringify(value) ?? '').slice(0, -1)) },
  )
  const usual = {
    'content-type': fc.constantFrom(...types),
    'content-encoding': fc.constantFrom(...packings),
    accept: header,
    cookie: header,
    'if-none-match': header,
    'x-forwarded-uri': header,
    'x-original-uri': header,
  }
  const named = { ...usual, authorization: header, 'x-forwarded-for': header, origin: header }
  const headers = fc.oneof(
    { weight: 6, arbitrary: fc.record(usual, { requiredKeys: [] }) },
    // With these most is refused at the door.
    { weight: 1, arbitrary: fc.record(named, { requiredKeys: [] }) },
  )
  return fc.record({ params, asked, body, headers }).map(given => {
    const path = names.reduce(
      (made, name, at) => made.replace(`{${name}}`, encoded(given.params[at] ?? 'x')),
      route.path,
    )
    const query = Object.entries((given.asked ?? {}) as Record<string, unknown>).map(
      ([name, value]) => `${encoded(name)}=${encoded(String(value))}`,
    )
    const init: RequestInit = { method: route.method, headers: latin(given.headers) }
    if (route.method !== 'GET') init.body = given.body
    return { path: `${path}?${query.join('&')}`, init }
  })
}

/** Lone surrogates have no form in an address. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString())

/** Another host's name would be refused before anything else is looked at. */
const latin = (headers: object): Record<string, string> =>
  Object.fromEntries([
    ['host', 'localhost'],
    ...Object.entries(headers).map(([name, value]) => [name, String(value).trim()]),
  ])
