/** Work that is repeated, never twice at once, and only when there is something to do. */

export interface Schedule {
  /** Waits for the work under way. */
  stop(): Promise<void>
}

export interface ScheduleOptions {
  readonly everyMs: number
  /** Looked at first after this time. */
  readonly firstMs: number
  /** True when there is something to do. */
  readonly isDue: () => Promise<boolean>
  readonly work: () => Promise<void>
  readonly failed: (error: unknown) => void
}

export function repeat({ everyMs, firstMs, isDue, work, failed }: ScheduleOptions): Schedule {
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const turn = async (): Promise<void> => {
    try {
      if (await isDue()) await work()
    } catch (error) {
      failed(error)
    }
    // From the end of one to the begin of the next, so that slow work leaves time for the rest.
    if (!isStopped) plan(everyMs)
  }
  const plan = (afterMs: number): void => {
    timer = setTimeout(() => {
      running = turn()
    }, afterMs)
    timer.unref()
  }
  plan(firstMs)
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
      return running
    },
  }
}
