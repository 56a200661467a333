/** What every engine must keep, whoever implements it. Run by `store.test.ts` on each of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Query } from '../query.ts'
import type { Store } from './store.ts'

export interface StoreUnderTest {
  readonly store: Store
  /** Ends the engine and deletes its data. */
  end(): Promise<void>
}

const query = <R>(sql: string, row: z.ZodType<R>): Query<Record<string, unknown>, R> => ({
  name: 'contract/query',
  sql,
  params: z.record(z.string(), z.unknown()),
  row,
})
const count = z.object({ n: z.number() })
const text = z.object({ x: z.string() })
const none = z.never()

const exchange = (id: string, account: string, more: Record<string, unknown> = {}) => ({
  id,
  account,
  time: '2026-03-01T00:00:00.123Z',
  model: 'm',
  ...more,
})

export function storeContract(name: string, open: () => Promise<StoreUnderTest>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`store contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`store contract: ${name}`, () => {
    let subject: StoreUnderTest
    let store: Store
    beforeAll(async () => {
      subject = await open()
      store = subject.store
    })
    afterAll(() => subject?.end())
    const countOf = async (batch: string): Promise<number> =>
      (
        await store.rows(query('SELECT count() AS n FROM exchanges WHERE key = {batch:String}', count), {
          batch,
        })
      )[0]?.n ?? -1

    test('a retried batch never doubles rows, and another batch of the same rows is stored', async () => {
      const rows = Array.from({ length: 500 }, (_, i) => exchange(`r${i}`, `account-${i}`, { key: 'retry' }))
      for (let i = 0; i < 3; i++) await store.append('exchanges', 'batch-1', rows)
      expect(await countOf('retry')).toBe(500)
      await store.append('exchanges', 'batch-2', rows)
      expect(await countOf('retry')).toBe(1000)
    })

    test('a retried batch of many months and blocks never doubles rows', async () => {
      const rows = Array.from({ length: 30_000 }, (_, i) =>
        exchange(`w${i}`, `account-${i % 700}`, {
          key: 'wide',
          time: Date.UTC(2026, i % 9, 1 + (i % 28)),
        }),
      )
      for (let i = 0; i < 2; i++) await store.append('exchanges', 'batch-wide', rows)
      expect(await countOf('wide')).toBe(30_000)
    })

    test('the token of one append never silences a statement after it', async () => {
      await store.append('runs', 'one-token', [{ run: 'a', as_of: '2026-01-01T00:00:00Z', body: '{}' }])
      const insert = query(`INSERT INTO runs (run, as_of, body) SELECT {run:String}, now64(3), '{}'`, none)
      await store.run(insert, { run: 'b' })
      await store.run(insert, { run: 'b' })
      const [row] = await store.rows(query(`SELECT count() AS n FROM runs WHERE run = 'b'`, count), {})
      expect(row?.n).toBe(2)
    })

    test('a run with a token is stored once, however often it is repeated', async () => {
      const insert = query(`INSERT INTO runs (run, as_of, body) SELECT {run:String}, now64(3), '{}'`, none)
      for (let i = 0; i < 3; i++)
        await store.run(insert, { run: 'once' }, { insert_deduplication_token: 'once-1' })
      const [row] = await store.rows(query(`SELECT count() AS n FROM runs WHERE run = 'once'`, count), {})
      expect(row?.n).toBe(1)
    })

    test('a lone surrogate or a NUL in one row costs no other row', async () => {
      const agents = ['plain', 'lone \ud800 surrogate', 'nul \0 byte', 'pair 😀', 'line\nbreak']
      const rows = agents.map((user_agent, i) => exchange(`s${i}`, 'odd', { key: 'odd', user_agent }))
      await store.append('exchanges', 'odd-1', rows)
      const sql = `SELECT user_agent AS x FROM exchanges WHERE key = 'odd' ORDER BY id`
      const stored = (await store.rows(query(sql, text), {})).map(row => row.x)
      expect(stored).toHaveLength(5)
      for (const i of [0, 2, 3, 4]) expect(stored[i]).toBe(agents[i])
    })

    test('bytes are stored in base64, whatever they are', async () => {
      const every = Buffer.from(Array.from({ length: 1024 }, (_, i) => i & 255))
      const bodies = [
        every,
        Buffer.from("'"),
        Buffer.alloc(300_000, "'"),
        Buffer.from("');\nDROP TABLE runs;\n"),
      ]
      const rows = bodies.map((body, i) => ({ run: `bytes-${i}`, as_of: '2026-01-01T00:00:00Z', body }))
      await store.append('runs', 'bytes-1', rows)
      const sql = `SELECT body AS x FROM runs WHERE startsWith(run, 'bytes-') ORDER BY run`
      const stored = (await store.rows(query(sql, text), {})).map(row => row.x)
      expect(stored).toEqual(bodies.map(body => body.toString('base64')))
    })

    test('times come in as RFC 3339, as Date or as epoch milliseconds, and are one time', async () => {
      const time = new Date('2026-07-08T09:10:11.000Z')
      const forms = [time, time.toISOString(), time.getTime()]
      await store.append(
        'exchanges',
        'times-1',
        forms.map((form, i) => exchange(`t${i}`, 'time', { key: 'time', time: form })),
      )
      const sql = `SELECT time AS x, count() AS n FROM exchanges WHERE key = 'time' GROUP BY time`
      expect(await store.rows(query(sql, z.unknown()), {})).toEqual([{ x: '2026-07-08T09:10:11.000Z', n: 3 }])
    })

    test('an empty batch is no error', async () => {
      await store.append('exchanges', 'empty', [])
    })

    test('a wrong statement fails as the same kind and code, by whichever door it comes', async () => {
      const cases = [
        ['SELEC nope', 'bug', 'store/sql', '62'],
        ['SELECT nope', 'bug', 'store/sql', '47'],
        ['SELECT 1 FROM nowhere', 'bug', 'store/sql', '60'],
        [
          "SELECT throwIf(number = 150000) AS n, repeat('x', 200) FROM numbers(200000)",
          'bug',
          'store/sql',
          '395',
        ],
        ['SELECT {x:UInt8} AS n', 'input', 'store/bad-value', '457'],
      ] as const
      for (const [sql, kind, code, number] of cases) {
        const wrong = query(sql, z.unknown())
        const expected = { kind, code, message: expect.stringContaining(`ClickHouse ${number}`) }
        await expect(store.rows(wrong, { x: 'zz' })).rejects.toMatchObject(expected)
        await expect(drain(store.stream(wrong, { x: 'zz' }))).rejects.toMatchObject(expected)
        await expect(store.columns(wrong, { x: 'zz' })).rejects.toMatchObject(expected)
      }
      await expect(store.run(query('SELEC nope', none), {})).rejects.toMatchObject({ code: 'store/sql' })
    })

    test('a row that does not fit its table is refused, and nothing of its batch is stored', async () => {
      const rows = [
        exchange('g', 'good', { key: 'bad' }),
        exchange('b', 'bad', { key: 'bad', status: 'not a number' }),
      ]
      await expect(store.append('exchanges', 'bad-1', rows)).rejects.toMatchObject({
        kind: 'input',
        code: 'store/bad-row',
      })
      expect(await countOf('bad')).toBe(0)
    })

    test('a parameter without a value fails before the engine sees it', async () => {
      await expect(store.rows(query('SELECT {x:String} AS x', text), {})).rejects.toMatchObject({
        kind: 'bug',
        code: 'store/parameter',
      })
    })

    test('a row of another shape than declared is a defect and not data', async () => {
      await expect(store.rows(query('SELECT 1 AS x', text), {})).rejects.toMatchObject({
        code: 'store/row-shape',
      })
    })

    test.each(hostile)('the value %j is bound and comes back whole', async value => {
      expect(await store.rows(query('SELECT {x:String} AS x', text), { x: value })).toEqual([{ x: value }])
      const list = query('SELECT {x:Array(String)} AS x', z.object({ x: z.array(z.string()) }))
      expect(await store.rows(list, { x: [value, 'b', value] })).toEqual([{ x: [value, 'b', value] }])
      const streamed = await drain(
        store.stream(query('SELECT {x:Nullable(String)} AS x', text), { x: value }),
      )
      expect(streamed).toEqual([{ x: value }])
    })

    test('statements at once each see their own parameters', async () => {
      const echo = query('SELECT {x:String} AS x, sleep(0.01) AS s', text)
      const values = Array.from({ length: 40 }, (_, i) => `value-${i}`)
      const rows = await Promise.all(values.map(x => store.rows(echo, { x })))
      expect(rows.map(([row]) => row?.x)).toEqual(values)
    })

    test('null, numbers, 64-bit integers and times bind as what they are', async () => {
      const sql = `SELECT isNull({none:Nullable(String)}) AS none, {f:Float64} AS f, toString({u:UInt64}) AS u,
        arrayMap(v -> toString(v), {us:Array(UInt64)}) AS us, toString({t:DateTime64(3)}) AS t,
        {t:DateTime64(3)} = {d:DateTime64(3)} AS same, {yes:UInt8} AS yes`
      const u = '18446744073709551615'
      const t = '2026-05-06T07:08:09.123Z'
      const params = { none: null, f: 0.1, u, us: [u, 1n, 2], t, d: new Date(t), yes: true }
      expect(await store.rows(query(sql, z.unknown()), params)).toEqual([
        { none: 1, f: 0.1, u, us: [u, '1', '2'], t: '2026-05-06 07:08:09.123', same: 1, yes: 1 },
      ])
    })

    test('64-bit hashes survive the way in and out as strings', async () => {
      const hash = '18446744073709551557'
      const row = exchange('h', 'hash', { key: 'hash', system: hash, bands: [hash, 3n] })
      await store.append('exchanges', 'hash-1', [row])
      const sql = `SELECT toString(system) AS h, arrayMap(b -> toString(b), bands) AS bands, time
        FROM exchanges WHERE key = 'hash' AND system = {hash:UInt64}`
      const rows = await store.rows(query(sql, z.unknown()), { hash })
      expect(rows).toEqual([{ h: hash, bands: [hash, '3'], time: '2026-03-01T00:00:00.123Z' }])
    })

    test('the sketch key is bound like any value, and no log of the engine holds it', async () => {
      const key = { k0: '9182736450918273645', k1: '8273645091827364509' }
      const sql = `SELECT toString(sipHash64Keyed(({k0:UInt64}, {k1:UInt64}), 'prompt')) AS x`
      const [row] = await store.rows(query(sql, text), key)
      // From chDB with the numbers written out, so that no engine's way of carrying them changes a sketch.
      expect(row?.x).toBe('13074768178720680728')
      await store.run(query('SYSTEM FLUSH LOGS', none), {}).catch(() => undefined)
      const logs = `SELECT name AS x FROM system.tables WHERE database = 'system' AND name = 'query_log'`
      if ((await store.rows(query(logs, text), {})).length === 0) return
      // Read in two halves, so that this very query does not hold what it looks for.
      const seen = `SELECT count() AS n FROM system.query_log WHERE position(concat(query, formatted_query,
        toString(Settings)), concat({a:String}, {b:String})) > 0`
      expect(await store.rows(query(seen, count), { a: '91827364509', b: '18273645' })).toEqual([{ n: 0 }])
    })

    test('a stream gives its first rows while the engine is far from the last', async () => {
      const before = process.memoryUsage().rss
      let seen = 0
      let peak = 0
      const sql = `SELECT number AS n, repeat('x', 500) AS x FROM numbers(1000000000)`
      for await (const row of store.stream(query(sql, z.object({ n: z.number(), x: z.string() })), {})) {
        if (row.n !== seen++) throw new Error('out of order')
        if (seen % 50_000 === 0) peak = Math.max(peak, process.memoryUsage().rss - before)
        if (seen === 200_000) break
      }
      // 200,000 such rows are 100 MB, the whole result 500 GB.
      expect(peak).toBeLessThan(300 * 1024 * 1024)
      expect(await store.rows(query('SELECT 1 AS n', count), {})).toEqual([{ n: 1 }])
    })

    test('an aborted query gives its caller a limit and leaves the store usable', async () => {
      const slow = query(
        'SELECT sum(sleepEachRow(0.1)) AS n FROM numbers(10) SETTINGS max_block_size = 1',
        count,
      )
      const failure = store.rows(slow, {}, AbortSignal.timeout(50))
      await expect(failure).rejects.toMatchObject({ kind: 'limit', code: 'store/cancelled' })
      expect(await store.rows(query('SELECT 2 AS n', count), {})).toEqual([{ n: 2 }])
    })

    test('columns come as typed arrays and string lists, in the order of the query', async () => {
      const sql = `SELECT number AS u64, toFloat64(number) / 2 AS f, toInt32(number) - 5 AS i, toString(number) AS s,
        toLowCardinality(toString(number % 2)) AS lc, if(number % 2 = 0, NULL, number) AS maybe,
        toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalMillisecond(number) AS ms,
        toDateTime('2026-01-01 00:00:00', 'UTC') AS sec, toDate('2026-01-01') AS day, toUInt8(number % 7) AS u8,
        toInt64(number) - 10 AS i64, toFloat32(0.5) AS f32
        FROM numbers(200000) ORDER BY number`
      const columns = await store.columns(query(sql, z.unknown()), {})
      const at = (name: string, i: number) => columns[name]?.[i]
      const start = Date.UTC(2026, 0, 1)
      expect(columns.u64).toBeInstanceOf(Float64Array)
      expect(columns.u64?.length).toBe(200_000)
      for (const i of [0, 1, 65_535, 65_536, 199_999]) {
        const row = [
          at('u64', i),
          at('f', i),
          at('i', i),
          at('s', i),
          at('lc', i),
          at('maybe', i),
          at('ms', i),
        ]
        const maybe = i % 2 === 0 ? Number.NaN : i
        expect(row).toEqual([i, i / 2, i - 5, String(i), String(i % 2), maybe, start + i])
        const others = [at('sec', i), at('day', i), at('u8', i), at('i64', i), at('f32', i)]
        expect(others).toEqual([start, start, i % 7, i - 10, 0.5])
      }
      expect(await store.columns(query('SELECT 1 AS a WHERE 0', z.unknown()), {})).toEqual({})
      const mixed = `SELECT if(number = 70000, 'é', toString(number)) AS s, repeat('y', number % 300) AS long,
        toLowCardinality(if(number % 3 = 0, NULL, toString(number % 400))) AS lc FROM numbers(70001) ORDER BY number`
      const texts = await store.columns(query(mixed, z.unknown()), {})
      expect([texts.s?.[69_999], texts.s?.[70_000], texts.long?.[299]]).toEqual([
        '69999',
        'é',
        'y'.repeat(299),
      ])
      expect([texts.lc?.[0], texts.lc?.[1], texts.lc?.[399], texts.lc?.[401]]).toEqual(['', '1', '', '1'])
    })

    test('an integer that no number can hold is refused rather than rounded', async () => {
      const big = query('SELECT toUInt64(9007199254740993) AS n', count)
      await expect(store.columns(big, {})).rejects.toMatchObject({ code: 'store/unsafe-integer' })
      await expect(store.rows(big, {})).rejects.toMatchObject({ code: 'store/unsafe-integer' })
    })

    test('a later account line replaces the fields it names and no others', async () => {
      const fact = (position: number, fields: Record<string, unknown>) => ({
        account: 'acme',
        position,
        ...fields,
      })
      await store.append('account_facts', 'facts-1', [
        fact(1, { country: 'DE', plan: 'free', status: 'active', signup_ip: '2001:db8::1' }),
        fact(2, { plan: 'pro' }),
      ])
      await store.append('account_facts', 'facts-2', [fact(3, { status: 'banned' })])
      const sql = `SELECT country, plan, status, kyc, signup_ip FROM accounts WHERE account = 'acme'`
      expect(await store.rows(query(sql, z.unknown()), {})).toEqual([
        { country: 'DE', plan: 'pro', status: 'banned', kyc: null, signup_ip: '2001:db8::1' },
      ])
    })

    test('every query is attributable to its name', async () => {
      const sql = `SELECT getSetting('log_comment') AS x`
      expect(await store.rows(query(sql, text), {})).toEqual([{ x: 'contract/query' }])
    })

    test('joins and IN-lists over sharded tables see all of them', async () => {
      const rows = Array.from({ length: 200 }, (_, i) => exchange(`j${i}`, `join-${i % 20}`, { key: 'join' }))
      await store.append('exchanges', 'join-1', rows)
      const facts = Array.from({ length: 20 }, (_, i) => ({
        account: `join-${i}`,
        position: 1,
        plan: `p${i % 2}`,
      }))
      await store.append('account_facts', 'join-1', facts)
      const sql = `SELECT plan, count() AS n FROM exchanges AS e INNER JOIN accounts AS a ON a.account = e.account
        WHERE key = 'join' AND e.account IN (SELECT account FROM account_facts WHERE plan != '') GROUP BY plan ORDER BY plan`
      expect(await store.rows(query(sql, z.unknown()), {})).toEqual([
        { plan: 'p0', n: 100 },
        { plan: 'p1', n: 100 },
      ])
    })
  })
}

const hostile = [
  "a'b",
  'c\\d',
  "\\'",
  'tab\tline\nreturn\rnul\0bell\x07',
  '\\N',
  'NULL',
  '',
  ' padded ',
  "'); DROP TABLE exchanges; --",
  '{y:String}',
  '/* -- ; */',
  '[1,2]',
  '日本語 😀 \u202e',
  'x'.repeat(100_000),
]

async function drain<R>(rows: AsyncIterable<R>): Promise<R[]> {
  const all: R[] = []
  for await (const row of rows) all.push(row)
  return all
}
