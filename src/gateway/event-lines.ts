/** Server-sent events cut out of a stream of bytes as they pass (HTML standard § 9.2.6), within bounds. */
import { StringDecoder } from 'node:string_decoder'

/** One event's lines as they came, without the blank line that ends them. */
export type OnEvent = (lines: string) => void

/** An event larger than this is no event of a model's stream: the rest of it is skipped. */
const eventCharsMax = 16 * 1024 * 1024

export interface EventLines {
  take(chunk: Buffer): void
  /** A stream may end without the last blank line. */
  end(): void
}

const blank = /\r\n\r\n|\n\n|\r\r|\r\n\n|\n\r\n/g

export function eventLines(onEvent: OnEvent): EventLines {
  const decoder = new StringDecoder('utf8')
  let held = ''
  let skipping = false
  const cut = (): void => {
    blank.lastIndex = 0
    let from = 0
    for (let found = blank.exec(held); found !== null; found = blank.exec(held)) {
      if (!skipping && found.index > from) onEvent(held.slice(from, found.index))
      skipping = false
      from = found.index + found[0].length
    }
    if (from > 0) held = held.slice(from)
    if (held.length > eventCharsMax) {
      skipping = true
      held = held.slice(-3)
    }
  }
  return {
    take: chunk => {
      held += decoder.write(chunk)
      cut()
    },
    end: () => {
      held += decoder.end()
      if (!skipping && held.trim() !== '') onEvent(held)
      held = ''
    },
  }
}

/** The `data` of an event; several lines are joined, as the standard says. */
export function dataOf(lines: string): string {
  if (lines.startsWith('data:') && !lines.includes('\n') && !lines.includes('\r'))
    return lines.slice(lines.charCodeAt(5) === 32 ? 6 : 5)
  return lines
    .split(/\r\n|\n|\r/)
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(line.charCodeAt(5) === 32 ? 6 : 5))
    .join('\n')
}
