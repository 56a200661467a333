/** Work on what has passed, put off a little: reading along must not delay other streams. */

/**
 * Events of many streams come in bursts, as their senders' clocks tick: what is read meanwhile makes the burst wait. Models
 * write a token every ten to fifty milliseconds, so that what was put off is done before the next burst begins.
 */
const restMs = 7

/** Pieces at one go: what arrives meanwhile waits for no more than these, some tenths of a millisecond. */
const atOnce = 4
/** Beyond this much of one stream its work is done at once: memory is bounded, whatever the rest of the process does. */
const heldBytesMax = 4 * 1024 * 1024

export interface Aside {
  take(chunk: Buffer): void
  /** Does what is left, now. */
  finish(): void
}

const waiting = new Set<() => boolean>()
let planned = false

function plan(): void {
  if (planned) return
  planned = true
  setTimeout(turn, restMs)
}

function turn(): void {
  planned = false
  let left = atOnce
  for (const step of waiting) {
    if (!step()) waiting.delete(step)
    if (--left === 0) break
  }
  if (waiting.size === 0) return
  planned = true
  // After the sockets that are ready have been served.
  setImmediate(turn)
}

/** @example const later = asideOf(chunk => parse(chunk)); later.take(chunk); …; later.finish() */
export function asideOf(work: (chunk: Buffer) => void): Aside {
  const held: Buffer[] = []
  let bytes = 0
  /** One piece; false when none is left. */
  const step = (): boolean => {
    const chunk = held.shift()
    if (chunk === undefined) return false
    bytes -= chunk.length
    work(chunk)
    return held.length > 0
  }
  const finish = (): void => {
    waiting.delete(step)
    while (step());
  }
  return {
    take(chunk) {
      held.push(chunk)
      bytes += chunk.length
      if (bytes > heldBytesMax) finish()
      else {
        waiting.add(step)
        plan()
      }
    },
    finish,
  }
}
