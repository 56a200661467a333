/**
 * Requests that arrive together are stored together: a batch costs the engine two tenths of a second whatever is in it,
 * so ten thousand small requests a second are stored as a few large batches. Each request waits for its own batch, and
 * is answered once that stands on disk. The next batch is read and sketched while one is stored; two are never stored
 * side by side, because ids are looked up before they are stored and neither would see the other's.
 */
import { AppError } from '../../errors.ts'
import type { BodyResult, StagedBodies } from '../../ingest/ingest-bodies.ts'

export interface GroupCommit {
  /** Native JSON Lines; settles once they are stored. */
  store(body: Uint8Array): Promise<BodyResult>
  /** Waits for what was given; nothing more is taken. */
  close(): Promise<void>
}

export interface GroupCommitOptions {
  readonly stage: (bodies: readonly Uint8Array[]) => Promise<Pick<StagedBodies, 'store'>>
  /** How long the first of a batch waits for company. */
  readonly lingerMs: number
  /** A batch takes bodies until it holds this much. */
  readonly batchBytes: number
  /** Told of each batch once it is stored. */
  readonly stored?: (batch: { bodies: number; bytes: number; results: readonly BodyResult[] }) => void
}

interface Waiting {
  readonly body: Uint8Array
  done(result: BodyResult): void
  failed(error: unknown): void
}

export function groupCommit({ stage, lingerMs, batchBytes, stored }: GroupCommitOptions): GroupCommit {
  let waiting: Waiting[] = []
  let waitingBytes = 0
  let running: Promise<void> | undefined
  let isClosed = false
  let enough: () => void = () => undefined

  const linger = (): Promise<void> => {
    if (waitingBytes >= batchBytes || isClosed) return Promise.resolve()
    return new Promise(resolve => {
      const timer = setTimeout(resolve, lingerMs)
      enough = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  const nextBatch = (): Waiting[] => {
    let bytes = 0
    let size = 0
    for (const { body } of waiting) {
      if (size > 0 && bytes + body.length > batchBytes) break
      bytes += body.length
      size += 1
    }
    const batch = waiting.slice(0, size)
    waiting = waiting.slice(size)
    waitingBytes -= bytes
    return batch
  }
  const run = async (): Promise<void> => {
    let before: Promise<void> = Promise.resolve()
    while (waiting.length > 0) {
      await linger()
      const batch = nextBatch()
      // A failure is told when its turn comes: a staged batch must be stored in any case.
      const staged = stage(batch.map(each => each.body))
      await Promise.allSettled([staged, before])
      before = commit(batch, staged)
      if (waiting.length === 0) await before
    }
    running = undefined
  }
  const commit = async (
    batch: readonly Waiting[],
    staged: Promise<Pick<StagedBodies, 'store'>>,
  ): Promise<void> => {
    try {
      const results = await (await staged).store()
      stored?.({
        bodies: batch.length,
        bytes: batch.reduce((sum, { body }) => sum + body.length, 0),
        results,
      })
      batch.forEach((each, at) => {
        const result = results[at]
        if (result !== undefined) each.done(result)
      })
    } catch (error) {
      if (batch.length === 1 || (error instanceof AppError && error.retryable)) {
        for (const each of batch) each.failed(error)
        return
      }
      // One body that the engine cannot digest must not fail the others that happened to stand beside it.
      const half = Math.ceil(batch.length / 2)
      for (const part of [batch.slice(0, half), batch.slice(half)])
        await commit(part, stage(part.map(each => each.body)))
    }
  }

  return {
    store(body) {
      if (isClosed) {
        return Promise.reject(
          new AppError('upstream', 'http/stopping', 'the service is stopping; send it again'),
        )
      }
      return new Promise((done, failed) => {
        waiting.push({ body, done, failed })
        waitingBytes += body.length
        if (waitingBytes >= batchBytes) enough()
        running ??= run()
      })
    },
    async close() {
      isClosed = true
      enough()
      await running
    },
  }
}
