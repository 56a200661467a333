/** Forward-only migrations: the numbered files of `schema/`, each applied once and never changed afterwards. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { AppError } from '../errors.ts'
import { quoted } from './bind.ts'
import type { Engine } from './engine.ts'
import { renderSchema, splitStatements } from './statements.ts'

export interface Migration {
  /** File name without `.sql`; its number gives the order. */
  readonly name: string
  readonly sql: string
}

/** The program's own schema files, in order. */
export function readMigrations(folder: URL = new URL('./schema/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .filter(file => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map(file => ({ name: file.slice(0, -4), sql: readFileSync(new URL(file, folder), 'utf8') }))
}

/** Kept by hand and not as a numbered file, because it must exist before the first of them. */
const ledger = `
CREATE TABLE {{table migrations}} (
  name String COMMENT 'Schema file',
  checksum String COMMENT 'SHA-256 of its text',
  applied DateTime64(3, 'UTC') DEFAULT now64(3)
) {{engine MergeTree}} ORDER BY name {{dedup}};
{{distribute migrations by 0}}`

/**
 * Brings the store up to this program's schema. A store already there is left alone, also when opened for reading.
 * @throws conflict `store/schema-newer`, `store/schema-changed`, `store/schema-older` (reading only)
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  readonly: boolean,
): Promise<void> {
  const applied = await readLedger(engine)
  check(applied, migrations)
  const missing = migrations.filter(migration => !applied.has(migration.name))
  if (missing.length === 0) return
  if (readonly) {
    const message = 'the store has an older schema, or none: run `stillwatch ingest` or `detect` on it once'
    throw new AppError('conflict', 'store/schema-older', message)
  }
  if (applied.size === 0) await define(engine, 'store/ledger', ledger)
  for (const migration of missing) {
    await define(engine, `schema/${migration.name}`, migration.sql)
    const row = JSON.stringify({ name: migration.name, checksum: checksum(migration) })
    const rows = { format: 'JSONEachRow', body: Buffer.from(`${row}\n`) } as const
    await engine.insert('migrations', rows, 'store/ledger', { insert_deduplication_token: migration.name })
  }
}

function check(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(migration => [migration.name, checksum(migration)]))
  for (const [name, sum] of applied) {
    const ours = known.get(name)
    if (ours === undefined) {
      const message = `the store was made by a newer stillwatch (schema ${name}): upgrade this one`
      throw new AppError('conflict', 'store/schema-newer', message)
    }
    if (ours !== sum) {
      const message = `schema file ${name} differs from the one this store was made with: released files never change`
      throw new AppError('conflict', 'store/schema-changed', message)
    }
  }
}

async function define(engine: Engine, name: string, text: string): Promise<void> {
  for (const sql of splitStatements(renderSchema(text, engine.cluster))) {
    await engine.define({ sql, name, params: {}, settings: {} })
  }
}

async function readLedger(engine: Engine): Promise<Map<string, string>> {
  const there = `SELECT name FROM system.tables WHERE database = currentDatabase() AND name = ${quoted('migrations')}`
  if ((await readRows(engine, there)).length === 0) return new Map()
  const rows = await readRows(
    engine,
    'SELECT name, any(checksum) AS checksum FROM migrations GROUP BY name ORDER BY name',
  )
  return new Map(rows.map(row => [row.name ?? '', row.checksum ?? '']))
}

async function readRows(engine: Engine, sql: string): Promise<Record<string, string>[]> {
  const result = await engine.readAll({ sql, name: 'store/ledger', params: {}, settings: {} }, 'JSONEachRow')
  const text = Buffer.from(result).toString('utf8').trim()
  return text === '' ? [] : text.split('\n').map(line => JSON.parse(line) as Record<string, string>)
}

const checksum = (migration: Migration): string =>
  createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex')
