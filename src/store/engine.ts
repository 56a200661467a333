/** What a ClickHouse must be able to do for the store to stand on it. Everything that differs hides behind this. */
import type { BoundValue } from './bind.ts'

export type Settings = Readonly<Record<string, string | number>>

export type Format = 'JSONEachRow' | 'Native'

/** Rows to insert; `columns` where the format does not name them, `settings` to read it by. */
export interface Rows {
  readonly format: 'JSONEachRow' | 'CSV'
  readonly columns?: readonly string[]
  readonly body: Uint8Array
  readonly settings?: Settings
}

export interface Statement {
  readonly sql: string
  /** Name of the query, sent as `log_comment`. */
  readonly name: string
  readonly params: Readonly<Record<string, BoundValue>>
  /** On top of the engine's base settings. */
  readonly settings: Settings
}

export interface Engine {
  readonly kind: 'embedded' | 'server'
  /** Present when tables are sharded over several nodes. */
  readonly cluster: Cluster | undefined
  /** The whole result of any statement, in a ClickHouse output format. Fails before the first byte or not at all. */
  readAll(statement: Statement, format: Format, signal?: AbortSignal): Promise<Uint8Array>
  /** The result of a SELECT in pieces, as the engine makes them. */
  readStream(statement: Statement, format: Format, signal?: AbortSignal): AsyncIterable<Uint8Array>
  execute(statement: Statement): Promise<void>
  /** Runs a schema statement on every node. */
  define(statement: Statement): Promise<void>
  /** Returns once the rows are stored. */
  insert(table: string, rows: Rows, name: string, settings: Settings): Promise<void>
  close(): Promise<void>
}

export interface Cluster {
  readonly name: string
  /** True when schema statements travel with ON CLUSTER; false when they are sent to each node in turn. */
  readonly onCluster: boolean
}

/**
 * Settings both engines get on every statement, so that the same text means the same on both.
 * - times come and go as RFC 3339 in UTC, whatever zone the server lives in;
 * - 64-bit integers travel unquoted: counts are numbers, and hashes go through `toString` in SQL;
 * - a lone surrogate in one JSON line must not fail the whole file;
 * - `implicit_select`: chDB, and a server started from it, would read `SELEC x` as `SELECT SELEC x`;
 * - inserts are synchronous and deduplicated by token, through materialised views too.
 */
export const sharedSettings: Settings = {
  session_timezone: 'UTC',
  date_time_input_format: 'best_effort',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  input_format_json_throw_on_bad_escape_sequence: 0,
  input_format_skip_unknown_fields: 1,
  implicit_select: 0,
  async_insert: 0,
  insert_deduplicate: 1,
  deduplicate_blocks_in_dependent_materialized_views: 1,
}
