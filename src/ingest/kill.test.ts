/** What a process that dies in the middle leaves behind; a real process, a real SIGKILL. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../store/open.ts'
import { ingest } from './ingest.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = { k0: '11', k1: '22' }
const total = 6000
const batchRows = 500

const lines = Array.from({ length: total }, (_, i) =>
  JSON.stringify({
    id: `k-${i}`,
    time: Date.UTC(2026, i % 3, 1) + i,
    account: `a${i % 50}`,
    model: 'large',
    request: {
      messages: [{ role: 'user', content: `question number ${i} about boats on a river`.repeat(5) }],
    },
  }),
)
lines.push('{"account":"a1","plan":"free"}', 'broken')

const script = (data: string, file: string): string => `
  import { openStore } from ${JSON.stringify(fileURLToPath(new URL('../store/open.ts', import.meta.url)))}
  import { ingest } from ${JSON.stringify(fileURLToPath(new URL('./ingest.ts', import.meta.url)))}
  const store = await openStore({ data: ${JSON.stringify(data)} })
  const options = { clock: () => ${Date.UTC(2026, 5, 1)}, rejectedFolder: ${JSON.stringify(`${data}-rejected`)}, batchRows: ${batchRows} }
  await ingest(store, ${JSON.stringify(key)}, [${JSON.stringify(file)}], options, at => process.stdout.write(at.lines + '\\n'))
  await store.close()`

/** Starts an ingest and kills it once it has reported `parts` parts. */
async function killed(data: string, file: string, parts: number): Promise<void> {
  const entry = join(folder, 'child.mts')
  writeFileSync(entry, script(data, file))
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let seen = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').length - 1
    if (seen >= parts) child.kill('SIGKILL')
  })
  await new Promise(resolve => child.once('exit', resolve))
}

test('an ingest killed in the middle, again and again, ends with what an undisturbed one stores', async () => {
  const file = join(folder, 'long.jsonl')
  writeFileSync(file, lines.join('\n'))
  const data = join(folder, 'killed')
  await killed(data, file, 2)
  await killed(data, file, 3)
  const store = await openStore({ data })
  try {
    const options = { clock: () => Date.UTC(2026, 5, 1), rejectedFolder: `${data}-rejected`, batchRows }
    const count = async () => {
      const sql =
        'SELECT count() AS n, uniqExact(id) AS ids, (SELECT count() FROM account_facts) AS facts FROM exchanges'
      const row = z.object({ n: z.number(), ids: z.number(), facts: z.number() })
      return (await store.rows({ name: 'test/count', sql, params: z.object({}), row }, {}))[0]
    }
    const before = await count()
    expect(before?.n).toBeGreaterThan(0)
    expect(before?.n).toBeLessThan(total)
    const report = await ingest(store, key, [file], options)
    expect(report).toMatchObject({ lines: total + 2, rejected: 1 })
    expect(report.taken + report.repeated).toBe(total)
    expect(await count()).toEqual({ n: total, ids: total, facts: 1 })
    await ingest(store, key, [file], options)
    expect(await count()).toEqual({ n: total, ids: total, facts: 1 })
  } finally {
    await store.close()
  }
}, 300_000)
