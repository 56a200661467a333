/** Turns parameter values into what both engines bind alike. Values reach SQL only this way. */
import { AppError } from '../errors.ts'

export type BoundValue = string | number | bigint | null | readonly BoundValue[]

/**
 * Prepares `params` for the `{name:Type}` placeholders of `sql`; names the text does not use are left out.
 * Times may be Date objects or RFC 3339 strings, 64-bit integers bigint or decimal strings.
 * @example bind('SELECT {since:DateTime64(3)}', { since: new Date(0) }) // { since: '1970-01-01 00:00:00.000' }
 */
export function bind(sql: string, params: unknown): Record<string, BoundValue> {
  const values = (typeof params === 'object' && params !== null ? params : {}) as Record<string, unknown>
  const bound: Record<string, BoundValue> = {}
  for (const [, name, type] of sql.matchAll(placeholder)) {
    if (name === undefined || type === undefined) continue
    if (!Object.hasOwn(values, name))
      throw new AppError('bug', 'store/parameter', `parameter ${name} has no value`)
    bound[name] = boundValue(values[name], type.trim(), name)
  }
  return bound
}

const placeholder = /\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]+)\}/g

function boundValue(value: unknown, type: string, name: string): BoundValue {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type)?.[1]
  if (inner !== undefined) return boundValue(value, inner, name)
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) {
    const element = /^Array\((.*)\)$/s.exec(type)?.[1] ?? 'String'
    return value.map(item => boundValue(item, element, name))
  }
  if (value instanceof Date) return engineTime(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'string') {
    if (type.startsWith('DateTime') && /\dT\d/.test(value)) return engineTime(new Date(value))
    // Inside an array a quoted number is refused, so decimal strings of an integer type become integers.
    return /^U?Int/.test(type) && /^-?\d+$/.test(value) ? BigInt(value) : value
  }
  throw new AppError('bug', 'store/parameter', `parameter ${name} has no ${type} form`)
}

/** The one form every DateTime parameter accepts; a trailing Z is refused there. */
function engineTime(time: Date): string {
  if (Number.isNaN(time.getTime())) throw new AppError('input', 'store/time', 'not a time')
  return time.toISOString().replace('T', ' ').replace('Z', '')
}

/** The value as the text of `SET param_x = '…'`, before the quoting of that literal. */
export function parameterText(value: BoundValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\t\n\r\0\b\f]/g, char => tsvEscapes[char] ?? char)
  if (typeof value === 'object') return `[${value.map(nestedText).join(',')}]`
  return String(value)
}

const nestedText = (value: BoundValue): string =>
  value === null ? 'NULL' : typeof value === 'string' ? quoted(value) : parameterText(value)

/** A ClickHouse string literal: only the backslash and the quote can end it early. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`

const tsvEscapes: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
}
