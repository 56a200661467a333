/** OTLP/JSON values and attributes as plain JavaScript, and the numbered attributes that older instrumentations write. */
import { bytesOf } from './event-stream.ts'
import { type Fields, fields, isFields, list, number } from './fields.ts'

/** AnyValue nests; a hostile one must not exhaust the stack. */
const depthMax = 24

/** Unwraps `{ stringValue }`, `{ arrayValue }` …; plain values pass. */
function anyValue(value: unknown, depth = 0): unknown {
  if (!isFields(value) || depth > depthMax) return value
  if ('stringValue' in value) return value.stringValue
  if ('intValue' in value) return number(value.intValue)
  if ('doubleValue' in value) return number(value.doubleValue)
  if ('boolValue' in value) return value.boolValue
  if ('bytesValue' in value) return bytesOf(value.bytesValue)?.toString('utf8')
  if ('arrayValue' in value)
    return list(fields(value.arrayValue).values).map(item => anyValue(item, depth + 1))
  if ('kvlistValue' in value) return attributesOf(fields(value.kvlistValue).values, depth + 1)
  return value
}

/** Attributes as an object, from OTLP's list of `{ key, value }` or from an object. */
export function attributesOf(value: unknown, depth = 0): Fields {
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(fields(value)).map(([key, held]) => [key, anyValue(held, depth)]),
    )
  return Object.fromEntries(
    value.flatMap(item =>
      typeof fields(item).key === 'string' ? [[fields(item).key, anyValue(fields(item).value, depth)]] : [],
    ),
  )
}

/** More than any conversation; a forged index must not make a sparse giant. */
const indexMax = 10_000

/** `gen_ai.prompt.3.role` … under `prefix`, as objects in the order of their numbers. */
export function numbered(attributes: Fields, prefix: string): Fields[] {
  const found = new Map<number, Fields>()
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith(`${prefix}.`)) continue
    const [, index, rest] = /^(\d{1,5})\.(.+)$/.exec(name.slice(prefix.length + 1)) ?? []
    if (index === undefined || rest === undefined || Number(index) > indexMax) continue
    const item = found.get(Number(index)) ?? {}
    item[rest] = value
    found.set(Number(index), item)
  }
  return [...found].sort(([a], [b]) => a - b).map(([, item]) => item)
}
