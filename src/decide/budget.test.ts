import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdMsMax, makeBudgets } from './budget.ts'
import { type LeaseGrant, type LeaseRequest, makeLeaseOffice } from './lease.ts'
import { makeLeasedBudgets } from './leased-budgets.ts'

const limits = { tokens_per_minute: 10_000, requests_per_minute: 50, concurrent: 8 }

/** The most that was spent in any 60 seconds. */
function heaviestMinute(spent: readonly { at: number; tokens: number }[]): number {
  let most = 0
  for (const { at } of spent) {
    const sum = spent.reduce((n, one) => (one.at > at - 60_000 && one.at <= at ? n + one.tokens : n), 0)
    most = Math.max(most, sum)
  }
  return most
}

test('64 calls made at once cannot overspend', () => {
  const budgets = makeBudgets()
  const asked = Array.from({ length: 64 }, () =>
    budgets.reserve('campaign:c', { tokens_per_minute: 10_000 }, 500, 0),
  )
  expect(asked.filter(one => one.ok)).toHaveLength(20)
  expect(asked.find(one => !one.ok)).toMatchObject({ limit: 'tokens' })
})

test('whatever is reserved, settled and forgotten in whatever order, no minute holds more than the limit', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('reserve' as const), tokens: fc.integer({ min: 1, max: 4_000 }) }),
    fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(20),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), steps => {
      const budgets = makeBudgets()
      const open: { id: string; tokens: number }[] = []
      const spent: { at: number; tokens: number }[] = []
      const calls: { at: number; tokens: number }[] = []
      let now = 1_000_000
      for (const one of steps) {
        if (one.do === 'wait') now += one.ms
        if (one.do === 'reserve') {
          const got = budgets.reserve('b', limits, one.tokens, now)
          if (!got.ok) {
            expect(got.retryAfterMs).toBeGreaterThan(0)
            continue
          }
          open.push({ id: got.id, tokens: one.tokens })
          calls.push({ at: now, tokens: 1 })
          expect(open.length).toBeLessThanOrEqual(limits.concurrent)
        }
        if (one.do === 'settle' && open.length > 0) {
          const [call] = open.splice(one.which % open.length, 1)
          if (call === undefined) continue
          const tokens = Math.floor(call.tokens * one.part)
          expect(budgets.settle(call.id, tokens, now)).toBe(true)
          spent.push({ at: now, tokens })
        }
      }
      expect(heaviestMinute(spent)).toBeLessThanOrEqual(limits.tokens_per_minute)
      expect(heaviestMinute(calls)).toBeLessThanOrEqual(limits.requests_per_minute)
    }),
    { numRuns: 300 },
  )
})

test('a reservation is settled once, and a forgotten one counts in full', () => {
  const budgets = makeBudgets()
  const one = budgets.reserve('b', { tokens_per_minute: 100 }, 60, 0)
  if (!one.ok) throw new Error('there was room')
  expect(budgets.settle(one.id, 10, 0)).toBe(true)
  expect(budgets.settle(one.id, 10, 0)).toBe(false)
  expect(budgets.settle('no-such', 10, 0)).toBe(false)
  const lost = budgets.reserve('b', { tokens_per_minute: 100 }, 90, 0)
  expect(lost.ok).toBe(true)
  // Held until then, counted as spent for a minute after.
  expect(budgets.reserve('b', { tokens_per_minute: 100 }, 50, holdMsMax - 1).ok).toBe(false)
  expect(budgets.reserve('b', { tokens_per_minute: 100 }, 50, holdMsMax + 30_000).ok).toBe(false)
  expect(budgets.reserve('b', { tokens_per_minute: 100 }, 50, holdMsMax + 130_000).ok).toBe(true)
})

test('what a call cost beyond its reservation is held against the next one', () => {
  const budgets = makeBudgets()
  const one = budgets.reserve('b', { tokens_per_minute: 100 }, 10, 0)
  if (!one.ok) throw new Error('there was room')
  budgets.settle(one.id, 500, 0)
  expect(budgets.reserve('b', { tokens_per_minute: 100 }, 1, 59_000)).toMatchObject({
    ok: false,
    limit: 'tokens',
  })
})

test('a call that can never fit is told so', () => {
  expect(makeBudgets().reserve('b', { tokens_per_minute: 100 }, 101, 0)).toMatchObject({ limit: 'too-large' })
})

test('names of budgets are names, whatever they hold', () => {
  const budgets = makeBudgets()
  for (const name of ['__proto__', 'campaign:a-b-1', 'person:\n', '-']) {
    const got = budgets.reserve(name, { concurrent: 1 }, 1, 0)
    if (!got.ok) throw new Error('there was room')
    expect(budgets.reserve(name, { concurrent: 1 }, 1, 0).ok).toBe(false)
    expect(budgets.settle(got.id, 1, 0)).toBe(true)
  }
})

/** Gateways over a wire that delays, loses questions and loses answers. */
test('several gateways over a bad wire spend one budget and no more', async () => {
  const action = fc.record({
    gateway: fc.nat(2),
    tokens: fc.integer({ min: 1, max: 3_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    wait: fc.integer({ min: 0, max: 9_000 }),
    wire: fc.constantFrom('sound', 'sound', 'sound', 'question lost', 'answer lost'),
    settles: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async actions => {
      let now = 1_000_000
      let wire = 'sound'
      const office = makeLeaseOffice(makeBudgets())
      const ask = async (request: LeaseRequest): Promise<LeaseGrant> => {
        await Promise.resolve()
        if (wire === 'question lost') throw new Error('lost')
        const grant = office.grant(request, limits, now)
        await Promise.resolve()
        if (wire === 'answer lost') throw new Error('lost')
        return grant
      }
      const gateways = [0, 1, 2].map(i =>
        makeLeasedBudgets({ gateway: `g${i}`, ask, clock: () => now, shareWhenCutOff: () => 0 }),
      )
      const open: { gateway: number; id: string; tokens: number }[] = []
      const spent: { at: number; tokens: number }[] = []
      for (const { gateway, tokens, part, wait, wire: how, settles } of actions) {
        wire = how
        const got = await gateways[gateway]?.reserve('campaign:c', limits, tokens)
        if (got?.ok) open.push({ gateway, id: got.id, tokens })
        expect(open.length).toBeLessThanOrEqual(limits.concurrent)
        now += wait
        if (!settles) continue
        const call = open.shift()
        if (call === undefined) continue
        const cost = Math.floor(call.tokens * part)
        gateways[call.gateway]?.settle(call.id, cost)
        spent.push({ at: now, tokens: cost })
      }
      expect(heaviestMinute(spent)).toBeLessThanOrEqual(limits.tokens_per_minute)
    }),
    { numRuns: 200 },
  )
})

test('64 calls at once through four gateways share one budget', async () => {
  const office = makeLeaseOffice(makeBudgets())
  const ask = async (request: LeaseRequest) => office.grant(request, { tokens_per_minute: 10_000 }, 0)
  const gateways = ['a', 'b', 'c', 'd'].map(gateway =>
    makeLeasedBudgets({ gateway, ask, clock: () => 0, shareWhenCutOff: () => 0 }),
  )
  const all = await Promise.all(
    Array.from({ length: 64 }, (_, i) => gateways[i % 4]?.reserve('b', { tokens_per_minute: 10_000 }, 500)),
  )
  const passed = all.filter(one => one?.ok).length
  expect(passed).toBeLessThanOrEqual(20)
  expect(passed).toBeGreaterThanOrEqual(12)
})

test('a gateway that is cut off uses its own share and no more', async () => {
  const cutOff = makeLeasedBudgets({
    gateway: 'g',
    ask: async () => Promise.reject(new Error('no route')),
    clock: () => 0,
    shareWhenCutOff: () => 0.25,
  })
  const all = await Promise.all(
    Array.from({ length: 40 }, () => cutOff.reserve('b', { requests_per_minute: 40 }, 1)),
  )
  expect(all.filter(one => one.ok)).toHaveLength(10)
})

test('what is given back is there for others at once', async () => {
  const office = makeLeaseOffice(makeBudgets())
  const one = { concurrent: 1 }
  const ask = async (request: LeaseRequest) => office.grant(request, one, 0)
  const [a, b] = ['a', 'b'].map(gateway =>
    makeLeasedBudgets({ gateway, ask, clock: () => 0, shareWhenCutOff: () => 0 }),
  )
  const first = await a?.reserve('b', one, 1)
  expect((await b?.reserve('b', one, 1))?.ok).toBe(false)
  if (first?.ok) a?.settle(first.id, 1)
  await a?.giveBack()
  expect((await b?.reserve('b', one, 1))?.ok).toBe(true)
})
