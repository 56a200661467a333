import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { compare, kindsOf, type Wanted } from './compare.ts'
import { intoMessages, kindIn } from './outbox.ts'
import { signed, verifies } from './sign.ts'
import { readWebhook } from './webhook.ts'

const secret = () => `whsec_${randomBytes(24).toString('base64')}`

test('the reference library of Standard Webhooks accepts what is signed here, and the other way round', () => {
  const [mine, other] = [secret(), secret()]
  const nowS = Math.floor(Date.now() / 1000)
  fc.assert(
    fc.property(fc.json(), fc.stringMatching(/^msg_[a-z0-9]{1,20}$/), (body, id) => {
      const headers = signed([other, mine], id, nowS, body)
      expect(new Webhook(mine).verify(body, headers)).toEqual(JSON.parse(body))
      const theirs = new Webhook(mine).sign(id, new Date(nowS * 1000), body)
      expect(verifies(mine, { ...headers, 'webhook-signature': theirs }, body, nowS)).toBe(true)
    }),
  )
})

test('a changed body, id, time or secret is refused, and so is an old message', () => {
  const key = secret()
  const headers = signed([key], 'msg_1', 1_000, '{}')
  expect(verifies(key, headers, '{}', 1_000)).toBe(true)
  expect(verifies(key, headers, '{ }', 1_000)).toBe(false)
  expect(verifies(key, { ...headers, 'webhook-id': 'msg_2' }, '{}', 1_000)).toBe(false)
  expect(verifies(key, { ...headers, 'webhook-timestamp': '1001' }, '{}', 1_000)).toBe(false)
  expect(verifies(secret(), headers, '{}', 1_000)).toBe(false)
  expect(verifies(key, headers, '{}', 1_301)).toBe(false)
  expect(verifies(key, {}, '{}', 1_000)).toBe(false)
})

const ladder = ['none', 'limit', 'withhold', 'verify', 'suspend'] as const
const wantedMap = fc
  .dictionary(
    fc.stringMatching(/^a[0-9]$/),
    fc.record({ measure: fc.constantFrom(...ladder.slice(1)), terms: fc.constantFrom('{}', '{"a":1}') }),
  )
  .map(
    record =>
      new Map<string, Wanted>(Object.entries(record).map(([a, w]) => [a, { ...w, containment: 'k' }])),
  )

test('asking what differs makes asked and wanted the same; asking again asks nothing', () => {
  fc.assert(
    fc.property(wantedMap, wantedMap, (should, asked) => {
      const after = new Map(asked)
      for (const { account, measure, terms, containment } of compare(should, asked)) {
        if (measure === 'none') after.delete(account)
        else after.set(account, { measure, terms, containment })
      }
      expect(new Map([...after].sort())).toEqual(new Map([...should].sort()))
      expect(compare(should, after)).toEqual([])
    }),
  )
})

test('going down undoes what was stricter before it sets what is milder; going up undoes nothing', () => {
  expect(kindsOf({ measure: 'limit', undoes: 'suspend' })).toEqual(['key.resume', 'quota.set'])
  expect(kindsOf({ measure: 'suspend', undoes: 'limit' })).toEqual(['key.suspend'])
  expect(kindsOf({ measure: 'none', undoes: 'verify' })).toEqual(['verification.waive'])
})

test('messages are bounded, each account stands in each kind once, and undoing sorts before doing', () => {
  const asks = Array.from({ length: 250 }, (_, i) => ({
    account: `a${i}`,
    measure: 'limit' as const,
    undoes: 'suspend' as const,
    containment: 'k',
    terms: '{}',
  }))
  const messages = intoMessages(asks, 12)
  expect(messages.map(one => [kindIn(one.action), one.asks.length])).toEqual([
    ['key.resume', 100],
    ['key.resume', 100],
    ['key.resume', 50],
    ['quota.set', 100],
    ['quota.set', 100],
    ['quota.set', 50],
  ])
  expect(messages.map(one => one.action)).toEqual(messages.map(one => one.action).sort())
})

test.each([
  ['{', 'webhook/invalid'],
  ['{"url":"https://x.example/","secrets":["short"]}', 'webhook/invalid'],
  [JSON.stringify({ url: 'http://x.example/', secrets: [secret()] }), 'webhook/insecure'],
  [JSON.stringify({ url: 'https://user@x.example/', secrets: [secret()] }), 'webhook/insecure'],
  [JSON.stringify({ url: 'file:///etc/passwd', secrets: [secret()] }), 'webhook/insecure'],
])('a webhook file that is not sound is refused without repeating it: %#', (text, code) => {
  try {
    readWebhook(text)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    if (error instanceof AppError)
      expect([error.code, /whsec|short/.test(error.message)]).toEqual([code, false])
  }
})
