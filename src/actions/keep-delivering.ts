/** Delivers while a service runs: one turn after the other, never two at once. */
import { type DeliverParts, deliverDue } from './deliver.ts'

export interface Delivering {
  /** Ends after the turn under way. */
  stop(): Promise<void>
}

/** Short against a minute in which a suspended key still works, long against a query. */
const betweenMs = 2_000

/** @param log told of a turn that broke, in one line; the next turn tries again */
export function keepDelivering(
  parts: DeliverParts,
  log: (line: string) => void,
  everyMs = betweenMs,
): Delivering {
  let stopped = false
  let wake: () => void = () => undefined
  const running = (async () => {
    while (!stopped) {
      try {
        await deliverDue(parts)
      } catch (error) {
        log(`actions/turn ${error instanceof Error ? error.message : String(error)}`)
      }
      if (stopped) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, everyMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    stop: () => {
      stopped = true
      wake()
      return running
    },
  }
}
