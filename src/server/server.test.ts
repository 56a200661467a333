import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hostileName } from '../../test/fixtures/findings.ts'
import { type SeededStore, seededStore } from '../../test/fixtures/seeded-store.ts'
import { systemClock } from '../clock.ts'
import {
  errorSchema,
  findingListSchema,
  findingViewSchema,
  memberPageSchema,
  overviewSchema,
} from '../model/api.ts'
import { type AppParts, createApp } from './app.ts'
import { listen } from './listen.ts'

let seeded: SeededStore
let parts: AppParts
const logged: string[] = []

const page = new Map([
  [
    '/index.html',
    {
      body: new Uint8Array(new TextEncoder().encode('<!doctype html>')),
      type: 'text/html; charset=utf-8',
      immutable: false,
    },
  ],
  ['/assets/a.js', { body: new Uint8Array(), type: 'text/javascript; charset=utf-8', immutable: true }],
])

beforeAll(async () => {
  seeded = await seededStore({ hostile: true })
  parts = {
    store: seeded.store,
    version: '0.1.0',
    clock: systemClock,
    glossary: {},
    page,
    log: line => logged.push(line),
  }
})
afterAll(() => seeded.close())

const codeOf = async (answer: Response): Promise<unknown> => errorSchema.parse(await answer.json()).code
const described = z.object({
  paths: z.record(
    z.string(),
    z.object({ get: z.object({ parameters: z.array(z.object({ name: z.string() })) }).optional() }),
  ),
})

const ask = (path: string, init: RequestInit = {}) =>
  createApp(parts).request(path, { ...init, headers: { host: 'localhost:8787', ...init.headers } })

describe('what is there', () => {
  test('the overview tells the run, its campaigns and the groups left alone', async () => {
    const body = overviewSchema.parse(await (await ask('/v1/overview')).json())
    expect(body.run).toEqual(seeded.found.run)
    expect([body.campaigns.length, body.groups.length]).toEqual([4, 5])
  })

  test('campaigns and groups are listed apart', async () => {
    const campaigns = findingListSchema.parse(await (await ask('/v1/campaigns')).json())
    const groups = findingListSchema.parse(await (await ask('/v1/groups')).json())
    expect(campaigns.items.every(one => one.kind === 'campaign')).toBe(true)
    expect(groups.items.every(one => one.kind === 'group')).toBe(true)
  })

  test('one campaign comes with its story, one group with its reason', async () => {
    const campaign = findingViewSchema.parse(await (await ask('/v1/campaigns/c-7f3a91e2')).json())
    expect(campaign.story.families.length).toBeGreaterThan(4)
    const group = findingViewSchema.parse(await (await ask('/v1/groups/g-5c0e8f41')).json())
    expect(group.finding.why_not).toContain('same question')
  })

  test('members come in pages and by part of their name', async () => {
    const last = memberPageSchema.parse(
      await (await ask('/v1/campaigns/c-7f3a91e2/members?offset=2490&limit=50')).json(),
    )
    expect([last.total, last.items.length]).toEqual([2500, 10])
    const one = last.items[0]?.account ?? ''
    const found = memberPageSchema.parse(
      await (await ask(`/v1/campaigns/c-7f3a91e2/members?search=${one}`)).json(),
    )
    expect(found.items.map(item => item.account)).toContain(one)
  })

  test('an account is found by its exact name, however hostile', async () => {
    const answer = await ask(`/v1/accounts/${encodeURIComponent(hostileName)}`)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({ account: hostileName, memberships: [{ id: 'c-b21d04c8' }] })
  })

  test('health and readiness answer', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
    expect(await (await ask('/readyz')).json()).toEqual({ status: 'ok' })
  })

  test('every route is described, and the description is served', async () => {
    const { paths } = described.parse(await (await ask('/openapi.json')).json())
    expect(paths['/v1/campaigns/{id}/members']?.get?.parameters.map(one => one.name)).toEqual([
      'id',
      'offset',
      'limit',
      'search',
      'held',
      'sort',
      'order',
    ])
  })
})

describe('what is missing or wrong', () => {
  test.each([
    ['/v1/campaigns/c-nothing', 404, 'campaign/unknown'],
    ['/v1/campaigns/g-5c0e8f41', 404, 'campaign/unknown'],
    ['/v1/groups/c-7f3a91e2', 404, 'group/unknown'],
    ['/v1/campaigns/c-nothing/members', 404, 'campaign/unknown'],
    ['/v1/accounts/nobody', 404, 'account/unknown'],
    ['/v1/nothing', 404, 'http/unknown-route'],
    ['/../etc/passwd.txt', 404, 'http/unknown-route'],
    ['/v1/campaigns/c-7f3a91e2/members?limit=0', 400, 'http/invalid'],
    ['/v1/campaigns/c-7f3a91e2/members?limit=99999', 400, 'http/invalid'],
    ['/v1/campaigns/c-7f3a91e2/members?offset=-1', 400, 'http/invalid'],
    ["/v1/campaigns/'%20OR%201=1", 404, 'campaign/unknown'],
  ])('%s answers %i %s', async (path, status, code) => {
    const answer = await ask(path)
    expect([answer.status, await codeOf(answer)]).toEqual([status, code])
  })

  test('a failure on our side tells nothing but its code, and the log the rest', async () => {
    const broken = {
      ...parts,
      store: { ...parts.store, rows: () => Promise.reject(new Error('/secret/path')) },
    } as AppParts
    const answer = await createApp(broken).request('/readyz', { headers: { host: 'localhost' } })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(logged.join()).toContain('/secret/path')
  })
})

describe('who may ask', () => {
  test.each(['evil.example', 'evil.example:8787', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'a page that points %j at this machine is refused',
    async host => {
      const answer = await ask('/v1/campaigns', { headers: { host } })
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'http/foreign-host'])
    },
  )

  test.each(['localhost', 'localhost:1', '127.0.0.1:8787', '[::1]:8787'])(
    '%s is this machine',
    async host => {
      expect((await ask('/healthz', { headers: { host } })).status).toBe(200)
    },
  )

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a write that comes from %j is refused', async headers => {
    const answer = await ask('/v1/campaigns', { method: 'POST', headers })
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'http/foreign-origin'])
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s finds nothing where only reading is', async method => {
    expect((await ask('/v1/campaigns', { method })).status).toBe(404)
  })

  test('every answer, errors too, forbids foreign scripts and framing', async () => {
    for (const path of ['/', '/v1/campaigns', '/v1/nothing']) {
      const policy = (await ask(path)).headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('the socket listens on loopback alone, and a taken port is one clear error', async () => {
    const first = await listen(createApp(parts), 0)
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    await expect(listen(createApp(parts), Number(new URL(first.url).port))).rejects.toMatchObject({
      code: 'http/port-taken',
    })
    await first.close()
  })
})

describe('the page', () => {
  test.each(['/', '/campaigns', '/campaigns/c-1', '/groups', '/accounts/a%2Fb%3C'])(
    '%s is a view of it',
    async path => {
      const answer = await ask(path)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    },
  )

  test('only files named by their content are kept for long', async () => {
    expect((await ask('/assets/a.js')).headers.get('cache-control')).toContain('immutable')
    expect((await ask('/')).headers.get('cache-control')).toBe('no-cache')
    expect((await ask('/v1/campaigns')).headers.get('cache-control')).toBe('no-store')
  })
})
