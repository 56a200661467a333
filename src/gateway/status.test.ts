import { afterEach, expect, test } from 'vitest'
import type { Decision } from '../model/decision.ts'
import { countedDecider, type GatewayStatus, openStatus, type StatusServer } from './status.ts'

let server: StatusServer | undefined
afterEach(() => server?.close())

const status: GatewayStatus = {
  isReady: () => true,
  active: () => 2,
  decisions: {
    made: new Map([['block', 3]]),
    tried: new Map([['x', { rule: 'x', measure: 'verify', calls: 6 }]]),
  },
  exchanges: { waiting: 5, recorded: 7, dropped: 1 },
  snapshotAgeS: () => 4,
}
async function opened(told: GatewayStatus) {
  server = await openStatus('127.0.0.1', 0, told)
  const { url } = server
  return async (path: string, method = 'GET') => {
    const answer = await fetch(url + path, { method })
    return [answer.status, await answer.text(), answer.headers.get('content-type')] as const
  }
}
const linesOf = (text: string): string[] => text.split('\n').filter(line => !line.startsWith('#'))

test('a gateway says that it lives, whether it takes calls, and what it counted', async () => {
  let isReady = true
  const get = await opened({ ...status, isReady: () => isReady })
  expect((await get('/healthz'))[0]).toBe(200)
  expect((await get('/readyz'))[0]).toBe(200)
  isReady = false
  expect([(await get('/healthz'))[0], (await get('/readyz'))[0]]).toEqual([200, 503])
  const [, text, type] = await get('/metrics')
  expect(type).toContain('version=0.0.4')
  for (const line of [
    'stillwatch_gateway_calls_active 2',
    'stillwatch_decisions_total{decision="block"} 3',
    'stillwatch_gateway_exchanges_total{outcome="recorded"} 7',
    'stillwatch_gateway_exchanges_total{outcome="dropped"} 1',
    'stillwatch_gateway_exchanges_waiting 5',
    'stillwatch_snapshot_age_seconds 4',
    'stillwatch_trials_total{rule="x",measure="verify"} 6',
  ])
    expect(linesOf(text)).toContain(line)
  expect(text).toContain('\nprocess_resident_memory_bytes ')
})

test('without a snapshot its age is absent, and every other address is unknown', async () => {
  const get = await opened({ ...status, snapshotAgeS: () => undefined })
  expect(linesOf((await get('/metrics'))[1]).join()).not.toContain('snapshot_age')
  for (const path of ['/', '/v1/chat/completions', '/metrics?x', '/%00'])
    expect((await get(path))[0]).toBe(404)
  expect((await get('/metrics', 'POST'))[0]).toBe(404)
})

test('a port that is taken is one clear error', async () => {
  await opened(status)
  const port = Number(new URL(server?.url ?? '').port)
  await expect(openStatus('127.0.0.1', port, status)).rejects.toMatchObject({ code: 'http/port-taken' })
})

test('decisions are counted whether they are made here or asked for', async () => {
  const trial = { would: 'suspend', would_by: 'rule:frontier' } as const
  const decision: Decision = { decision: 'watch', measure: 'watch', ...trial, reasons: [], ttl_ms: 1 }
  let asks = false
  const settled: unknown[] = []
  const counted = countedDecider({
    decide: () => (asks ? Promise.resolve(decision) : decision),
    settle: (...words) => settled.push(words),
  })
  expect(counted.decide({ account: 'a', model: 'm' }, 0)).toBe(decision)
  asks = true
  expect(await counted.decide({ account: 'a', model: 'm' }, 0)).toBe(decision)
  expect(counted.tally.made).toEqual(new Map([['watch', 2]]))
  expect([...counted.tally.tried.values()]).toEqual([{ rule: 'frontier', measure: 'suspend', calls: 2 }])
  counted.settle(decision, undefined, 5)
  expect(settled).toEqual([[decision, undefined, 5]])
})
