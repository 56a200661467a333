/** Starts detection in a thread of its own, with this process's store. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { type Run, runSchema } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { inThread } from './in-thread.ts'

export interface DetectionThread {
  readonly run: Promise<Run>
  /** Ends it wherever it is: a run is saved whole or not at all. */
  stop(): Promise<void>
}

/** @example const { run } = detectInThread(store); await run */
export function detectInThread(store: Store): DetectionThread {
  const { result, stop } = inThread(store, {
    file: 'detect-worker',
    data: {},
    answer: z.object({ run: runSchema }),
    broke: cause =>
      new AppError('bug', 'detect/thread', 'the thread of detection broke', { cause, detail: String(cause) }),
    stopped: () => new AppError('upstream', 'detect/stopped', 'detection was stopped before it ended'),
  })
  return { run: result.then(({ run }) => run), stop }
}
