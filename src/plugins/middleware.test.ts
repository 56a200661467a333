/** The middleware inside a bare Node server. */
import http from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Loopback, onLoopback } from '../../test/support/loopback.ts'
import type { Decision } from '../model/decision.ts'
import { type Guarded, guard } from './middleware.ts'

const allowed: Decision = { decision: 'allow', measure: 'none', reasons: [], ttl_ms: 1_000 }
const asked: unknown[] = []
const settled: unknown[] = []
let listening: Loopback
let url = ''
let broken = false

const guarded = guard({
  decider: {
    decide: request => {
      if (broken) throw new Error('a decider that breaks its word')
      asked.push(request)
      return request.account === 'hostile' ? { ...allowed, decision: 'block', measure: 'suspend' } : allowed
    },
    settle: decision => settled.push(decision),
  },
  account: request => request.headers['x-user']?.toString(),
  model: () => 'model-1',
  contact: 'appeals@provider.example',
})
const server = http.createServer((request: Guarded, response) =>
  guarded(request, response, error => {
    response.statusCode = error === undefined ? 200 : 500
    response.end(request.stillwatch?.decision ?? 'nobody')
  }),
)
beforeAll(async () => {
  listening = await onLoopback(server)
  url = listening.url
})
afterAll(async () => {
  await listening.close()
})

const ask = async (user?: string, path = '/v1/chat/completions') => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      ...(user && { 'x-user': user }),
      ...(path.includes('messages') && { 'anthropic-version': '1' }),
    },
  })
  return { status: response.status, text: await response.text() }
}

test('an honest caller reaches the handler, which is told what was decided', async () => {
  expect(await ask('honest')).toEqual({ status: 200, text: 'allow' })
  expect(asked.at(-1)).toMatchObject({ account: 'honest', model: 'model-1', client: { ip: '127.0.0.1' } })
  expect(settled).toHaveLength(1)
})

test('a contained account is refused in the form of the API it called', async () => {
  const openai = await ask('hostile')
  expect([openai.status, JSON.parse(openai.text).error.code]).toEqual([403, 'account_suspended'])
  expect(openai.text).toContain('appeals@provider.example')
  const anthropic = await ask('hostile', '/v1/messages')
  expect(JSON.parse(anthropic.text)).toMatchObject({ type: 'error', error: { type: 'permission_error' } })
})

test('nobody known is nobody to decide about', async () => {
  const before = asked.length
  expect(await ask()).toEqual({ status: 200, text: 'nobody' })
  expect(asked).toHaveLength(before)
})

test('what breaks inside goes to the server’s own error handling', async () => {
  broken = true
  expect((await ask('honest')).status).toBe(500)
  broken = false
})
