/** What a probe does to a call: it takes longer, and nothing else. */
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowed, gatewayUnderTest, type UnderTest } from '../../test/support/gateway-under-test.ts'
import type { Slow } from '../model/decision.ts'
import { makeSlower } from './slow.ts'

let gateway: UnderTest
beforeAll(async () => {
  gateway = await gatewayUnderTest({ gapMs: 10 })
})
afterAll(() => gateway.close())

const call = (account: string, signal?: AbortSignal) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'x-account': account, authorization: 'Bearer k' },
    body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Hello.' }] }),
    ...(signal && { signal }),
  }).then(async answer => [answer.status, (await answer.text()).includes('[DONE]')])

const slows = (slow: Omit<Slow, 'probe'>, whom = 'slowed'): void => {
  gateway.decided = account => (account === whom ? { ...allowed, slow: { probe: 'b-1', ...slow } } : allowed)
}

test('a delayed call is answered like any other, later, and its record names the probe', async () => {
  slows({ delay_ms: 300 })
  const begun = performance.now()
  expect(await call('slowed')).toEqual([200, true])
  // A timer may fire a millisecond early.
  expect(performance.now() - begun).toBeGreaterThan(298)
  expect((await gateway.recorded()).at(-1)).toMatchObject({
    status: 200,
    decision: { decision: 'allow', probe: 'b-1' },
  })
  await call('other')
  expect((await gateway.recorded()).at(-1)).not.toHaveProperty('decision')
})

test('fewer calls at once means that the others wait their turn, of the same account alone', async () => {
  const slower = makeSlower()
  const response = new EventEmitter() as ServerResponse
  let flying = 0
  let most = 0
  const one = async (account: string) => {
    const done = await slower.hold(account, { probe: 'b', concurrent: 2 }, response)
    most = Math.max(most, ++flying)
    await new Promise(resume => setTimeout(resume, 5))
    flying -= 1
    done()
  }
  response.setMaxListeners(100)
  await Promise.all(Array.from({ length: 10 }, () => one('a')))
  expect(most).toBe(2)
  await Promise.all(['a', 'b', 'c'].flatMap(account => [one(account), one(account)]))
  expect(most).toBe(6)
  slows({ concurrent: 1 })
  const answers = await Promise.all(Array.from({ length: 4 }, () => call('slowed')))
  expect(answers).toEqual(Array.from({ length: 4 }, () => [200, true]))
})

test('a caller who leaves while it is slowed costs the upstream nothing', async () => {
  slows({ delay_ms: 5_000 })
  const before = gateway.upstream.seen.length
  const leaving = new AbortController()
  const left = call('slowed', leaving.signal).catch(() => 'left')
  setTimeout(() => leaving.abort(), 50)
  expect(await left).toBe('left')
  expect((await gateway.recorded()).at(-1)).toMatchObject({
    status: 499,
    response: { stop_reason: 'client_left' },
  })
  expect(gateway.upstream.seen).toHaveLength(before)
})
