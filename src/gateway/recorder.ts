/** Exchanges on their way into the store: gathered, sent in batches, sent again when that fails, and bounded. */
import type { DecidedExchange } from './exchange-line.ts'

/** Takes a batch or rejects; the same `batchId` again changes nothing. */
export type StoreLines = (lines: readonly string[], batchId: string) => Promise<void>

export interface RecorderOptions {
  readonly store: StoreLines
  /** One line about what could not be stored. */
  readonly log: (line: string) => void
  /** Unique to this process: batches of two gateways must not be taken for each other. */
  readonly name: string
  readonly flushMs?: number
}

/** A slow store must not fill the gateway's memory: what is beyond is dropped, counted and said. */
export const queueBytesMax = 64 * 1024 * 1024
const batchBytesMax = 8 * 1024 * 1024
const batchLinesMax = 5_000
/** The store refuses longer lines unread. */
const lineBytesMax = 16 * 1024 * 1024
const retryMs = [500, 2_000, 5_000, 10_000] as const

export interface Recorder {
  record(exchange: DecidedExchange): void
  /** What waits now, and what was lost so far. */
  readonly counts: { readonly waiting: number; readonly recorded: number; readonly dropped: number }
  /** Stores what waits, now. */
  flush(): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  line: string
  bytes: number
}

export function makeRecorder(options: RecorderOptions): Recorder {
  const { store, log, name, flushMs = 1_000 } = options
  const queue: Waiting[] = []
  const counts = { waiting: 0, recorded: 0, dropped: 0 }
  let queued = 0
  let number = 0
  let timer: NodeJS.Timeout | undefined
  let busy: Promise<void> | undefined
  let closing = false

  const drop = (lines: number): void => {
    if (counts.dropped === 0)
      log('gateway/recorder-full the store is behind; exchanges are passed on unrecorded')
    counts.dropped += lines
  }
  const batch = (): Waiting[] => {
    let bytes = 0
    let take = 0
    while (take < queue.length && take < batchLinesMax && (take === 0 || bytes < batchBytesMax))
      bytes += queue[take++]?.bytes ?? 0
    return queue.splice(0, take)
  }
  const send = async (lines: readonly string[], batchId: string): Promise<boolean> => {
    for (let attempt = 0; ; attempt++) {
      try {
        await store(lines, batchId)
        return true
      } catch (error) {
        const wait = retryMs[Math.min(attempt, retryMs.length - 1)] ?? 0
        if (attempt === 0) log(`gateway/recorder-retry ${error instanceof Error ? error.message : 'failed'}`)
        if (closing && attempt >= 1) return false
        await new Promise(resume => setTimeout(resume, closing ? retryMs[0] : wait))
      }
    }
  }
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const next = batch()
      const sent = await send(
        next.map(({ line }) => line),
        `${name}-${number++}`,
      )
      for (const { bytes } of next) queued -= bytes
      counts.waiting -= next.length
      if (sent) counts.recorded += next.length
      else drop(next.length)
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    busy ??= drain().finally(() => {
      busy = undefined
      if (queue.length > 0 && !closing) schedule()
    })
    return busy
  }
  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), flushMs)
  }
  return {
    counts,
    record: exchange => {
      const line = JSON.stringify(exchange)
      const bytes = Buffer.byteLength(line)
      if (bytes > lineBytesMax || queued + bytes > queueBytesMax || closing) {
        drop(1)
        return
      }
      queue.push({ line, bytes })
      queued += bytes
      counts.waiting += 1
      if (queue.length >= batchLinesMax) void flush()
      else schedule()
    },
    flush: async () => {
      await flush()
      if (queue.length > 0) await flush()
    },
    close: async () => {
      closing = true
      await flush()
      if (queue.length > 0) await flush()
    },
  }
}
