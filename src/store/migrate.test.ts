import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from './embedded.ts'
import type { Engine } from './engine.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-migrate-'))
let engine: Engine
beforeAll(async () => {
  engine = await openEmbedded(join(folder, 'db'), { memoryBytes: 1e9, readonly: false })
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const first: Migration = {
  name: '0001-things',
  sql: "CREATE TABLE {{table things}} (a String COMMENT 'one; (two)') {{engine MergeTree}} ORDER BY a {{dedup}};",
}
const second: Migration = {
  name: '0002-more',
  sql: 'ALTER TABLE things ADD COLUMN IF NOT EXISTS b UInt8; -- last; comment\n',
}

const read = async (sql: string): Promise<unknown[]> => {
  const result = await engine.readAll({ sql, name: 'test', params: {}, settings: {} }, 'JSONEachRow')
  const lines = Buffer.from(result).toString('utf8').trim().split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

test('migrations are applied in order, once, and only the new ones later', async () => {
  await migrate(engine, [first], false)
  await migrate(engine, [first], false)
  await migrate(engine, [first, second], false)
  await migrate(engine, [first, second], true)
  expect(await read('SELECT name, count() AS n FROM migrations GROUP BY name ORDER BY name')).toEqual([
    { name: '0001-things', n: 1 },
    { name: '0002-more', n: 1 },
  ])
  expect(await read("SELECT name FROM system.columns WHERE table = 'things'")).toEqual([
    { name: 'a' },
    { name: 'b' },
  ])
})

test('a released file that changed is refused, whatever its line endings', async () => {
  const changed = { ...first, sql: `${first.sql} ` }
  const failure = migrate(engine, [changed, second], false)
  await expect(failure).rejects.toMatchObject({ kind: 'conflict', code: 'store/schema-changed' })
  await migrate(engine, [first, { ...second, sql: second.sql.replaceAll('\n', '\r\n') }], false)
})

test('a store made by a newer program is left alone', async () => {
  const failure = migrate(engine, [first], false)
  await expect(failure).rejects.toMatchObject({ kind: 'conflict', code: 'store/schema-newer' })
})

test('a reader is told of an older schema and changes nothing', async () => {
  const third = {
    name: '0003-third',
    sql: 'CREATE TABLE {{table third}} (a UInt8) {{engine MergeTree}} ORDER BY a;',
  }
  const failure = migrate(engine, [first, second, third], true)
  await expect(failure).rejects.toMatchObject({ kind: 'conflict', code: 'store/schema-older' })
  expect(await read("SELECT name FROM system.tables WHERE name = 'third'")).toEqual([])
})

test('a migration that was cut off half way is finished by the next opening', async () => {
  const tables = ['half_a', 'half_b'].map(
    name => `CREATE TABLE {{table ${name}}} (a UInt8) {{engine MergeTree}} ORDER BY a;`,
  )
  const broken = { name: '0003-half', sql: `${tables[0]} CREATE TABLE oh no;` }
  await expect(migrate(engine, [first, second, broken], false)).rejects.toThrow()
  await migrate(engine, [first, second, { ...broken, sql: tables.join('\n') }], false)
  expect(
    await read("SELECT name FROM system.tables WHERE name IN ('half_a', 'half_b') ORDER BY name"),
  ).toHaveLength(2)
})

test('no two schema files of the program share a number', () => {
  const numbers = readMigrations().map(migration => migration.name.slice(0, 4))
  expect(numbers.length).toBeGreaterThan(0)
  expect(new Set(numbers).size).toBe(numbers.length)
})
