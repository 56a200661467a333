/** Numbers and times as the page shows them. English, UTC, the same everywhere. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

const long = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumFractionDigits: 1,
})
/** `14.8 million`, inside a sentence. */
export const spoken = (value: number): string => (value < 1e6 ? count(value) : long.format(value))

export const count = (value: number): string => whole.format(value)
export const compact = (value: number): string => short.format(value)

export function percent(share: number, isCertainty = false): string {
  const value = share * 100
  if (value === 0) return '0\u00a0%'
  // 99.98 % sure must not become 100 %: certainty is never claimed by rounding.
  if (value > 99.5 && isCertainty)
    return value >= 99.995 ? '>\u00a099.99\u00a0%' : `${(Math.floor(value * 100) / 100).toFixed(2)}\u00a0%`
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}\u00a0%`
}

const at = (time: string): Date => new Date(time.length === 10 ? `${time}T00:00:00Z` : time)
const valid = (format: Intl.DateTimeFormat, time: string): string =>
  Number.isNaN(at(time).getTime()) ? '–' : format.format(at(time))

export const shortDay = (time: string): string => valid(day, time)
export const longDay = (time: string): string => valid(dayYear, time)
export const moment = (time: string): string => valid(minute, time)

export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(last.slice(0, 10)) - Date.parse(first.slice(0, 10))) / 86_400_000) + 1

/** Signed, with a true minus, so that columns align. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

export const label = (id: string): string => id.replaceAll('-', ' ').replaceAll('_', ' ')
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
