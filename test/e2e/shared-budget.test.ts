/** Two gateways before one service: one budget for a campaign, whichever of them its accounts come through. */
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { compilePolicy } from '../../src/decide/compile-policy.ts'
import { makeDecider } from '../../src/decide/decider.ts'
import { type Known, knowNothing } from '../../src/decide/known.ts'
import { makeLeasedBudgets } from '../../src/decide/leased-budgets.ts'
import { makeRecogniser } from '../../src/decide/recogniser.ts'
import { makeSnapshot } from '../../src/decide/snapshot.ts'
import type { Follower } from '../../src/follow/follow.ts'
import { followService } from '../../src/follow/follow-service.ts'
import { trustedProxies } from '../../src/gateway/caller.ts'
import { openUpstream } from '../../src/gateway/forward.ts'
import { openGateway } from '../../src/gateway/gateway.ts'
import { leasedDecider } from '../../src/gateway/leased-decider.ts'
import { makeRecorder } from '../../src/gateway/recorder.ts'
import { decideAtService, leaseAtService } from '../../src/gateway/serve-client.ts'
import { createApp } from '../../src/server/app.ts'
import { makeAccess } from '../../src/server/auth/access.ts'
import { hotDoor } from '../../src/server/hot.ts'
import { listen } from '../../src/server/listen.ts'
import type { ServerParts } from '../../src/server/route.ts'
import { onLoopback } from '../support/loopback.ts'

const ends: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

const limits = { tokens_per_minute: 10_000 }
/** What every answer costs; as much as was reserved for it. */
const tokensOfAnswer = 500
let serve: URL
let upstream: URL

/** Answers only after a while, so that all calls are in flight at once. */
const model = http.createServer((request, response) => {
  request.resume()
  const message = { role: 'assistant', content: 'Hello.' }
  const usage = { prompt_tokens: 0, completion_tokens: tokensOfAnswer, total_tokens: tokensOfAnswer }
  const answer = { id: 'c', object: 'chat.completion', created: 1, model: 'm', usage }
  const choices = [{ index: 0, message, finish_reason: 'stop' }]
  const send = () => response.end(JSON.stringify({ ...answer, choices }))
  setTimeout(() => send(), 200)
})

beforeAll(async () => {
  const now = Date.now()
  const terms = {
    measure: 'limit',
    mode: 'enforce',
    until: now + 1e9,
    limits,
    withhold: [],
    room: 0,
  } as const
  const containments = ['a', 'b'].map(campaign => {
    const accounts = new Map(Array.from({ length: 64 }, (_, i) => [`${campaign}-${i}`, 0.99]))
    return { ...terms, id: `k-${campaign}`, campaign, accounts }
  })
  const known: Known = { ...knowNothing(now), containments }
  const policy = compilePolicy()
  const snapshot = makeSnapshot(known, policy)
  const follower = { known: () => known, policy: () => policy, current: () => snapshot } as Follower
  const access = makeAccess({ clock: systemClock })
  const parts = {
    // No route that is asked here reads the store.
    store: {} as ServerParts['store'],
    version: '0',
    glossary: {},
    clock: systemClock,
    page: new Map(),
    log: () => undefined,
    access,
    follower,
    decider: makeDecider({ ...follower, recogniser: makeRecogniser() }, systemClock),
  }
  const listening = await listen(createApp(parts), 0, { hot: hotDoor(parts, access) })
  ends.push(() => listening.close())
  serve = new URL(listening.url)
  const { url, close } = await onLoopback(model)
  ends.push(close)
  upstream = new URL(url)
})

async function openOne(name: string, way: 'leases' | 'asks'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-shared-'))
  ends.push(async () => rmSync(folder, { recursive: true, force: true }))
  const source = followService({ url: serve, folder, clock: systemClock, log: () => undefined })
  await source.ready
  ends.push(() => source.stop())
  const service = { url: serve }
  const budgets = makeLeasedBudgets({
    gateway: name,
    ask: leaseAtService(service),
    clock: systemClock,
    shareWhenCutOff: () => 0,
  })
  const gateway = await openGateway({
    host: '127.0.0.1',
    port: 0,
    upstream: openUpstream(upstream, 30_000),
    decider: way === 'leases' ? leasedDecider(source, budgets) : decideAtService(service, 30_000),
    recorder: makeRecorder({ store: async () => undefined, log: () => undefined, name }),
    clock: systemClock,
    caller: { secret: 's', accountHeader: 'x-account', trusted: trustedProxies([]) },
    log: () => undefined,
  })
  ends.push(() => gateway.close(1_000))
  return gateway.url
}

// A minute has to pass before what one test spent may be spent by the next: each has a campaign of its own.
test.each([
  ['leases', 'a'],
  ['asks', 'b'],
] as const)(
  '64 calls at once over two gateways, one of which %s, cannot overspend',
  async (way, campaign) => {
    const gateways = [await openOne(`first-${way}`, 'leases'), await openOne(`second-${way}`, way)]
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, async (_, i) => {
        const client = new OpenAI({ baseURL: `${gateways[i % 2]}/v1`, apiKey: 'k', maxRetries: 0 })
        const asked = {
          model: 'm',
          messages: [{ role: 'user' as const, content: 'Hello.' }],
          max_tokens: 500,
        }
        return client.chat.completions.create(asked, { headers: { 'x-account': `${campaign}-${i}` } }).then(
          () => 'answered',
          (error: InstanceType<typeof OpenAI.APIError>) => `${error.status} ${error.code}`,
        )
      }),
    )
    const answered = outcomes.filter(one => one === 'answered').length
    expect(new Set(outcomes)).toEqual(new Set(['answered', '429 shared_limit_reached']))
    expect(answered * tokensOfAnswer).toBeLessThanOrEqual(limits.tokens_per_minute)
    expect(answered).toBeGreaterThanOrEqual(8)
  },
)
