/** Reading JSON that nobody promised anything about. Nothing here throws; what is not there is `undefined`. */

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nothing: Fields = Object.freeze(Object.create(null))

/** The object itself, or an empty one. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : nothing)

/** The array itself, or an empty one. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Text that says something. Empty and blank strings are what loggers write for "not known". */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** Text, or a number written as text. */
export const label = (value: unknown): string | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value)

/** A finite number, also when it was written as text. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined
}

/** A whole number ≥ 0: token counts, statuses. */
export function count(value: unknown): number | undefined {
  const parsed = number(value)
  return parsed !== undefined && parsed >= 0 && Number.isSafeInteger(Math.round(parsed))
    ? Math.round(parsed)
    : undefined
}

/** First of the named fields for which `read` finds something. */
export function first<T>(
  from: Fields,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const name of names) {
    const found = Object.hasOwn(from, name) ? read(from[name]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Parses text that may be JSON; anything else comes back as it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const trimmed = value.trimStart()
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** The same object without what is undefined, null or empty; `undefined` if nothing is left. */
export function compact<T extends object>(from: T): T | undefined {
  const kept = Object.entries(from).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as T)
}
