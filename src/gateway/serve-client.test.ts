/** The gateway beside a service that is elsewhere: quick, slow, odd, or gone. */
import http from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Loopback, onLoopback } from '../../test/support/loopback.ts'
import { makeRecorder } from './recorder.ts'
import { decideAtService, storeAtService } from './serve-client.ts'

let listening: Loopback
let url: URL
let answer: (request: http.IncomingMessage, body: string, response: http.ServerResponse) => void
const seen: { path: string; body: string; token: string | undefined }[] = []
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    seen.push({ path: request.url ?? '', body, token: request.headers.authorization })
    answer(request, body, response)
  })
})
beforeAll(async () => {
  listening = await onLoopback(server)
  url = new URL(listening.url)
})
afterAll(async () => {
  await listening.close()
})
beforeEach(() => {
  seen.length = 0
})

const decides = (decision: object) => {
  answer = (_, __, response) => response.end(JSON.stringify(decision))
}
const allow = { decision: 'allow', measure: 'none', reasons: [], ttl_ms: 5_000 }
const call = { account: 'a', model: 'm', request: { messages: [{ role: 'user', content: 'secret words' }] } }

test('an answer is kept for as long as it says, for that account and model', async () => {
  const decider = decideAtService({ url, token: 'swt_x' })
  decides(allow)
  await decider.decide(call, 1_000)
  await decider.decide(call, 5_999)
  expect(seen).toHaveLength(1)
  await decider.decide({ ...call, model: 'n' }, 5_999)
  await decider.decide(call, 6_001)
  expect(seen).toHaveLength(3)
  expect(seen[0]).toMatchObject({ path: '/v1/decide?way=gateway', token: 'Bearer swt_x' })
  expect(JSON.stringify(seen)).not.toContain('secret words')
  expect(JSON.parse(seen[0]?.body ?? '').usage).toEqual({ input_tokens: 4 })
})

test('a budget is asked for every time, and what was reserved is settled with what was spent', async () => {
  const decider = decideAtService({ url })
  decides({ ...allow, decision: 'limit', measure: 'limit', budget: 'campaign:c', reservation: 'r-1' })
  const first = await decider.decide(call, 1_000)
  await decider.decide(call, 1_001)
  expect(seen).toHaveLength(2)
  decider.settle(first, { input_tokens: 3, output_tokens: 4 }, 1_002)
  while (seen.length < 3) await new Promise(resume => setTimeout(resume, 2))
  expect(seen[2]).toMatchObject({ path: '/v1/settle' })
  expect(JSON.parse(seen[2]?.body ?? '')).toEqual({
    reservation: 'r-1',
    usage: { input_tokens: 3, output_tokens: 4 },
  })
})

test.each<[string, typeof answer]>([
  ['breaks off', (_, __, response) => void response.destroy()],
  ['answers 500', (_, __, response) => void response.writeHead(500).end()],
  ['answers no decision', (_, __, response) => void response.end('{"decision":"perhaps"}')],
  ['answers without end', (_, __, response) => void response.end('x'.repeat(3_000_000))],
  ['says nothing', () => undefined],
])('when the service %s, unknown callers go on and refused ones stay refused', async (_, fails) => {
  const decider = decideAtService({ url }, 200)
  decides({ ...allow, decision: 'block', measure: 'suspend', ttl_ms: 10 })
  expect(await decider.decide({ account: 'held', model: 'm' }, 1_000)).toMatchObject({ decision: 'block' })
  answer = fails
  expect(await decider.decide({ account: 'held', model: 'm' }, 2_000)).toMatchObject({
    decision: 'block',
    fallback: true,
  })
  expect(await decider.decide({ account: 'other', model: 'm' }, 2_000)).toMatchObject({
    decision: 'allow',
    fallback: true,
  })
})

const exchange = (id: string) => ({ id, time: 0, account: 'a', model: 'm' })

test('what the service cannot take now is sent again until it can, word for word and in order', async () => {
  let tries = 0
  answer = (_, __, response) => {
    tries += 1
    response.writeHead(tries === 1 ? 503 : 200).end('{}')
  }
  const logged: string[] = []
  const recorder = makeRecorder({
    store: storeAtService({ url }),
    log: line => logged.push(line),
    name: 't',
    flushMs: 5,
  })
  recorder.record(exchange('e1'))
  recorder.record(exchange('e2'))
  await recorder.flush()
  expect(recorder.counts).toEqual({ waiting: 0, recorded: 2, dropped: 0 })
  expect(seen.map(({ body }) => body)).toEqual([seen[0]?.body, seen[0]?.body])
  expect(
    seen[0]?.body
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).id),
  ).toEqual(['e1', 'e2'])
  expect(logged).toHaveLength(1)
})

test('a store that is behind fills a bounded queue; what is beyond is counted and said once', async () => {
  const logged: string[] = []
  let release = (): void => undefined
  const recorder = makeRecorder({
    store: () =>
      new Promise(done => {
        release = done
      }),
    log: line => logged.push(line),
    name: 't',
    flushMs: 1,
  })
  const megabyte = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 80; i++)
    recorder.record({ ...exchange(`e${i}`), request: { messages: [{ role: 'user', content: megabyte }] } })
  expect(recorder.counts.dropped).toBeGreaterThan(10)
  expect(recorder.counts.waiting).toBeLessThan(70)
  expect(logged).toEqual([expect.stringContaining('gateway/recorder-full')])
  const closed = recorder.close()
  const timer = setInterval(() => release(), 1)
  await closed
  clearInterval(timer)
  expect(recorder.counts.waiting).toBe(0)
})
