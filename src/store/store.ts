/**
 * All a caller ever sees of the store. The embedded engine and a server both stand behind it, with the same text of
 * every query and the same answers (`store.contract.ts` holds them to it).
 *
 * Values: times come back as RFC 3339 UTC strings (`2026-03-01T00:00:00.123Z`) and bind as such or as Date; a row to
 * append may also give epoch milliseconds.
 * 64-bit integers bind as bigint or decimal strings; select hashes through `toString`, as an integer beyond 2^53 in
 * a number is refused (`store/unsafe-integer`). NaN and infinity come back as null.
 * A parameter may be long (a list of 100,000 accounts), yet a table and a join are faster from there on.
 */
import type { Query } from '../query.ts'

export interface Store {
  readonly engine: 'embedded' | 'server'
  /** Runs one named query; each row is checked against the query's row schema. Fails whole or not at all. */
  rows<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): Promise<R[]>
  /** The same for a SELECT, without holding the result in memory; may fail after the first rows. */
  stream<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): AsyncIterable<R>
  /**
   * Runs a statement that returns nothing (INSERT … SELECT, ALTER). Settings are the engine's own names.
   * With `insert_deduplication_token` a repeated INSERT … SELECT is stored once only if it cuts the same rows into
   * the same blocks: the same text and settings over the same bytes. Whatever else may differ, guard it by ids.
   */
  run<P>(query: Query<P, unknown>, params: P, settings?: Record<string, string | number>): Promise<void>
  /**
   * Appends rows; once this returns they outlive the process. Bytes are stored in base64. Idempotent per
   * `batchId`, which stands for exactly these rows: a retry never doubles them. The newest 10,000 batches of a table
   * are remembered.
   */
  append(table: string, batchId: string, rows: readonly Record<string, unknown>[]): Promise<void>
  /**
   * Columns as typed arrays or string lists, for scans too long for objects: numbers, times (epoch milliseconds),
   * strings. NULL becomes NaN or ''. No key at all for an empty result. Numbers must be ≤ 2^53.
   */
  columns<P>(query: Query<P, unknown>, params: P): Promise<Record<string, Float64Array | string[]>>
  close(): Promise<void>
}
