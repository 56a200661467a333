/** A gateway's side of the snapshot: fresh, unchanged, damaged, gone, and after a restart. */
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Loopback, onLoopback } from '../../test/support/loopback.ts'
import { compilePolicy } from '../decide/compile-policy.ts'
import { decide } from '../decide/decide.ts'
import { type Known, knowNothing } from '../decide/known.ts'
import { encodeKnown } from './copy.ts'
import { followService, type ServiceFollower } from './follow-service.ts'

const start = Date.UTC(2026, 0, 1)
const hold = {
  id: 'k',
  campaign: 'c',
  measure: 'suspend',
  mode: 'enforce',
  until: start + 1e9,
  limits: {},
  withhold: [],
  accounts: new Map([['member', 1]]),
  room: 0,
} as const
const known = (version: string): Known => ({ ...knowNothing(start), version, containments: [hold] })

let served: { known: Known; policy: ReturnType<typeof compilePolicy>; cut?: boolean; status?: number }
const asked: string[] = []
const server = http.createServer((request, response) => {
  asked.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
  if (served.status !== undefined) return void response.writeHead(served.status).end()
  const { version, text, settings } = served.policy
  if (request.url === '/v1/snapshot/policy')
    return void response.end(JSON.stringify({ version, rules: text, settings }))
  const etag = `"${served.known.version}-${version}"`
  const headers = { etag, 'x-stillwatch-policy': version, 'x-stillwatch-age-ms': '250' }
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end()
  const lines = [...encodeKnown(served.known)]
  response.writeHead(200, headers).end((served.cut ? lines.slice(0, -1) : lines).map(l => `${l}\n`).join(''))
})
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-follow-service-'))
let listening: Loopback
let url: URL
let now = start
const clock = (): number => now
const logged: string[] = []
const open = () =>
  followService({ url, token: 'swt', folder, clock, everyMs: 3_600_000, log: line => logged.push(line) })
const verdict = (source: ServiceFollower, account = 'member') =>
  decide(source.current(), { account, model: 'm' }, source.policy(), now)

beforeAll(async () => {
  listening = await onLoopback(server)
  url = new URL(listening.url)
})
afterAll(async () => {
  await listening.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  served = { known: known('v1'), policy: compilePolicy() }
  asked.length = 0
  logged.length = 0
  now = start
})

test('what the service knows decides here, and only what changed is sent again', async () => {
  const source = open()
  await source.ready
  expect(verdict(source)).toMatchObject({ decision: 'block', snapshot: { age_ms: 250 } })
  expect(verdict(source, 'other').decision).toBe('allow')
  now += 10_000
  expect(verdict(source).snapshot?.age_ms).toBe(10_250)
  await source.refresh()
  expect(verdict(source).snapshot?.age_ms).toBe(250)
  expect(asked.at(-1)).toMatch(/^\/v1\/snapshot "v1-/)
  served.known = { ...known('v2'), containments: [] }
  await source.refresh()
  expect(verdict(source).decision).toBe('allow')
  await source.stop()
})

test('probes that stand come along', async () => {
  const probe = { id: 'b-1', campaign: 'c', slow: { concurrent: 2 }, accounts: ['slowed'] }
  served.known = { ...known('v4'), probes: [{ ...probe, on: [[start, start + 1_000]] }] }
  const source = open()
  await source.ready
  expect(verdict(source, 'slowed').slow).toEqual({ probe: 'b-1', concurrent: 2 })
  await source.stop()
})

test('a policy that changed comes along', async () => {
  const source = open()
  await source.ready
  served.policy = compilePolicy({ settings: { mode: 'observe' } })
  await source.refresh()
  expect(verdict(source)).toMatchObject({ decision: 'watch', would: 'suspend' })
  await source.stop()
})

test.each([
  ['is cut off', { cut: true }],
  ['is refused', { status: 403 }],
  ['fails', { status: 500 }],
])('an answer that %s changes nothing, and is said once', async (_, how) => {
  const source = open()
  await source.ready
  served = { ...served, known: known('v3'), ...how }
  await expect(source.refresh()).rejects.toMatchObject({ kind: 'upstream' })
  expect(verdict(source).decision).toBe('block')
  await source.stop()
})

test('after a restart without the service a gateway decides as before; without a copy it falls back', async () => {
  served.policy = compilePolicy({ settings: { ttl_ms: 1_234 } })
  const before = open()
  await before.ready
  await before.stop()
  served.status = 503
  const after = open()
  await after.ready
  expect(verdict(after)).toMatchObject({ decision: 'block', ttl_ms: 1_234 })
  expect(logged).toEqual([expect.stringContaining('503')])
  await after.stop()
  rmSync(folder, { recursive: true })
  const bare = open()
  await bare.ready
  expect(verdict(bare)).toMatchObject({ decision: 'allow', fallback: true })
  await bare.stop()
})
