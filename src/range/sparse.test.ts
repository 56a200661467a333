import { expect, test } from 'vitest'
import { type SparseWorld, sparseWorlds } from './sparse.ts'

const exchange = {
  id: 'e',
  time: '2026-05-01T03:59:59.999Z',
  account: 'a',
  conversation: 'c',
  turn: 2,
  client: { ip: '192.0.2.1', rtt_ms: 20, tls_rtt_ms: 30, ja4: 't13', user_agent: 'agent', device: 'd' },
  usage: { input_tokens: 5 },
  request: { messages: [] },
  response: { text: 'yes' },
}
const account = { account: 'a', country: 'DE', signup_ip: '192.0.2.1', signup_device: 'd', signup_ja4: 't13' }
const sparse = (id: string): SparseWorld => sparseWorlds.find(one => one.id === id) as SparseWorld
const seen = (id: string): Record<string, unknown> => ({ ...sparse(id).exchange?.(exchange) })

test('metadata alone holds no text and nothing that ties two requests together', () => {
  expect(Object.keys(seen('metadata'))).toEqual(['id', 'time', 'account', 'client', 'usage'])
})

test('without network data nothing tells where a request came from, and the client stays', () => {
  expect(seen('no-network').client).toEqual({ ja4: 't13', user_agent: 'agent', device: 'd' })
  expect(sparse('no-network').account?.(account)).not.toHaveProperty('signup_ip')
})

test('without client data the address stays', () => {
  expect(seen('no-client').client).toEqual({ ip: '192.0.2.1', rtt_ms: 20, tls_rtt_ms: 30 })
  expect(sparse('no-client').account?.(account)).toEqual({
    account: 'a',
    country: 'DE',
    signup_ip: '192.0.2.1',
  })
})

test('an hourly clock rounds down, whatever notation the time came in', () => {
  expect(seen('hourly').time).toBe('2026-05-01T03:00:00.000Z')
  const inMs = { ...exchange, time: Date.parse(exchange.time) }
  expect(sparse('hourly').exchange?.(inMs)).toMatchObject({ time: '2026-05-01T03:00:00.000Z' })
})

test('a provider without account table has no account lines', () => {
  expect(sparse('no-accounts').account?.(account)).toBeUndefined()
})

test('no variant changes the record it is given', () => {
  const before = JSON.stringify([exchange, account])
  for (const one of sparseWorlds as readonly SparseWorld[]) {
    one.exchange?.(exchange)
    one.account?.(account)
  }
  expect(JSON.stringify([exchange, account])).toBe(before)
})
