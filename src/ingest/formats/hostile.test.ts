import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountSchema } from '../../model/account.ts'
import { exchangeSchema } from '../../model/exchange.ts'
import { documents } from './documents.ts'
import type { Format, Parsed } from './format.ts'
import { formats } from './index.ts'
import { instant } from './instant.ts'

const samples = join(import.meta.dirname, 'samples')

const genuine: unknown[] = formats.flatMap(({ id }) =>
  readdirSync(join(samples, id))
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name =>
      readFileSync(join(samples, id, name), 'utf8')
        .split('\n')
        .filter(Boolean),
    )
    .map(line => JSON.parse(line)),
)

/** Every place in a record, as the keys that lead there. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))]
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) }
  Object.assign(copy as object, { [key]: replaced((value as Record<string, unknown>)[key], rest, by) })
  return copy
}

/** A genuine record with one to three of its places overwritten by anything. */
const damaged = fc
  .tuple(
    fc.constantFrom(...genuine),
    fc.array(fc.tuple(fc.nat(), anything()), { minLength: 1, maxLength: 3 }),
  )
  .map(([record, wounds]) =>
    wounds.reduce((hurt, [at, by]) => {
      const all = places(hurt)
      return replaced(hurt, all[at % all.length] ?? [], by)
    }, record as unknown),
  )

function anything(): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    '',
    ' ',
    '-1',
    'NaN',
    -1,
    1e308,
    0.5,
    9e15,
    'data: {',
    '[[',
    '{"a":',
    '\ud800',
    [],
    {},
    [null],
    null,
    true,
  )
  return fc.oneof(
    odd,
    fc.jsonValue({ maxDepth: 4 }),
    fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value)),
  )
}

function allowed(result: Parsed): boolean {
  if ('exchange' in result)
    return (
      exchangeSchema.safeParse(result.exchange).success &&
      !Number.isNaN(Date.parse(String(result.exchange.time)))
    )
  if ('account' in result) return accountSchema.safeParse(result.account).success
  return 'reason' in result ? result.reason !== '' : result.skip !== ''
}

const check = (format: Format, record: unknown): void => {
  format.detect([record])
  const results = format.parse(record, { file: 'hostile', line: 1 })
  expect(results.every(allowed), JSON.stringify(results)).toBe(true)
  expect(format.parse(record, { file: 'again', line: 1 })).toEqual(results)
}

describe.each(formats.map(format => [format.id, format] as const))('%s', (_, format) => {
  it('any JSON at all gives results within the contract and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), record => check(format, record)),
      { numRuns: 300, seed: 11 },
    )
  })

  it('a genuine record damaged anywhere gives results within the contract and never throws', () => {
    fc.assert(
      fc.property(damaged, record => check(format, record)),
      { numRuns: 600, seed: 12 },
    )
  })

  it('a record nested five thousand deep is an answer, not a crash', () => {
    const deep: unknown = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))
    for (const record of [deep, ...genuine.map(real => replaced(real, places(real).at(-1) ?? [], deep))]) {
      format.detect([record])
      expect(format.parse(record, { file: 'deep', line: 1 }).every(allowed)).toBe(true)
    }
  })
})

it('a forged number in an attribute name makes no giant conversation', () => {
  const attributes = {
    'gen_ai.request.model': 'm',
    'gen_ai.prompt.99999999.content': 'x',
    'gen_ai.prompt.0.content': 'y',
  }
  const [result] =
    formats
      .find(({ id }) => id === 'otlp')
      ?.parse({ traceId: 't', spanId: 's', attributes }, { file: '', line: 1 }) ?? []
  expect(result).toMatchObject({ exchange: { request: { messages: [{ content: 'y' }] } } })
})

it('a body recorded as object, text, list, bytes or base 64 is the same body', () => {
  const body = { model: 'm', messages: [{ role: 'user', content: 'héllo' }] }
  const bytes = Buffer.from(JSON.stringify(body))
  const ways = [
    body,
    JSON.stringify(body),
    [body],
    bytes.toJSON(),
    { base64: bytes.toString('base64') },
    bytes.toString('base64'),
    [...bytes],
  ]
  for (const way of ways) expect(documents(way)).toEqual([body])
})

it('times in seconds, milliseconds, microseconds, nanoseconds and text are the same time', () => {
  const written = [
    1795253400,
    1795253400000,
    1795253400000000,
    '1795253400000000000',
    '2026-11-21T09:30:00Z',
    '2026-11-21 09:30:00.000000',
    '20261121T093000Z',
    'Sat, 21 Nov 2026 09:30:00 GMT',
    '2026-11-21T10:30:00+01:00',
  ]
  for (const time of written) expect(instant(time), String(time)).toBe(1795253400000)
  for (const time of ['', 'soon', null, {}, 1e300, Number.NaN]) expect(instant(time)).toBeUndefined()
})
