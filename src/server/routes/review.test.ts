import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SeededStore, seededStore } from '../../../test/fixtures/seeded-store.ts'
import { readStanding } from '../../contain/standing.ts'
import { AppError } from '../../errors.ts'
import type { Principal } from '../principal.ts'
import type { ServerParts } from '../route.ts'
import { routes } from './index.ts'

let seeded: SeededStore
let now = Date.parse('2026-06-06T02:00:00Z')
let parts: ServerParts
beforeAll(async () => {
  seeded = await seededStore({ hostile: true })
  parts = { store: seeded.store, version: '0.1.0', glossary: {}, clock: () => now }
})
afterAll(() => seeded.close())

const person = (id: string): Principal => ({ id, kind: 'person', roles: ['review'] })
const [ada, bob] = [person('ada'), person('bob')]
const campaign = 'c-b21d04c8'
const why = 'agreed in the morning meeting'

async function ask<T = Record<string, unknown>>(
  operation: string,
  principal: Principal,
  given: { params?: object; query?: object; body?: unknown } = {},
): Promise<T> {
  const route = routes.find(one => one.operation === operation)
  if (route === undefined) throw new Error(`no route ${operation}`)
  const { params = {}, query = {}, body } = given
  const request = new Request('http://localhost/')
  const answer = await route.run(parts, { params, query, body, principal, request })
  expect(route.answer.safeParse(answer).error).toBeUndefined()
  return answer as T
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    error => (error instanceof AppError ? error.code : String(error)),
  )

interface Proposed {
  proposal: { containment: { id: string; status: string }; needed: { persons: number; because: string } }
}

describe('the story of one campaign', () => {
  let id = ''
  let held = ''

  test('it waits in the queue until somebody judges it', async () => {
    const { items } = await ask<{ items: { kind: string; subject: string }[] }>('listQueue', ada)
    expect(items.filter(one => one.subject === campaign).map(one => one.kind)).toEqual(['judge'])
  })

  test('one person proposes and approves; a second, different one puts it in force', async () => {
    const body = { verdict: 'contain', measure: 'suspend', reason: why, request_id: 'a' }
    const first = await ask<Proposed>('reviewCampaign', ada, { params: { id: campaign }, body })
    expect(first.proposal.containment.status).toBe('proposed')
    expect(first.proposal.needed).toEqual({ persons: 2, because: expect.stringMatching(/./) })
    id = first.proposal.containment.id
    const again = { params: { id }, body: { reason: why } }
    expect(await codeOf(ask('approveContainment', ada, again))).toBe('containment/same-person')
    const second = await ask<Proposed['proposal']>('approveContainment', bob, again)
    expect(second.containment.status).toBe('in-force')
    const [one] = (await readStanding(parts.store, now)).containments
    held = [...(one?.accounts.keys() ?? [])][0] ?? ''
    expect(held).not.toBe('')
  })

  test('the list of campaigns says that it is contained', async () => {
    const { items } = await ask<{ items: { id: string; state: string }[] }>('listCampaigns', ada)
    expect(items.find(one => one.id === campaign)?.state).toBe('contained')
    const { finding } = await ask<{ finding: { state: string } }>('showCampaign', ada, {
      params: { id: campaign },
    })
    expect(finding.state).toBe('contained')
  })

  test('the holder is told, in two languages, and nothing in it names the campaign or another account', async () => {
    for (const language of ['en', 'zh']) {
      const told = await ask('showNotice', ada, { params: { id: held }, query: { language } })
      const text = JSON.stringify(told)
      expect(told.account).toBe(held)
      for (const secret of [campaign, id, 'probability', 'signal']) expect(text).not.toContain(secret)
    }
    expect(await codeOf(ask('showNotice', ada, { params: { id: 'nobody' } }))).toBe('notice/none')
  })

  test('an appeal comes in once, waits first in the queue, and granting it is the release', async () => {
    const body = { account: held, text: 'I am a person \u001b[31m', language: 'zh' }
    const appeal = await ask<{ id: string }>('openAppeal', ada, { body })
    expect((await ask<{ id: string }>('openAppeal', ada, { body })).id).toBe(appeal.id)
    const { items } = await ask<{ items: { kind: string }[] }>('listQueue', ada)
    expect(items[0]?.kind).toBe('appeal')
    const params = { id: appeal.id }
    const refused = { outcome: 'refused', reason: why }
    expect(await codeOf(ask('answerAppeal', bob, { params, body: refused }))).toBe('appeal/no-answer')
    const answered = await ask<{ answered: { answer: string } }>('answerAppeal', bob, {
      params,
      body: { outcome: 'granted', reason: why, message: '已核实。' },
    })
    expect(answered.answered.answer).toContain('解除')
    const standing = await readStanding(parts.store, now)
    expect(standing.containments[0]?.accounts.has(held)).toBe(false)
    expect(await codeOf(ask('showNotice', ada, { params: { id: held } }))).toBe('notice/none')
  })

  test('whoever is put on the allow list is let go at once, and held again when taken off', async () => {
    const [one] = (await readStanding(parts.store, now)).containments
    const account = [...(one?.accounts.keys() ?? [])][0] ?? ''
    const party = { kind: 'account', value: account, reason: why }
    await ask('addToAllowList', ada, { body: { ...party, until: new Date(now + 60_000).toISOString() } })
    expect((await readStanding(parts.store, now)).containments[0]?.accounts.has(account)).toBe(false)
    expect((await readStanding(parts.store, now + 60_000)).containments[0]?.accounts.has(account)).toBe(true)
    await ask('removeFromAllowList', ada, { body: party })
    expect((await readStanding(parts.store, now)).containments[0]?.accounts.has(account)).toBe(true)
    expect(await codeOf(ask('removeFromAllowList', ada, { body: party }))).toBe('allow-list/unknown')
  })

  test('a release holds until it is recalled', async () => {
    const params = { id: held }
    await ask('recallAccount', ada, { params, body: { reason: why } })
    expect((await readStanding(parts.store, now)).containments[0]?.accounts.has(held)).toBe(true)
    await ask('releaseAccount', ada, { params, body: { reason: why, campaign } })
    expect((await readStanding(parts.store, now)).containments[0]?.accounts.has(held)).toBe(false)
    expect(await codeOf(ask('recallAccount', ada, { params, body: { reason: why } }))).toBe(
      'account/not-released',
    )
  })

  test('the effect is counted from its start, and lifting ends it', async () => {
    now += 3_600_000
    const { mode } = await ask<{ mode: string }>('showContainmentEffect', ada, { params: { id } })
    expect(mode).toBe('enforce')
    await ask('liftContainment', ada, { params: { id }, body: { reason: why } })
    expect((await readStanding(parts.store, now)).containments).toEqual([])
    const { items } = await ask<{ items: { state: string; id: string }[] }>('listCampaigns', ada)
    expect(items.find(one => one.id === campaign)?.state).toBe('confirmed')
  })

  test('all of it is in the log, in order, and the chain holds', async () => {
    const { items } = await ask<{ items: { act: string }[] }>('listAudit', ada, { query: { limit: '3' } })
    expect(items[0]?.act).toBe('containment/lift')
    const verified = await ask<{ broken?: object; seals: object[] }>('verifyAudit', ada)
    expect([verified.broken, verified.seals]).toEqual([undefined, []])
  })
})

test('rules are changed by name, and a wrong one is refused with its place', async () => {
  const body = { rules: { two_persons_above: 10_000, shadow_hours: 0 }, reason: why }
  expect(await ask('setContainmentRules', ada, { body })).toMatchObject({ two_persons_above: 10_000 })
  const wrong = { rules: { most_share: 2 }, reason: why }
  expect(await codeOf(ask('setContainmentRules', ada, { body: wrong }))).toBe('containment/rules')
  const alone = { verdict: 'contain', measure: 'verify', reason: why }
  const { proposal } = await ask<Proposed>('reviewCampaign', ada, { params: { id: campaign }, body: alone })
  expect(proposal.containment.status).toBe('in-force')
})

test('nobody who is unknown can act, whatever the route', async () => {
  const anyone: Principal = { id: 'anyone', kind: 'anyone', roles: [] }
  const body = { verdict: 'confirm', reason: why }
  expect(await codeOf(ask('reviewCampaign', anyone, { params: { id: campaign }, body }))).toBe('http/nobody')
  const open = routes.filter(one => one.method !== 'GET' && ['read', 'anyone'].includes(one.role))
  expect(open.filter(one => /review|contain|appeal|allow|calibration/i.test(one.operation))).toEqual([])
})

test('whatever a body holds, the answer is one stable error and nothing is logged', async () => {
  const before = await ask<{ entries: number }>('verifyAudit', ada)
  const acting = routes.filter(one => one.body !== undefined && /review|appeal|contain|allow/i.test(one.path))
  expect(acting.length).toBeGreaterThan(8)
  const operations = acting.map(one => one.operation)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations), fc.jsonValue(), async (operation, body) => {
      expect(await codeOf(ask(operation, ada, { params: { id: 'x' }, body }))).toMatch(/^[a-z-]+\/[a-z-]+$/)
    }),
    { numRuns: 150 },
  )
  expect((await ask<{ entries: number }>('verifyAudit', ada)).entries).toBe(before.entries)
})
