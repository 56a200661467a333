import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from './open.ts'

const count = { name: 'test/count', params: z.object({}), row: z.object({ n: z.number() }) }
const countAll = { ...count, sql: 'SELECT count() AS n FROM exchanges' }
const batches = {
  name: 'test/batches',
  sql: 'SELECT key AS batch, count() AS n FROM exchanges GROUP BY key',
  params: z.object({}),
  row: z.object({ batch: z.string(), n: z.number() }),
}

let data = ''
let children: ChildProcess[] = []
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'stillwatch-open-'))
})
afterEach(async () => {
  await Promise.all(children.map(kill))
  children = []
  chmodSync(data, 0o700)
  rmSync(data, { recursive: true, force: true })
})

describe('the embedded store', () => {
  test('what was acknowledged outlives a kill -9, and a retry of the last batches doubles none', async () => {
    const folder = join(data, 'killed')
    const child = startWriter(folder)
    const acknowledged = await acknowledgements(child, 12)
    await kill(child)
    const store = await openStore({ data: folder })
    try {
      const stored = new Map((await store.rows(batches, {})).map(row => [row.batch, row.n]))
      expect(acknowledged.length).toBeGreaterThanOrEqual(12)
      for (const batch of acknowledged) expect(stored.get(`batch-${batch}`)).toBe(200)
      // The one in flight is there whole or not at all: an append is one part.
      expect([...stored.values()].every(n => n === 200)).toBe(true)
      const [batch = 0] = acknowledged
      const rows = Array.from({ length: 200 }, (_, i) => ({
        id: `${batch}-${i}`,
        time: '2026-03-01T00:00:00Z',
        account: `account-${i}`,
        model: 'm',
        key: `batch-${batch}`,
      }))
      await store.append('exchanges', `batch-${batch}`, rows)
      expect(await store.rows(countAll, {})).toEqual([{ n: stored.size * 200 }])
    } finally {
      await store.close()
    }
  })

  test('a second process on the folder is told who has it and what to do', async () => {
    const folder = join(data, 'shared')
    const child = startWriter(folder)
    await acknowledgements(child, 1)
    const failure = openStore({ data: folder })
    await expect(failure).rejects.toMatchObject({ kind: 'conflict', code: 'store/locked' })
    await expect(failure).rejects.toThrow(/pid \d+.*stillwatch serve.*--clickhouse/)
    await expect(openStore({ data: folder, readonly: true })).rejects.toMatchObject({ code: 'store/locked' })
    await kill(child)
    await (await openStore({ data: folder })).close()
  })

  test('two stores on one folder in one process see the same rows; another folder is refused meanwhile', async () => {
    const one = await openStore({ data })
    const two = await openStore({ data })
    await one.append('runs', 'b', [{ run: 'r', as_of: '2026-01-01T00:00:00Z', body: '{}' }])
    expect(await two.rows({ ...count, sql: 'SELECT count() AS n FROM runs' }, {})).toEqual([{ n: 1 }])
    await expect(openStore({ data: join(data, 'other') })).rejects.toMatchObject({ code: 'store/one-folder' })
    await one.close()
    expect(await two.rows({ ...count, sql: 'SELECT count() AS n FROM runs' }, {})).toEqual([{ n: 1 }])
    await two.close()
    await (await openStore({ data: join(data, 'other') })).close()
  })

  test('a store opened for reading reads, and refuses every write', async () => {
    await (await openStore({ data })).close()
    const store = await openStore({ data, readonly: true })
    try {
      expect(await store.rows(countAll, {})).toEqual([{ n: 0 }])
      const row = { id: 'a', time: 0, account: 'a', model: 'm' }
      const denied = { kind: 'denied', code: 'store/readonly' }
      await expect(store.append('exchanges', 'b', [row])).rejects.toMatchObject(denied)
      await expect(store.run({ ...count, sql: 'TRUNCATE TABLE exchanges' }, {})).rejects.toMatchObject(denied)
    } finally {
      await store.close()
    }
  })

  test('a folder without a store is missing for a reader, and is not made', async () => {
    const folder = join(data, 'absent')
    const failure = openStore({ data: folder, readonly: true })
    await expect(failure).rejects.toMatchObject({ kind: 'missing', code: 'store/absent' })
    expect(existsSync(folder)).toBe(false)
  })

  test('a data folder that is a file is refused with one clear line', async () => {
    writeFileSync(join(data, 'file'), '')
    const failure = openStore({ data: join(data, 'file') })
    await expect(failure).rejects.toMatchObject({ kind: 'denied', code: 'store/read-only-folder' })
  })

  test('a folder that cannot be written is refused with one clear line', async () => {
    // Root may write anywhere but where the kernel itself says no.
    const folder = process.getuid?.() === 0 ? '/proc/stillwatch' : join(data, 'fixed')
    if (process.getuid?.() !== 0) mkdirSync(folder, { mode: 0o500 })
    const failure = openStore({ data: folder })
    await expect(failure).rejects.toMatchObject({ kind: 'denied', code: 'store/read-only-folder' })
    await expect(failure).rejects.toThrow(/--data/)
  })

  test('the engine keeps no log tables that would grow on the disk', async () => {
    const store = await openStore({ data })
    try {
      await store.rows(countAll, {})
      await store.run({ ...count, sql: 'SYSTEM FLUSH LOGS' }, {})
      const sql = `SELECT count() AS n FROM system.tables WHERE database = 'system' AND engine LIKE '%MergeTree'`
      expect(await store.rows({ ...count, sql }, {})).toEqual([{ n: 0 }])
    } finally {
      await store.close()
    }
  })

  test('a query beyond its memory is stopped and the store goes on', async () => {
    const store = await openStore({ data, memoryBytes: 64 * 1024 * 1024 })
    try {
      const sql = 'SELECT length(groupArray(number)) AS n FROM numbers(50000000)'
      const failure = store.rows({ ...count, sql }, {})
      await expect(failure).rejects.toMatchObject({ kind: 'limit', code: 'store/memory' })
      expect(await store.rows(countAll, {})).toEqual([{ n: 0 }])
    } finally {
      await store.close()
    }
  })
})

describe('a server', () => {
  test('one that does not answer is unavailable and worth a retry', async () => {
    const failure = openStore({ data, clickhouse: 'http://127.0.0.1:1/default' })
    await expect(failure).rejects.toMatchObject({
      kind: 'upstream',
      code: 'store/unavailable',
      retryable: true,
    })
  })

  test.each(['not a url', 'tcp://127.0.0.1:9000', 'http://127.0.0.1:8123/?cluster=a;b'])(
    '%j is no address',
    async url => {
      await expect(openStore({ data, clickhouse: url })).rejects.toMatchObject({
        kind: 'input',
        code: 'store/url',
      })
    },
  )
})

function startWriter(folder: string): ChildProcess {
  const script = fileURLToPath(new URL('../../test/support/store-writer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

async function acknowledgements(child: ChildProcess, atLeast: number): Promise<number[]> {
  let text = ''
  // Leaving the loop would close the pipe, and the next line would end the writer that a test still needs.
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk)
    if (text.split('\n').length > atLeast) break
  }
  // The last piece after a newline is empty or cut; only whole lines are acknowledgements.
  return text.split('\n').slice(0, -1).map(Number)
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
