/** What the service tells of its own work: spans and metrics, by both doors, without anybody's names in them. */
import { context, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { compilePolicy } from '../decide/compile-policy.ts'
import { makeDecider } from '../decide/decider.ts'
import { knowNothing } from '../decide/known.ts'
import { makeRecogniser } from '../decide/recogniser.ts'
import { makeSnapshot } from '../decide/snapshot.ts'
import { type AppParts, createApp } from './app.ts'
import { makeAccess } from './auth/access.ts'
import { hotDoor } from './hot.ts'
import { type Listening, listen } from './listen.ts'
import { makeMetrics } from './metrics.ts'
import type { ServerParts } from './route.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const rules = `permit (principal, action, resource);
@id("trial") @mode("shadow") forbid (principal == Account::"secret-name", action == Action::"use", resource);`
const policy = compilePolicy({ rules })
const snapshot = makeSnapshot(knowNothing(Date.now()), policy)
const decider = makeDecider(
  { current: () => snapshot, policy: () => policy, recogniser: makeRecogniser() },
  Date.now,
)
const metrics = makeMetrics({
  heldBytes: () => 7,
  snapshotAgeS: () => 3,
  decisions: decider.tally,
})
const access = makeAccess({ clock: Date.now })
const parts: AppParts = {
  // No route that is asked here reads the store.
  store: {} as ServerParts['store'],
  version: '0',
  glossary: {},
  clock: Date.now,
  page: new Map(),
  log: () => undefined,
  access,
  decider,
  metrics,
  onAnswer: answer => metrics.answered(answer),
}

let listening: Listening
beforeAll(async () => {
  provider.register()
  listening = await listen(createApp(parts), 0, { hot: hotDoor(parts, access) })
})
afterAll(async () => {
  await listening.close()
  await provider.shutdown()
  for (const part of [trace, context, propagation]) part.disable()
})
beforeEach(() => exporter.reset())

const get = (path: string) => fetch(listening.url + path)
const decide = (body: string, path = '/v1/decide') =>
  fetch(listening.url + path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
const known = JSON.stringify({ account: 'secret-name', model: 'm' })

test('each answer is one span with route and status, and names nobody', async () => {
  await decide(known)
  await decide('no json', '/v1/decide?way=gateway')
  await get('/healthz')
  await get('/v1/accounts/secret-name')
  await expect.poll(() => exporter.getFinishedSpans().length).toBe(4)
  const told = exporter
    .getFinishedSpans()
    .map(({ name, attributes }) => [name, attributes['http.response.status_code'], attributes['http.route']])
  expect(told).toEqual([
    ['POST /v1/decide', 200, '/v1/decide'],
    ['POST /v1/decide', 400, '/v1/decide'],
    ['GET /healthz', 200, '/healthz'],
    ['GET /v1/accounts/{id}', 500, '/v1/accounts/{id}'],
  ])
  expect(JSON.stringify(told)).not.toContain('secret-name')
})

test('metrics count answers by route, decisions by verdict and trials by rule, and name nobody', async () => {
  await decide(known)
  const answer = await get('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  const value = (line: string): number =>
    Number(
      text
        .split('\n')
        .find(one => one.startsWith(`${line} `))
        ?.split(' ')
        .at(-1),
    )
  const asked = 'method="POST",route="/v1/decide",status="200"'
  expect(value(`stillwatch_http_request_seconds_count{${asked}}`)).toBe(2)
  expect(value('stillwatch_decisions_total{decision="allow"}')).toBe(2)
  expect(value('stillwatch_trials_total{rule="trial",measure="suspend"}')).toBe(2)
  expect(value('stillwatch_snapshot_age_seconds')).toBe(3)
  expect(value('stillwatch_ingest_held_bytes')).toBe(7)
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain('secret-name')
})

test('a client that leaves before its body is whole is no success', async () => {
  const left = new AbortController()
  const body = new ReadableStream({ start: queue => queue.enqueue(new TextEncoder().encode('{')) })
  const asked = fetch(`${listening.url}/v1/decide`, {
    method: 'POST',
    body,
    headers: { 'content-length': '100' },
    signal: left.signal,
    ...{ duplex: 'half' },
  })
  setTimeout(() => left.abort(), 50)
  await expect(asked).rejects.toThrow()
  await expect
    .poll(() => exporter.getFinishedSpans().at(-1)?.attributes['http.response.status_code'])
    .toBe(499)
})
