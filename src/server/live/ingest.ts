/** Live ingest: bodies in, counts out. Bounded memory, one batch at a time, nothing acknowledged that is not stored. */
import { randomUUID } from 'node:crypto'
import { trace } from '@opentelemetry/api'
import type { Clock } from '../../clock.ts'
import { AppError } from '../../errors.ts'
import type { Key } from '../../ingest/batch.ts'
import { type BodyResult, type StagedBodies, stageBodies } from '../../ingest/ingest-bodies.ts'
import { type NativeBody, readBody } from '../../ingest/read-body.ts'
import type { Store } from '../../store/store.ts'
import { makeBudget } from './budget.ts'
import { groupCommit } from './group-commit.ts'
import { unpackBody } from './unpack.ts'

/** What is answered; line numbers are 1-based lines or records of the body. */
export interface Receipt {
  taken: number
  repeated: number
  rejected: number
  accounts: number
  skipped: number
  reasons: { line: number; reason: string; id?: string }[]
}

export interface LiveIngest {
  /** Bytes of bodies that are read and not yet stored. */
  readonly heldBytes: number
  /** Epoch milliseconds of the newest exchange stored through here; undefined before the first. */
  readonly lastStored: number | undefined
  /** Reads a body and settles once it is stored. `read` turns unpacked bytes into native lines. */
  take(request: Request, read?: (body: Uint8Array) => NativeBody): Promise<Receipt>
  /** The same for native lines of this very process, such as those a gateway recorded. */
  takeLines(lines: Uint8Array): Promise<Receipt>
  /** Stores what was given and takes no more. */
  close(): Promise<void>
}

export interface LiveOptions {
  readonly clock: Clock
  /** Told of each batch. */
  readonly onBatch?: (batch: LiveBatch) => void
  readonly onRefused?: () => void
  readonly keepTextMs?: number
  readonly lingerMs?: number
  readonly queueBytes?: number
}

export interface LiveBatch {
  readonly bodies: number
  readonly bytes: number
  readonly ms: number
  readonly results: readonly BodyResult[]
}

/** One body; a line alone may have 16 MiB. */
export const bodyBytesMax = 32 * 1024 * 1024
/** About 25,000 exchanges: to plan a batch takes the engine a tenth of a second, whatever is in it. */
const batchBytes = 64 * 1024 * 1024
/** Everything that is read and waits: one batch that is stored, one that is read, and the next. */
const queueBytesMax = 192 * 1024 * 1024
const reasonsMax = 100

export function liveIngest(store: Store, key: Key, options: LiveOptions): LiveIngest {
  const { clock, onBatch, onRefused, keepTextMs, lingerMs = 100, queueBytes = queueBytesMax } = options
  const tracer = trace.getTracer('stillwatch')
  let batchMs = 1000
  let lastStored: number | undefined
  // What waits is worked off at the pace of the last batch.
  const budget = makeBudget(queueBytes, () =>
    Math.min(60, Math.max(1, Math.ceil(((budget.held / batchBytes) * batchMs) / 1000))),
  )
  const span = <T>(name: string, bodies: number, work: () => Promise<T>): Promise<T> =>
    tracer.startActiveSpan(name, { attributes: { 'stillwatch.bodies': bodies } }, async span => {
      try {
        return await work()
      } finally {
        span.end()
      }
    })
  const stored = async (staged: StagedBodies, begun: number): Promise<BodyResult[]> => {
    const results = await staged.store(keepTextMs === undefined ? {} : { keepTextMs })
    batchMs = clock() - begun
    return results
  }
  const commit = groupCommit({
    lingerMs,
    batchBytes,
    stage: async bodies => {
      const begun = clock()
      const staged = await span('stage batch', bodies.length, () =>
        stageBodies(store, key, bodies, randomUUID(), begun),
      )
      return {
        store: () => span('store batch', bodies.length, () => stored(staged, begun)),
      }
    },
    stored: ({ bodies, bytes, results }) => {
      lastStored = clock()
      onBatch?.({ bodies, bytes, results, ms: batchMs })
    },
  })

  const storeNative = async ({ lines, places, skipped, rejections }: NativeBody): Promise<Receipt> => {
    const result = lines.length === 0 ? nothing() : await commit.store(lines)
    const reasons = [
      ...rejections.map(({ row, reason }) => ({ line: row + 1, reason })),
      ...result.rejections.map(({ row, reason, id }) => ({
        line: (places?.[row] ?? row) + 1,
        reason,
        ...(id !== '' && { id }),
      })),
    ].sort((a, b) => a.line - b.line)
    const { taken, repeated, accounts } = result
    return {
      taken,
      repeated,
      accounts,
      skipped,
      rejected: reasons.length,
      reasons: reasons.slice(0, reasonsMax),
    }
  }

  return {
    get heldBytes() {
      return budget.held
    },
    get lastStored() {
      return lastStored
    },
    async take(request, read = body => readBody(body, isDocument(request), clock())) {
      let held = 0
      try {
        const body = await unpackBody(request, bodyBytesMax, budget)
        held = body.length
        const native = read(body)
        // What a record becomes may be longer than what it was.
        budget.take(Math.max(0, native.lines.length - held))
        held = Math.max(held, native.lines.length)
        return judged(await storeNative(native))
      } catch (error) {
        if (error instanceof AppError && error.kind === 'busy') onRefused?.()
        throw error
      } finally {
        budget.give(held)
      }
    },
    async takeLines(lines) {
      budget.take(lines.length)
      try {
        return await storeNative({ lines, skipped: 0, rejections: [] })
      } finally {
        budget.give(lines.length)
      }
    },
    close: () => commit.close(),
  }
}

const nothing = (): BodyResult => ({ taken: 0, repeated: 0, rejected: 0, accounts: 0, rejections: [] })

const isDocument = (request: Request): boolean =>
  /^application\/json\b/i.test(request.headers.get('content-type') ?? '')

/** A body of which nothing could be used is a mistake of its sender, who should hear of it. */
function judged(receipt: Receipt): Receipt {
  const { taken, repeated, accounts, skipped, rejected, reasons } = receipt
  if (taken + repeated + accounts + skipped > 0) return receipt
  if (rejected === 0) throw new AppError('input', 'ingest/empty', 'the body holds no lines')
  const [first] = reasons
  const message = `none of ${rejected} lines can be taken; line ${first?.line ?? 1}: ${first?.reason ?? ''}`
  throw new AppError('input', 'ingest/nothing-sound', message)
}
