import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideRequestSchema } from './decision.ts'
import { isPlainCall } from './plain-call.ts'

const odd = fc.oneof(
  fc.string({ maxLength: 140 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, '', [], {}, Number.POSITIVE_INFINITY, Number.NaN, 2 ** 60, -1),
  fc.jsonValue(),
)
/** Right more often than not, or nothing would ever be taken. */
const oftenText = fc.oneof({ weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) }, odd)
const oftenAbsent = fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, odd)
const some = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map(name => [name, oftenAbsent])), { requiredKeys: [] })
const call = fc.record(
  {
    account: oftenText,
    model: oftenText,
    ...Object.fromEntries(
      ['id', 'time', 'key', 'conversation', 'turn', 'pathway', 'params', 'request', 'sketch', 'unknown'].map(
        name => [name, oftenAbsent],
      ),
    ),
    client: fc.oneof(
      odd,
      some(['ip', 'ja4', 'user_agent', 'sdk', 'device', 'rtt_ms', 'tls_rtt_ms', 'other']),
    ),
    usage: fc.oneof(
      oftenAbsent,
      some(['input_tokens', 'output_tokens', 'cached_tokens', 'reasoning_tokens']),
    ),
  },
  { requiredKeys: ['account', 'model'] },
)

test('whatever is taken the short way, the schema takes too, and reads alike', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof(call, odd), value => {
      if (!isPlainCall(value)) return
      taken++
      const parsed = decideRequestSchema.parse(value)
      expect(value).toMatchObject(parsed)
    }),
    { numRuns: 5_000, seed: 7 },
  )
  expect(taken).toBeGreaterThan(20)
})

test('a call as gateways send it goes the short way', () => {
  const client = { ip: '203.0.113.7', user_agent: 'sdk/1.0', rtt_ms: 1.5 }
  const asked = { account: 'a', model: 'm', key: 'k', client, usage: { input_tokens: 3 }, params: { n: 1 } }
  expect(isPlainCall(asked)).toBe(true)
  expect(isPlainCall({ ...asked, request: { messages: [] } })).toBe(false)
})
