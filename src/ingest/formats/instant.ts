/** Times as loggers write them: RFC 3339, SQL-like text without a zone (taken as UTC), HTTP dates, any epoch unit. */
import { number } from './fields.ts'

const epochText = /^-?\d+(\.\d+)?$/
const zoneless = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?$/
const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** Seconds, milliseconds, microseconds or nanoseconds, told apart by size: valid for 1973 to 5138. */
function fromEpoch(value: number): number {
  const size = Math.abs(value)
  if (size < 1e11) return value * 1e3
  if (size < 1e14) return value
  return size < 1e17 ? value / 1e3 : value / 1e6
}

/** Epoch milliseconds, or undefined when it is no time. */
export function instant(value: unknown): number | undefined {
  if (value instanceof Date) return instant(value.getTime())
  if (typeof value === 'number' || (typeof value === 'string' && epochText.test(value.trim()))) {
    const epoch = number(value)
    return epoch === undefined ? undefined : bounded(fromEpoch(epoch))
  }
  if (typeof value !== 'string') return undefined
  const written = value.trim()
  if (zoneless.test(written)) return bounded(Date.parse(`${written.replace(' ', 'T').slice(0, 23)}Z`))
  return bounded(Date.parse(written.replace(basic, '$1-$2-$3T$4:$5:$6Z')))
}

/** Nanoseconds since 1970 do not fit a double: without it, 250 ms reads as 249.9999. */
const rounding = 1e-3

/** Years 0001 to 9999: what RFC 3339 can write. Whether a time is believable is for ingest to say. */
function bounded(ms: number): number | undefined {
  return Number.isFinite(ms) && ms >= -62_135_596_800_000 && ms <= 253_402_300_799_999
    ? Math.floor(ms + rounding)
    : undefined
}

/** First of the values that is a time. */
export function firstInstant(...values: readonly unknown[]): number | undefined {
  for (const value of values) {
    const found = instant(value)
    if (found !== undefined) return found
  }
  return undefined
}
