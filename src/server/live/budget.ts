/** How much of strangers' text stands in memory at once: asked before it is read, given back when it is stored. */
import { AppError } from '../../errors.ts'

export interface Budget {
  readonly held: number
  /** @throws busy `ingest/full` when that much more does not fit. */
  take(bytes: number): void
  give(bytes: number): void
}

/** @example const budget = makeBudget(64 * 1024 ** 2, () => 2) */
export function makeBudget(most: number, retryAfterS: () => number): Budget {
  let held = 0
  return {
    get held() {
      return held
    },
    take(bytes) {
      if (held + bytes > most) {
        const message = 'more is waiting to be stored than fits in memory; send it again later'
        throw new AppError('busy', 'ingest/full', message, { retryAfterS: retryAfterS() })
      }
      held += bytes
    },
    give(bytes) {
      held -= bytes
    },
  }
}
