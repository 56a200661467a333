/** What the command answers to bad input: one clear line with a stable code, and an exit code a script can read. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { type Finished, stillwatch } from '../support/command.ts'
import { withNetworks } from '../support/networks-loaded.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bad-input-'))
// Another user must be able to reach what the read-only test makes.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const exchange = (id: string, more: object = {}): string =>
  JSON.stringify({
    id,
    time: '2026-05-01T00:00:00Z',
    account: 'a1',
    model: 'large',
    request: { messages: [{ role: 'user', content: `a question about boats, number ${id}` }] },
    ...more,
  })
const good = put('good.jsonl', exchange('good'))

/** Standard error is one line, it ends with the code, and no stack trace comes with it. */
function expectFailure(result: Finished, code: string, exit: number, words: RegExp): void {
  expect(result.err).toHaveLength(1)
  expect(result.err[0]).toMatch(words)
  expect(result.err[0]).toMatch(new RegExp(`^stillwatch: .* \\(${code}\\)$`))
  expect(result.exit).toBe(exit)
}

/** A data folder in which the lists need not be loaded first. */
async function ready(name: string): Promise<string> {
  const data = join(folder, name)
  await withNetworks(data)
  return data
}

describe('a file that holds nothing to take', () => {
  beforeAll(async () => {
    await ready('nothing')
  }, 240_000)
  test.each([
    ['an empty file', '', 'ingest/empty', /holds no lines/],
    [
      'a file of an unknown format',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
      'ingest/unknown-format',
      /no format that is known/,
    ],
    [
      'text that is no log',
      'Dear reader,\nthis is a letter.\n',
      'ingest/unknown-format',
      /no format that is known/,
    ],
    ['a Parquet file that is cut off', 'PAR1 and nothing', 'ingest/unreadable', /cut off or damaged/],
  ])('%s is named, and the command fails', async (name, content, code, words) => {
    const file = put(`${name.replaceAll(' ', '-')}.jsonl`, content)
    const result = await stillwatch(['ingest', file, '--data', join(folder, 'nothing')])
    expectFailure(result, code, 1, words)
    expect(result.out).toMatch(/^0 exchanges taken/)
  })

  test('a path that is not there is wrong usage', async () => {
    const result = await stillwatch([
      'ingest',
      join(folder, 'absent.jsonl'),
      '--data',
      join(folder, 'nothing'),
    ])
    expectFailure(result, 'ingest/no-file', 2, /there is no file or folder/)
  })
})

test('each bad line is quarantined with its number and reason, and the good ones are taken', async () => {
  const text = [
    exchange('in-1970', { time: 0 }),
    exchange('in-2100', { time: '2100-01-01T00:00:00Z' }),
    exchange('surrogate').replace('boats', 'bo\\ud800ats'),
    exchange('utf8').replace('boats', 'BOATS'),
    `{"id":"long","pad":"${'x'.repeat(20_000_000)}"}`,
    exchange('last'),
  ].join('\n')
  const bytes = Buffer.from(text)
  bytes[bytes.indexOf('BOATS')] = 0xff
  const data = await ready('lines')
  const result = await stillwatch(['ingest', put('lines.jsonl', bytes), '--data', data, '--json'])
  expect(result.err).toEqual([])
  expect(result.exit).toBe(0)
  expect(JSON.parse(result.out)).toMatchObject({
    taken: 3,
    repeated: 0,
    rejected: 3,
    reasons: {
      'time is before the year 2000': 1,
      'time is in the future': 1,
      'line is longer than 16 MiB': 1,
    },
  })
  const [kept = ''] = readdirSync(join(data, 'rejected'))
  const rejected = readFileSync(join(data, 'rejected', kept), 'utf8')
    .trim()
    .split('\n')
  expect(rejected.map(line => JSON.parse(line)).map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '1 time is before the year 2000',
    '2 time is in the future',
    '5 line is longer than 16 MiB',
  ])
})

test('the closing note says why lines were rejected and what the skipped ones were', async () => {
  const call = (path: string, body: object): string =>
    JSON.stringify({
      request: { method: 'POST', uri: `https://api.openai.com/v1/${path}`, body: JSON.stringify(body) },
      response: { status: { code: 200 }, body: { string: '{}' } },
    })
  const messages = [{ role: 'user', content: 'a question about boats' }]
  const recorded = put(
    'recorded.jsonl',
    [
      call('chat/completions', { model: 'large', messages }),
      call('embeddings', { model: 'small', input: 'boats' }),
      call('embeddings', { model: 'small', input: 'ships' }),
      call('moderations', { input: 'boats' }),
    ].join('\n'),
  )
  const cut = put(
    'cut.jsonl',
    `${exchange('whole')}\n${exchange('no-model', { model: '' })}\n{"id":"cut","ti`,
  )
  const result = await stillwatch(['ingest', recorded, cut, '--data', await ready('why')])
  expect(result.exit).toBe(0)
  const [note, ...why] = result.out.split('\n')
  expect(note).toMatch(/^2 exchanges taken, .* 2 rejected, 3 records that are no call of a model/)
  expect(why.slice(0, 2)).toEqual([
    '  rejected: 1 model is missing, 1 not a JSON object',
    '  no call of a model: 2 embeddings, 1 moderation',
  ])
  expect(why[2]).toMatch(/cut\.jsonl: 2 lines rejected, see .*rejected/)
})

describe('a data folder that cannot be used', () => {
  test('one that cannot be made is refused before anything is read', async () => {
    const result = await stillwatch(['ingest', good, '--data', '/proc/stillwatch'])
    expectFailure(result, 'store/key-unwritable', 1, /writable --data folder/)
    const given = { env: { ...process.env, STILLWATCH_KEY: '0'.repeat(32) } }
    const keyed = await stillwatch(['ingest', good, '--data', '/proc/stillwatch'], given)
    expectFailure(keyed, 'store/read-only-folder', 1, /cannot be written; give another with --data/)
  })

  test('one that is there and read-only is refused, by the commands that write', async () => {
    const data = join(folder, 'read-only')
    mkdirSync(data)
    // The superuser may write anywhere, so it becomes somebody who may not.
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined
    if (nobody !== undefined) chownSync(data, nobody, nobody)
    chmodSync(data, 0o500)
    const as = {
      env: { ...process.env, HOME: tmpdir(), STILLWATCH_KEY: '0'.repeat(32) },
      ...(nobody !== undefined && { uid: nobody, gid: nobody }),
    }
    for (const words of [['ingest', good], ['detect']]) {
      const result = await stillwatch([...words, '--data', data], as)
      expectFailure(result, 'store/read-only-folder', 1, /cannot be written; give another with --data/)
    }
  })

  test('one that another process has open is refused with that process and what to do', async () => {
    const data = await ready('shared')
    const store = await openStore({ data })
    try {
      for (const words of [['ingest', good], ['detect'], ['campaigns']]) {
        const result = await stillwatch([...words, '--data', data])
        expectFailure(result, 'store/locked', 1, new RegExp(`pid ${process.pid}.*--clickhouse`))
      }
    } finally {
      await store.close()
    }
    expect((await stillwatch(['ingest', good, '--data', data])).exit).toBe(0)
  })
})
