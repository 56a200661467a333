/** Lines that came over the wire: native exchanges and accounts, one batch, acknowledged once stored. */
import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { type BatchResult, type Key, storeBatch } from './batch.ts'
import { withLines } from './lines-table.ts'

/**
 * Stores the lines; the same `batchId` again changes nothing. `now` is epoch milliseconds.
 * @example const { taken, rejections } = await ingestLines(store, key, body.split('\n'), requestId, clock())
 */
export async function ingestLines(
  store: Store,
  key: Key,
  lines: readonly string[],
  batchId: string,
  now: number,
): Promise<BatchResult> {
  const number = createHash('sha256').update(`lines:${batchId}`).digest().readBigUInt64LE(0).toString()
  return withLines(store, number, lines, table =>
    storeBatch(store, key, { number, source: 'table', lines: table }, now),
  )
}
