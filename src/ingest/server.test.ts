/** The same files give the same rows, whoever reads them: the embedded engine from its files, a server from our lines. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { ingest } from './ingest.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-server-ingest-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = { k0: '11', k1: '22' }
const lines = [
  ...Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({
      id: `s-${i % 280}`,
      time: Date.UTC(2026, i % 5, 1) + i,
      account: `a${i % 40}`,
      model: 'large',
      client: { ip: i % 2 === 0 ? '198.51.100.7' : '2001:db8::7' },
      request: {
        messages: [{ role: 'user', content: `question ${i}: which boats cross the river, 请解释`.repeat(4) }],
      },
      response: { text: 'an answer' },
    }),
  ),
  '{"account":"a1","email":"a@b.de","plan":"free"}',
  '{"account":"a1","plan":"pro"}',
  '{"id":"\\ud800","account":"a1","model":"m","time":"2026-01-01T00:00:00Z"}',
  'broken',
]

async function outcome(store: Store): Promise<unknown> {
  const path = join(folder, 'lines.jsonl.gz')
  writeFileSync(path, gzipSync(lines.join('\n')))
  const options = { clock: () => Date.UTC(2026, 6, 1), rejectedFolder: join(folder, 'rejected') }
  const first = await ingest(store, key, [path], options)
  const second = await ingest(store, key, [path], options)
  const read = (sql: string) =>
    store.rows(
      {
        name: 'test/read',
        sql: `SELECT formatRow('JSONEachRow', *) AS line FROM (${sql})`,
        params: z.object({}),
        row: z.object({ line: z.string() }),
      },
      {},
    )
  return {
    first: { ...first, files: [] },
    second: second.files.map(file => [file.outcome, file.taken, file.repeated]),
    exchanges: await read('SELECT * EXCEPT (batch, ingested) FROM exchanges ORDER BY id'),
    accounts: await read('SELECT account, plan, email_hash, email_domain FROM accounts ORDER BY account'),
    tables: await read("SELECT name FROM system.tables WHERE name LIKE '%staging_%' OR name LIKE 'lines_%'"),
  }
}

test.skipIf(whyNoServer !== undefined)(
  `a server, one node or two shards, stores what the embedded engine stores${whyNoServer === undefined ? '' : ` (${whyNoServer})`}`,
  async () => {
    const embedded = await openStore({ data: join(folder, 'data') })
    const expected = await outcome(embedded).finally(() => embedded.close())
    expect(expected).toMatchObject({
      first: { taken: 281, repeated: 20, accounts: 2, rejected: 1 },
      tables: [],
    })
    for (const nodes of [1, 2]) {
      const cluster = await startCluster({ nodes })
      try {
        const store = await openStore({ data: join(folder, `data-${nodes}`), clickhouse: cluster.url })
        expect(await outcome(store).finally(() => store.close())).toEqual(expected)
      } finally {
        await cluster.stop()
      }
    }
  },
  240_000,
)
