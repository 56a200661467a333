import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMigrations } from './migrate.ts'
import { renderSchema, splitStatements } from './statements.ts'

test('semicolons in strings, comments and quoted names end no statement', () => {
  const sql = `SELECT ';' AS "a;b", 'it''s; \\'; so' -- not; here
    /* nor; here */ FROM \`t;u\`; ; -- nothing;
    SELECT 2 - 1 / 1;`
  const statements = splitStatements(sql)
  expect(statements).toHaveLength(2)
  expect(statements[1]).toMatch(/SELECT 2 - 1 \/ 1$/)
})

test('a file of comments holds no statement, and the last needs no semicolon', () => {
  expect(splitStatements('-- only; words\n/* ; */ ; ;')).toEqual([])
  expect(splitStatements('SELECT 1;\nSELECT 2')).toEqual(['SELECT 1', 'SELECT 2'])
})

test('any text is cut without losing a statement that holds no quotes', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9 (),=]{0,20}[A-Za-z]$/)
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), words => {
      expect(splitStatements(words.join(';\n'))).toEqual(words.map(each => each.trim()))
    }),
  )
})

test('one schema text serves one node, a cluster with Keeper and one without', () => {
  const sql = `CREATE TABLE {{table t}} (a String) {{engine MergeTree}} ORDER BY a {{dedup}};
{{distribute t by sipHash64(a)}}
CREATE VIEW {{view v}} AS SELECT * FROM {{from t}};`
  const [table, view, ...none] = splitStatements(renderSchema(sql, undefined))
  expect(none).toEqual([])
  expect(table).toContain('CREATE TABLE IF NOT EXISTS t (a String) ENGINE = MergeTree ORDER BY a SETTINGS')
  expect(view).toBe('CREATE VIEW IF NOT EXISTS v AS SELECT * FROM t')

  const keeper = splitStatements(renderSchema(sql, { name: 'c', onCluster: true }))
  expect(keeper[0]).toContain('CREATE TABLE IF NOT EXISTS t_local ON CLUSTER c (')
  expect(keeper[1]).toBe(
    "CREATE TABLE IF NOT EXISTS t ON CLUSTER c AS t_local ENGINE = Distributed('c', currentDatabase(), 't_local', sipHash64(a))",
  )
  expect(keeper[2]).toContain('CREATE VIEW IF NOT EXISTS v ON CLUSTER c AS')

  const plain = splitStatements(renderSchema(sql, { name: 'c', onCluster: false }))
  expect(plain.join()).not.toContain('ON CLUSTER')
  expect(plain).toHaveLength(3)
})

test('a column that is added later stands last, and where a cluster is asked too', () => {
  const sql = "-- Why.\n{{column t: b String COMMENT 'what; it says'}}\n"
  const column = "ADD COLUMN IF NOT EXISTS b String COMMENT 'what; it says'"
  expect(splitStatements(renderSchema(sql, undefined)).at(-1)).toContain(`ALTER TABLE t ${column}`)
  const [local, whole, ...none] = splitStatements(renderSchema(sql, { name: 'c', onCluster: true }))
  expect([local, whole, none]).toEqual([
    expect.stringContaining(`ALTER TABLE t_local ON CLUSTER c ${column}`),
    `ALTER TABLE t ON CLUSTER c ${column}`,
    [],
  ])
  expect(() => renderSchema('{{column t b String}}', undefined)).toThrow(/cannot read/)
})

test('an unknown placeholder is a defect and never reaches the engine', () => {
  expect(() => renderSchema('{{tabel x}}', undefined)).toThrow(/unknown placeholder/)
  for (const migration of readMigrations()) {
    expect(renderSchema(migration.sql, { name: 'c', onCluster: true })).not.toContain('{{')
  }
})
