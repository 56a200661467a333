/**
 * Every statement is held against the schema: it parses, and a query's columns are what its row schema expects, by name
 * and by type. A renamed column, a forgotten cast or a query without a user fails here and not at a customer's.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { scripts } from '../src/model/sketch.ts'
import type { Query } from '../src/query.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open.ts'
import { renderSchema, splitStatements } from '../src/store/statements.ts'
import type { Store } from '../src/store/store.ts'

/** Every query the source defines, by file, also those no module exports. */
const defined = vi.hoisted(() => new Map<string, Query<unknown, unknown>>())
vi.mock('../src/query.ts', async importOriginal => {
  const original = await importOriginal<typeof import('../src/query.ts')>()
  const defineQuery: typeof original.defineQuery = (file, shape) => {
    const query = original.defineQuery(file, shape)
    defined.set(file.pathname, query as unknown as Query<unknown, unknown>)
    return query
  }
  return { ...original, defineQuery }
})

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.sql'))
  .map(entry => join(entry.parentPath, entry.name))
  .filter(path => !path.includes('/store/schema/'))
  .sort()
const short = (path: string): string => path.slice(root.length)

await import('../src/contain/keep-up.ts')
await import('../src/discover/detect.ts')
await import('../src/discover/replay.ts')
await import('../src/findings/account.ts')
await import('../src/findings/recount.ts')
await import('../src/share/shareable.ts')
await import('../src/share/taxii/published.ts')
await import('../src/follow/follow.ts')
await import('../src/ingest/ingest.ts')
await import('../src/ingest/enrich/load.ts')
await import('../src/range/bulk/queries.ts')
await import('../src/server/new-traffic.ts')
await import('../src/server/routes/index.ts')
const { countQuery, linesQuery, stageAccounts, stageExchanges } = await import('../src/ingest/stage.ts')

/** Put together from parts by ingest/stage.ts. */
const assembled: readonly Query<never, unknown>[] = [
  stageExchanges('table'),
  stageExchanges('file'),
  stageExchanges('parquet'),
  stageAccounts('table'),
  stageAccounts('file'),
  stageAccounts('parquet'),
  linesQuery('file'),
  linesQuery('parquet'),
  countQuery('file'),
  countQuery('parquet'),
] as unknown as Query<never, unknown>[]
/** Parts of those. */
const stageText = readFileSync(join(root, 'src/ingest/stage.ts'), 'utf8')
const isPart = (path: string): boolean => {
  const stem = basename(path, '.sql')
  // By its whole name, or by the one that takes the kind of source: `head-${source}`.
  const names = [stem, stem.replace(/-(file|parquet|table)$/, '-${')]
  return short(path).startsWith('src/ingest/') && names.some(name => stageText.includes(name))
}
/** Queries that only people run. */
const forPeople = ['src/ingest/enrich/address-networks.sql']

const anything = z.unknown()
const asked = (name: string, sql: string, row: z.ZodType): Query<unknown, Record<string, unknown>> =>
  ({ name, sql, params: anything, row }) as Query<unknown, Record<string, unknown>>

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-sql-'))
let store: Store
beforeAll(async () => {
  store = await openStore({ data: folder })
  const stages = [
    ['src/ingest/create-stage.sql', { stage: 'staging_1' }],
    ['src/ingest/create-account-stage.sql', { stage: 'account_staging_1' }],
    ['src/ingest/create-lines.sql', { lines: 'lines_1' }],
    ['src/range/bulk/create-people.sql', {}],
    ['src/range/bulk/create-volume.sql', {}],
  ] as const
  for (const [file, params] of stages)
    await store.run(asked(file, readFileSync(join(root, file), 'utf8'), anything), params)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Values of the right type for every parameter of a text. */
function sampleParameters(path: string, sql: string): Record<string, unknown> {
  const found = [...sql.matchAll(/\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]+)\}/g)]
  return Object.fromEntries(
    found.map(([, name = '', type = '']) => [name, sampleParameter(path, name, type)]),
  )
}

function sampleParameter(path: string, name: string, type: string): unknown {
  if (type === 'Identifier') {
    if (name === 'lines') return 'lines_1'
    return /account/.test(path) ? 'account_staging_1' : 'staging_1'
  }
  if (type.startsWith('DateTime')) return '2026-01-01T00:00:00.000Z'
  if (type.startsWith('Array')) return []
  if (/^(U?Int|Float|Decimal)/.test(type)) return 1
  return ''
}

/** A JSON value as the engine would send it for a column of this type. */
function sampleValue(type: string): unknown {
  const inner = /^(?:Nullable|LowCardinality|SimpleAggregateFunction\(\w+,)\(?(.*)\)$/.exec(type)?.[1]
  if (inner !== undefined) return sampleValue(inner)
  if (/^Array\(/.test(type)) return [sampleValue(type.slice(6, -1))]
  if (/^(U?Int|Float|Decimal)/.test(type)) return 1
  if (type === 'Bool') return true
  if (type.startsWith('DateTime')) return '2026-01-01T00:00:00.000Z'
  if (type.startsWith('IPv6')) return '::1'
  return 'x'
}

const parses = asked(
  'test/parse',
  'SELECT formatQuery({text:String}) AS formatted',
  z.object({ formatted: z.string() }),
)
const columns = z.object({ name: z.string(), type: z.string() })

test('every .sql file has exactly one user', () => {
  const used = new Set(defined.keys())
  const idle = files.filter(path => !used.has(path) && !isPart(path) && !forPeople.includes(short(path)))
  expect(idle.map(short)).toEqual([])
})

test('every .sql file says first what it answers', () => {
  expect(files.filter(path => !readFileSync(path, 'utf8').startsWith('-- ')).map(short)).toEqual([])
})

test.each(files.filter(path => !isPart(path)).map(path => [short(path), path]))(
  '%s parses',
  async (_, path) => {
    const [row] = await store.rows(parses, { text: readFileSync(path, 'utf8') })
    expect(String(row?.formatted).length).toBeGreaterThan(10)
  },
)

test.each(assembled.map((query, i) => [`${query.name} (${i})`, query] as const))(
  '%s parses as it is put together',
  async (_, query) => {
    expect(query.sql).not.toMatch(/\{\{/)
    const [row] = await store.rows(parses, { text: query.sql })
    expect(String(row?.formatted).length).toBeGreaterThan(10)
  },
)

describe('columns', () => {
  const queries = [...defined].filter(([, query]) => query.row instanceof z.ZodObject)

  test.each(queries.map(([path, query]) => [short(path), query] as const))(
    '%s gives what its row schema expects',
    async (path, query) => {
      const text = `DESCRIBE TABLE (\n${query.sql}\n)`
      const found = await store.rows(asked(query.name, text, columns), sampleParameters(path, query.sql))
      const schema = query.row as unknown as z.ZodObject
      expect(found.map(({ name }) => String(name)).sort()).toEqual(Object.keys(schema.shape).sort())
      const sample = Object.fromEntries(
        found.map(({ name, type }) => [String(name), sampleValue(String(type))]),
      )
      const parsed = schema.safeParse(sample)
      // Which of its values an enumeration takes is not the column's affair.
      const wrong = (parsed.error?.issues ?? []).filter(({ code }) => code !== 'invalid_value')
      expect(wrong).toEqual([])
    },
  )
})

describe('schema', () => {
  const cluster = { name: 'test', onCluster: true }
  const statements = readMigrations().flatMap(({ name, sql }) =>
    [undefined, cluster].flatMap(where =>
      splitStatements(renderSchema(sql, where)).map(
        (statement, i) => [`${name}, statement ${i + 1}${where ? ' on a cluster' : ''}`, statement] as const,
      ),
    ),
  )
  test.each(statements)('%s parses', async (_, statement) => {
    const [row] = await store.rows(parses, { text: statement })
    expect(String(row?.formatted)).toMatch(/^(CREATE|ALTER)/)
  })
})

test('the writing systems that ingest tells apart are those the model names', () => {
  const sql = readFileSync(join(root, 'src/ingest/stage-exchanges.sql'), 'utf8')
  const told = scripts.filter(script => sql.includes(`'${script}'`))
  expect(told).toEqual([...scripts])
})

test('no query asks for whatever there is', () => {
  // A staging table is a copy of the columns of `exchanges` by design; nothing else may leave its columns open.
  const open = [...defined]
    .filter(([path, query]) => /SELECT\s+\*|,\s*\*\s/i.test(query.sql) && !/\/(create|take)-/.test(path))
    .map(([path]) => short(path))
  expect(open).toEqual([])
})
