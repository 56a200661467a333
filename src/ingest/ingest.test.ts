import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { zstdFrame } from '../../test/support/zstd-frame.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { ingest } from './ingest.ts'
import { ingestLines } from './ingest-lines.ts'
import type { IngestReport } from './report.ts'

const key = { k0: '11', k1: '22' }
const now = Date.UTC(2026, 5, 1)
const prose = (n: number): string =>
  Array.from(
    { length: 30 },
    (_, i) => ['river', 'carries', 'small', 'boats', 'under', 'old'][(i * n + i * i) % 6],
  ).join(' ')

const exchange = (id: string, more: object = {}): string =>
  JSON.stringify({
    id,
    time: '2026-05-01T00:00:00Z',
    account: 'a1',
    model: 'large',
    client: { ip: '198.51.100.7' },
    params: { temperature: 0.5, max_tokens: 100, stream: true },
    request: { system: 'You help.', messages: [{ role: 'user', content: `${prose(id.length)} ${id}` }] },
    response: { text: `secretanswer ${id}`, stop_reason: 'end_turn' },
    ...more,
  })

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-ingest-'))
  store = await openStore({ data: join(folder, 'data') })
}, 60_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const run = (paths: string[], more: object = {}): Promise<IngestReport> =>
  ingest(store, key, paths, { clock: () => now, rejectedFolder: join(folder, 'rejected'), ...more })
/** Through the engine's own JSON, so that 64-bit columns keep their digits. */
const rows = async (sql: string): Promise<Record<string, unknown>[]> => {
  const quoted = `SELECT formatRow('JSONEachRow', *) AS line FROM (${sql}) SETTINGS output_format_json_quote_64bit_integers = 1`
  const row = z.object({ line: z.string() })
  const found = await store.rows({ name: 'test/read', sql: quoted, params: z.object({}), row }, {})
  return found.map(({ line }) => JSON.parse(line))
}
const stored = async (prefix: string): Promise<string[]> =>
  (await rows(`SELECT id FROM exchanges WHERE startsWith(id, '${prefix}') ORDER BY id`)).map(row =>
    String(row.id),
  )
/** A merge may take a file away while we look. */
const bytesOf = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
const reasons = (report: IngestReport): string[] =>
  report.files.flatMap(file =>
    file.rejected_file === undefined
      ? []
      : readFileSync(file.rejected_file, 'utf8')
          .trim()
          .split('\n')
          .map(line => {
            const { line: number, reason } = JSON.parse(line)
            return `${number} ${reason}`
          }),
  )

test('one bad line never costs the others, and each is named with its line and reason', async () => {
  const lines = [
    `\uFEFF${exchange('bad-bom')}`,
    exchange('bad-1970', { time: 0 }),
    exchange('bad-2100', { time: '2100-01-01T00:00:00Z' }),
    exchange('bad-clock', { time: 'yesterday' }),
    exchange('bad-no-model', { model: undefined }),
    exchange('bad-no-account', { account: undefined }),
    exchange('x'.repeat(129)),
    '{"account":"a1","model":"large","time":"2026-05-01T00:00:00Z"}',
    'not json',
    '[1,2]',
    '42',
    '   ',
    exchange('bad-surrogate').replace('river', '\\ud800'),
    exchange('bad-ip', { client: { ip: 'nowhere' } }),
    exchange('bad-sketch', { sketch: { version: 99 } }),
    `{"id":"bad-long","pad":"${'x'.repeat(50_000_000)}"}`,
    exchange('bad-last'),
    exchange('bad-cut').slice(0, 80),
  ]
  const bytes = Buffer.concat([
    Buffer.from(`${exchange('bad-utf8')}\n`.replace('river', 'RIVER'), 'utf8'),
    Buffer.from(lines.join('\n')),
  ])
  bytes[bytes.indexOf('RIVER')] = 0xff
  const report = await run([put('bad.jsonl', bytes)])
  // The byte-order mark is legal only at the head of a file, but nothing is gained by refusing it elsewhere.
  expect(await stored('bad-')).toEqual(['bad-bom', 'bad-ip', 'bad-last', 'bad-surrogate', 'bad-utf8'])
  expect(report).toMatchObject({ taken: 5, repeated: 0, rejected: 13, unknown_ips: 1 })
  expect(reasons(report)).toEqual([
    '3 time is before the year 2000',
    '4 time is in the future',
    '5 time is not readable',
    '6 model is missing',
    '7 account is missing',
    '8 id is longer than 128 characters',
    '9 id is missing',
    '10 not a JSON object',
    '11 not a JSON object',
    '12 not a JSON object',
    '16 sketch is of another version',
    '17 line is longer than 16 MiB',
    '19 not a JSON object',
  ])
}, 60_000)

test('running again changes nothing, under any name', async () => {
  const text = `${exchange('again-1')}\n${exchange('again-2')}\n${exchange('again-1', { model: 'other' })}\n`
  expect(await run([put('again.jsonl', text)])).toMatchObject({ taken: 2, repeated: 1 })
  const before = await rows("SELECT * FROM exchanges WHERE startsWith(id, 'again-') ORDER BY id")
  const second = await run([put('renamed.jsonl', text)])
  expect(second).toMatchObject({ taken: 0, repeated: 3 })
  expect(second.files[0]?.outcome).toBe('known')
  expect(await run([put('grown.jsonl', `${text}${exchange('again-3')}\n`)])).toMatchObject({
    taken: 1,
    repeated: 3,
  })
  expect(
    await rows("SELECT * FROM exchanges WHERE startsWith(id, 'again-') AND id != 'again-3' ORDER BY id"),
  ).toEqual(before)
  expect(before[0]?.model).toBe('large')
}, 60_000)

test('a file that cannot be read costs the others nothing', async () => {
  const whole = gzipSync(Array.from({ length: 2000 }, (_, i) => exchange(`cut-${i}`)).join('\n'))
  const packed = zstdFrame(Array.from({ length: 2000 }, (_, i) => exchange(`torn-${i}`)).join('\n'))
  const report = await run([
    put('empty.jsonl', ''),
    put('blank.jsonl', '\n\n  \n'),
    put('picture.jsonl', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])),
    put('cut.jsonl.gz', whole.subarray(0, Math.floor(whole.length / 2))),
    put('cut.parquet', 'PAR1 and nothing'),
    put('stump.jsonl.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24, 1, 2, 3])),
    put('cut.jsonl.zst', packed.subarray(0, Math.floor(packed.length / 2))),
    put('whole.jsonl.zst', zstdFrame(exchange('good-3'))),
    put('good.jsonl', exchange('good-1')),
    put('good.dat', gzipSync(exchange('good-2'))),
  ])
  expect(report.files.map(file => file.outcome)).toEqual([
    'empty',
    'empty',
    'unknown-format',
    'read',
    'unreadable',
    'unreadable',
    'read',
    'read',
    'read',
    'read',
  ])
  // The line at the break is quarantined.
  expect(report.files[6]).toMatchObject({
    rejected: 1,
    note: expect.stringMatching(/cut.jsonl.zst breaks off/),
  })
  expect(report.files[6]?.taken).toBeGreaterThan(100)
  expect(report.files[7]?.note).toBeUndefined()
  expect(report.files[3]?.note).toMatch(/breaks off/)
  expect(report.files[3]?.taken).toBeGreaterThan(100)
  expect(await stored('good-')).toEqual(['good-1', 'good-2', 'good-3'])
}, 60_000)

test('parts of a file add up to the file, and a file of many parts is read once', async () => {
  const path = put('parts.jsonl', Array.from({ length: 25 }, (_, i) => exchange(`part-${i % 20}`)).join('\n'))
  expect(await run([path], { batchRows: 7 })).toMatchObject({ lines: 25, taken: 20, repeated: 5 })
  expect(await run([path], { batchRows: 7 })).toMatchObject({ taken: 0, repeated: 25 })
}, 60_000)

test('no text and no e-mail address is anywhere in what is stored', async () => {
  const account = JSON.stringify({ account: 'mail-1', email: ' John.Doe12@Example.com', plan: 'free' })
  await run([put('secret.jsonl', `${exchange('secret-1')}\n${account}\n`)])
  const [fact] = await rows("SELECT * FROM account_facts WHERE account = 'mail-1'")
  expect(fact).toMatchObject({ email_domain: 'example.com', email_shape: 'L4.L3D2', plan: 'free' })
  const all = JSON.stringify([
    await rows('SELECT * FROM exchanges'),
    await rows('SELECT * FROM account_facts'),
  ])
  expect(all).not.toMatch(/river|secretanswer|john/i)
  // Nor beside the tables: no spill, no staging file, no log of the engine.
  await run([put('secret.json', `[${exchange('secret-2')}]`)])
  const files = readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  const holding = files.filter(entry =>
    /secretanswer|john\.doe12/i.test(bytesOf(join(entry.parentPath, entry.name))),
  )
  expect(holding.map(entry => entry.name)).toEqual([])
  expect(files.length).toBeGreaterThan(10)
}, 60_000)

test('a later line about an account replaces the fields it names', async () => {
  const lines = ['{"account":"late","plan":"free","country":"FR"}', '{"account":"late","plan":"pro"}']
  expect(await ingestLines(store, key, lines, 'late', now)).toMatchObject({ accounts: 2, rejected: 0 })
  expect(await ingestLines(store, key, lines, 'late', now)).toMatchObject({ accounts: 2 })
  await ingestLines(store, key, ['{"account":"late","status":"banned"}'], 'later', now)
  expect(await rows("SELECT plan, country, status FROM accounts WHERE account = 'late'")).toEqual([
    { plan: 'pro', country: 'FR', status: 'banned' },
  ])
  expect(await rows("SELECT count() AS n FROM account_facts WHERE account = 'late'")).toEqual([{ n: '3' }])
}, 60_000)

test('a sketch made at the edge gives the very rows the texts would have given', async () => {
  const lines = [
    exchange('edge-1', {
      conversation: 'c1',
      turn: 3,
      request: {
        messages: [
          { role: 'system', content: 'Du hilfst.' },
          {
            role: 'user',
            content:
              '请用中文一步一步地解释这个问题，并且给出完整的推理过程和最后的答案，谢谢你的帮助。请只输出答案。',
          },
          { role: 'assistant', content: 'ok' },
          {
            role: 'user',
            content: [
              { type: 'text', text: prose(3) },
              { type: 'image' },
              { type: 'text', text: 'Return only JSON.' },
            ],
          },
        ],
        tools: [{ name: 'run', parameters: { type: 'object', properties: { b: {}, a: {} } } }],
      },
    }),
    exchange('edge-2', {
      request: undefined,
      response: undefined,
      params: undefined,
      decision: { decision: 'block', measure: 'suspend', campaign: 'c-1', refused: true, note: 'river' },
    }),
    exchange('edge-3', { request: { messages: [{ role: 'user', content: prose(5).repeat(200) }] } }),
    '{"account":"edge","email":"a.b@c.de","payment":{"kind":"credit","bin":"411111"},"created":"2026-01-02T03:04:05.678Z"}',
  ]
  const path = put('edge.jsonl', lines.join('\n'))
  const sketched: string[] = []
  await run([path], { emit: async (line: string) => void sketched.push(line) })
  expect(sketched.join()).not.toMatch(/river|推理|a\.b@/)
  expect(await stored('edge-')).toEqual([])
  await run([path])
  const read = () =>
    rows("SELECT * EXCEPT (id, batch, ingested) FROM exchanges WHERE id LIKE '%edge-%' ORDER BY id")
  const direct = await read()
  await ingestLines(
    store,
    key,
    sketched.map(line => line.replace('"edge-', '"zedge-')),
    'edge',
    now,
  )
  const both = await read()
  expect(both).toHaveLength(6)
  expect(both.slice(3)).toEqual(direct)
  const told = await rows("SELECT * EXCEPT id FROM decisions WHERE id LIKE '%edge-2' ORDER BY id")
  expect(told).toMatchObject([{ decision: 'block', measure: 'suspend', campaign: 'c-1' }, {}])
  expect(told[1]).toEqual(told[0])
  const facts = await rows(
    "SELECT * EXCEPT (position, batch) FROM account_facts WHERE account = 'edge' ORDER BY position",
  )
  expect(facts).toHaveLength(2)
  expect(facts[0]).toEqual(facts[1])
}, 60_000)

test('Parquet with the same nested names gives the rows that lines give', async () => {
  const lines = put('columns.jsonl', `${exchange('same-1')}\n`)
  const parquet = join(folder, 'columns.parquet')
  const sql = `INSERT INTO FUNCTION file('${parquet}', 'Parquet') SELECT * FROM file('${lines}', 'JSONEachRow')`
  await store.run({ name: 'test/parquet', sql, params: z.object({}), row: z.unknown() }, {})
  expect(await run([parquet])).toMatchObject({ taken: 1 })
  const read = () => rows("SELECT * EXCEPT (batch, ingested) FROM exchanges WHERE id = 'same-1'")
  const columns = await read()
  await store.run(
    {
      name: 'test/forget',
      sql: "DELETE FROM exchanges WHERE id = 'same-1'",
      params: z.object({}),
      row: z.unknown(),
    },
    {},
  )
  await run([lines])
  expect(await read()).toEqual(columns)
}, 60_000)

test('texts are kept only where that was asked for, and only for as long', async () => {
  await run([put('kept.jsonl', exchange('kept-1'))], { keepTextMs: 3650 * 86_400_000 })
  await run([put('dropped.jsonl', exchange('dropped-1'))])
  // By the machine's clock this one is over already.
  await run([put('over.jsonl', exchange('over-1'))], { keepTextMs: -3650 * 86_400_000 })
  const optimize = 'OPTIMIZE TABLE texts FINAL'
  await store.run({ name: 'test/merge', sql: optimize, params: z.object({}), row: z.unknown() }, {})
  const [kept, ...others] = await rows(
    'SELECT id, request, response, toUnixTimestamp(expires) AS expires FROM texts',
  )
  expect(others).toEqual([])
  expect(kept).toMatchObject({ id: 'kept-1', expires: now / 1000 + 3650 * 86_400 })
  expect(String(kept?.response)).toContain('secretanswer kept-1')
}, 60_000)
