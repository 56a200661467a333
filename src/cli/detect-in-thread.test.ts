/** Detection in a thread of its own, on a store that this thread goes on using. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { newestRun } from '../findings/read.ts'
import { ingestLines } from '../ingest/ingest-lines.ts'
import { detectInThread } from './detect-in-thread.ts'

let temporary: TemporaryStore
beforeAll(async () => {
  temporary = await openTemporary()
  const lines = Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({ id: `e${i}`, time: Date.UTC(2026, 0, 1, i % 48), account: `a${i % 40}`, model: 'm' }),
  )
  await ingestLines(temporary.store, { k0: '1', k1: '2' }, lines, 'b', Date.UTC(2026, 0, 5))
})
afterAll(() => temporary.end())

test('a thread that is stopped says so, and nothing is half saved', async () => {
  const thread = detectInThread(temporary.store)
  const ended = thread.run.catch((error: { code?: string }) => error.code)
  await thread.stop()
  expect(await ended).toBe('detect/stopped')
  expect(await newestRun(temporary.store)).toBeUndefined()
})

test('the run it reports is the run that is stored', async () => {
  const run = await detectInThread(temporary.store).run
  expect(run.exchanges).toBe(300)
  expect(await newestRun(temporary.store)).toEqual(run)
}, 240_000)

test('a store that fails in the middle is reported by its code', async () => {
  const drop = { name: 'test/drop', sql: 'DROP TABLE exchanges', params: z.object({}), row: z.unknown() }
  await temporary.store.run(drop, {})
  const failed = detectInThread(temporary.store).run
  await expect(failed).rejects.toMatchObject({ code: expect.stringMatching(/^(store|bug)\/[a-z-]+$/) })
}, 240_000)
