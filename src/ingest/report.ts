/** What an ingest did, in numbers. */

export interface Tally {
  /** Lines or records that are not blank. */
  lines: number
  taken: number
  repeated: number
  rejected: number
  /** Lines about accounts taken. */
  accounts: number
  /** Records of a foreign format that are no call of a model. */
  skipped: number
  /** Addresses that are none; their exchanges were taken with the address unknown. */
  unknown_ips: number
}

export type FileOutcome = 'read' | 'known' | 'empty' | 'unknown-format' | 'unreadable'

/** What stands behind two of the numbers. */
export interface Why {
  /** Reason → lines rejected for it in this run; of a part that was read before, the quarantine tells. */
  reasons: Record<string, number>
  /** Kind → records skipped for being that and no call of a model, in this run. */
  kinds: Record<string, number>
}

export interface FileReport extends Tally, Why {
  file: string
  outcome: FileOutcome
  format: string
  /** Why a file was not read, or not to its end. */
  note?: string
  /** Where its rejected lines are. */
  rejected_file?: string
}

export interface IngestReport extends Tally, Why {
  files: FileReport[]
}

export const emptyTally = (): Tally => ({
  lines: 0,
  taken: 0,
  repeated: 0,
  rejected: 0,
  accounts: 0,
  skipped: 0,
  unknown_ips: 0,
})

export const emptyReport = (): Tally & Why => ({ ...emptyTally(), reasons: {}, kinds: {} })

/** Adds in place. */
export function add(to: Tally, more: Tally): void {
  to.lines += more.lines
  to.taken += more.taken
  to.repeated += more.repeated
  to.rejected += more.rejected
  to.accounts += more.accounts
  to.skipped += more.skipped
  to.unknown_ips += more.unknown_ips
}

/** Adds in place: one more of each name. */
export function countEach(to: Record<string, number>, names: Iterable<string>): void {
  for (const name of names) to[name] = (to[name] ?? 0) + 1
}

/** Adds in place. */
export function addWhy(to: Why, more: Why): void {
  for (const part of ['reasons', 'kinds'] as const)
    for (const [name, many] of Object.entries(more[part])) to[part][name] = (to[part][name] ?? 0) + many
}
