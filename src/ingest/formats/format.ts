/** A foreign log format: one file, one object, listed in `index.ts`. Pure: no store, no clock, no files. */
import type { Account } from '../../model/account.ts'
import type { Exchange } from '../../model/exchange.ts'

/** Where a record stands, so that a record without an id or a time of its own still gets stable ones. */
export interface ParseContext {
  /** The file as the operator would name it. Never part of an id: the same log under another name is the same log. */
  file: string
  /** 1-based line, or 1-based position of the record in a file that is one document. */
  line: number
  /** Epoch milliseconds used where a record has no time of its own. Defaults to `undatedTime`. */
  time?: number
  /** Keyed hash for mail addresses that stand where an account belongs. Without it a plain SHA-256 is used. */
  mask?: (address: string) => string
}

/**
 * `reason`: should have been an exchange and is broken; it goes to quarantine.
 * `skip`: legitimately no call of a model (embeddings, a health check); counted by this kind, never quarantined.
 */
export type Parsed = { exchange: Exchange } | { account: Account } | { reason: string } | { skip: string }

export interface Format {
  id: string
  title: string
  /** Looks at the first records of a file. Must be cheap, must not throw. */
  detect(records: readonly unknown[]): boolean
  /** Gives one or several results for one record. Must not throw, whatever the record. */
  parse(record: unknown, context: ParseContext): Parsed[]
}

/** 2000-01-01: visibly not a real time, inside every sane range, and the same on every run. */
export const undatedTime = Date.UTC(2000, 0, 1)
