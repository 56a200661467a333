/** Numbers and times as the page shows them, in the language in use; always UTC. */
import { language } from './words.ts'

const locales = {
  en: { numbers: 'en-US', times: 'en-GB' },
  zh: { numbers: 'zh-CN', times: 'zh-CN' },
} as const
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numbers(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${name}`
  const held = formats.get(key) ?? new Intl.NumberFormat(locales[language].numbers, options)
  formats.set(key, held)
  return held as Intl.NumberFormat
}

function times(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`
  const held =
    formats.get(key) ?? new Intl.DateTimeFormat(locales[language].times, { ...options, timeZone: 'UTC' })
  formats.set(key, held)
  return held as Intl.DateTimeFormat
}

export const count = (value: number): string => numbers('whole', { maximumFractionDigits: 0 }).format(value)
export const compact = (value: number): string =>
  numbers('compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
/** `14.8 million`, inside a sentence. */
export const spoken = (value: number): string =>
  value < 1e6
    ? count(value)
    : numbers('long', { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 }).format(value)

/** An expected number of people: little is never shown as nobody. */
export const expected = (value: number): string => (value < 0.05 ? '< 0.1' : value.toFixed(1))

export function percent(share: number, isCertainty = false): string {
  const value = share * 100
  if (value === 0) return '0\u00a0%'
  // 99.98 % sure must not become 100 %: certainty is never claimed by rounding.
  if (value > 99.5 && isCertainty)
    return value >= 99.995 ? '>\u00a099.99\u00a0%' : `${(Math.floor(value * 100) / 100).toFixed(2)}\u00a0%`
  return `${value >= 10 ? value.toFixed(0) : value >= 0.1 ? value.toFixed(1) : value.toPrecision(1)}\u00a0%`
}

/** A bare date is that day; the engine's own `2026-05-07 23:59:52` is UTC. */
function at(time: string): Date {
  if (time.length === 10) return new Date(`${time}T00:00:00Z`)
  return new Date(/^\d{4}-\d\d-\d\d \d/.test(time) ? `${time.replace(' ', 'T')}Z` : time)
}
const valid = (format: Intl.DateTimeFormat, time: string): string =>
  Number.isNaN(at(time).getTime()) ? '–' : format.format(at(time))

export const shortDay = (time: string): string =>
  valid(times('day', { day: 'numeric', month: 'short' }), time)
export const longDay = (time: string): string =>
  valid(times('dayYear', { day: 'numeric', month: 'short', year: 'numeric' }), time)
export const moment = (time: string): string =>
  valid(times('minute', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }), time)
/** `23 Nov 2026, 19:06:36`: where a second matters. */
export const instant = (time: string): string =>
  valid(times('second', { dateStyle: 'medium', timeStyle: 'medium' }), time)

export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(last.slice(0, 10)) - Date.parse(first.slice(0, 10))) / 86_400_000) + 1

/** Signed, with a true minus, so that columns align. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const places = new Map<string, Intl.DisplayNames>()

/** `Indonesia (ID)`: codes of two letters are not read by everybody. What is no code stays as it came. */
export function country(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  const held = places.get(language) ?? new Intl.DisplayNames(locales[language].numbers, { type: 'region' })
  places.set(language, held)
  const name = held.of(code)
  return name === undefined || name === code ? code : `${name} (${code})`
}
