/** All a caller ever sees of the store. The embedded engine and a server both stand behind it. */
import type { Query } from '../query.ts'

export interface Store {
  readonly engine: 'embedded' | 'server'
  /** Runs one named query; each row is checked against the query's row schema. */
  rows<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): Promise<R[]>
  /** The same, without holding the result in memory. */
  stream<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): AsyncIterable<R>
  /** Runs a statement that returns nothing (INSERT … SELECT, ALTER). Settings are the engine's own names. */
  run<P>(query: Query<P, unknown>, params: P, settings?: Record<string, string | number>): Promise<void>
  /** Appends rows. Idempotent per `batchId`: a retry never doubles rows. */
  append(table: string, batchId: string, rows: readonly Record<string, unknown>[]): Promise<void>
  /** Columns as typed arrays or string lists, for scans too long for objects. Numbers must be ≤ 2^53. */
  columns<P>(query: Query<P, unknown>, params: P): Promise<Record<string, Float64Array | string[]>>
  close(): Promise<void>
}
