import { describe, expect, test } from 'vitest'
import { makeFrame } from '../make.ts'
import type { Draft, Member } from '../traffic.ts'
import { runCampaign } from './operator.ts'
import { drawPlan, type Level, type Plan } from './plan.ts'

const world = (seed: number) =>
  makeFrame({ seed, start: Date.UTC(2026, 4, 1), days: 3, accounts: 6000, scale: 1 })

function play(seed: number, level: Level, fixed: Partial<Plan> = {}) {
  const frame = world(seed)
  const plan = drawPlan(frame.rng('plan'), frame, level, fixed)
  const { sources } = runCampaign(frame, `level-${level}`, plan)
  const drafts: { member: Member; draft: Draft }[] = []
  for (let hour = 0; hour < frame.hours; hour++) {
    for (const source of sources) source.hour(hour, (member, draft) => drafts.push({ member, draft }))
  }
  const members = sources.flatMap(source => source.members)
  return {
    plan,
    members,
    drafts,
    different: (of: (member: Member) => string | undefined) => new Set(members.map(of)).size,
  }
}

const ipOf = (draft: Draft): string => JSON.parse(draft.client).ip
const clientOf = (draft: Draft): string => JSON.parse(draft.client).user_agent

describe('each level hides what the one below showed', () => {
  test('level 0: one key in bulk or tens of accounts, always on one card, one machine and a few keys', () => {
    const sizes = Array.from(
      { length: 60 },
      (_, seed) => drawPlan(world(seed).rng('plan'), world(seed), 0).size,
    )
    expect(Math.min(...sizes)).toBe(1)
    expect(Math.max(...sizes)).toBeGreaterThan(30)
    expect(sizes.filter(size => size <= 8).length).toBeGreaterThan(20)
    const { different, drafts, members } = play(11, 0, { size: 24, startHour: 0, endHour: 72 })
    expect(members).toHaveLength(24)
    expect(different(member => member.line.payment?.instrument)).toBe(1)
    expect(new Set(drafts.map(({ draft }) => ipOf(draft))).size).toBeLessThanOrEqual(2)
    expect(new Set(drafts.map(({ draft }) => draft.key)).size).toBeLessThanOrEqual(3)
    expect(drafts.length).toBeGreaterThan(600)
  })

  test('level 1 in one range: few cards, one /24', () => {
    const { different, drafts } = play(1, 1, { addressing: 'range' })
    expect(different(member => member.line.payment?.instrument)).toBeLessThanOrEqual(2)
    expect(new Set(drafts.map(({ draft }) => ipOf(draft).replace(/\.\d+$/, ''))).size).toBe(1)
  })

  test('level 1 rotating: no account keeps an address', () => {
    const { drafts, members } = play(2, 1, { addressing: 'rotating', startHour: 0, endHour: 72 })
    expect(new Set(drafts.map(({ draft }) => ipOf(draft))).size).toBeGreaterThan(members.length)
  })

  test('level 2: a few client identities for the whole pool', () => {
    const { drafts } = play(3, 2)
    expect(new Set(drafts.map(({ draft }) => clientOf(draft))).size).toBeLessThanOrEqual(3)
  })

  test('level 3: a card of its own for every account, from a handful of ranges', () => {
    const { different, members } = play(4, 3)
    expect(different(member => member.line.payment?.instrument)).toBe(members.length)
    expect(different(member => member.line.payment?.bin)).toBeLessThanOrEqual(3)
  })

  test('level 4: clients of many kinds', () => {
    const { drafts, members } = play(5, 4)
    expect(new Set(drafts.map(({ draft }) => clientOf(draft))).size).toBeGreaterThan(
      Math.min(20, members.length / 3),
    )
  })

  test('level 5: no opening is used by a tenth of the items', () => {
    const { drafts } = play(6, 5)
    const openings = new Map<string, number>()
    for (const { draft } of drafts) {
      const opening = draft.messages.slice(0, 90)
      openings.set(opening, (openings.get(opening) ?? 0) + 1)
    }
    expect(Math.max(...openings.values())).toBeLessThan(drafts.length / 10)
  })

  test('level 6: half and more of the exchanges are customers’', () => {
    const { drafts } = play(7, 6)
    const served = drafts.filter(({ draft }) => !draft.isExtracting).length
    expect(served / drafts.length).toBeGreaterThan(0.4)
    expect(served).toBeLessThan(drafts.length)
  })

  test('level 6, store-then-replay: customers’ requests come again, later, word for word', () => {
    const fixed = { stored: 0.8, storedHours: 6, reroutes: 0.4, startHour: 0, endHour: 72, pools: 1 }
    const { drafts } = play(7, 6, fixed)
    const served = new Map<string, number>()
    for (const { draft } of drafts)
      if (!draft.isExtracting && !served.has(draft.messages)) served.set(draft.messages, draft.time)
    const again = drafts.filter(({ draft }) => draft.isExtracting && served.has(draft.messages))
    expect(again.length).toBeGreaterThan(20)
    for (const { draft } of again)
      expect(draft.time - (served.get(draft.messages) ?? 0)).toBeGreaterThan(4 * 3_600_000)
  })

  test('level 6, live re-routing: one customer’s session runs over several accounts', () => {
    const accountsOf = (reroutes: number): number => {
      const sessions = new Map<string, Set<string>>()
      for (const { member, draft } of play(7, 6, { stored: 0, reroutes, refusals: 0 }).drafts) {
        if (draft.isExtracting || draft.conversation === undefined) continue
        const accounts = sessions.get(draft.conversation) ?? new Set()
        sessions.set(draft.conversation, accounts.add(member.line.account))
      }
      return Math.max(...[...sessions.values()].map(accounts => accounts.size))
    }
    expect(accountsOf(0)).toBe(1)
    expect(accountsOf(0.4)).toBeGreaterThan(2)
  })

  test('level 7: more than one pathway', () => {
    const { drafts } = play(8, 7)
    expect(new Set(drafts.map(({ draft }) => draft.pathway)).size).toBeGreaterThan(1)
  })

  test('level 8: aged accounts', () => {
    const { members } = play(9, 8)
    for (const { line } of members)
      expect(Date.UTC(2026, 4, 1) - Date.parse(line.created)).toBeGreaterThan(190 * 86_400_000)
  })
})

test('another seed is another campaign', () => {
  const plans = [1, 2, 3, 4, 5, 6].map(seed => drawPlan(world(seed).rng('plan'), world(seed), 3))
  expect(new Set(plans.map(plan => plan.size)).size).toBeGreaterThan(3)
  expect(new Set(plans.map(plan => JSON.stringify(plan.desk.missions))).size).toBe(6)
  expect(new Set(plans.map(plan => plan.dispatch)).size).toBeGreaterThan(1)
})

test('a banned pool falls silent and the next one takes over', () => {
  const { drafts, members } = play(10, 3, {
    pools: 2,
    size: 60,
    perDay: 30,
    startHour: 0,
    endHour: 72,
    banLagHours: 2,
  })
  const banned = members.filter(member => member.status?.status === 'banned')
  expect(banned.length).toBe(30)
  for (const { member, draft } of drafts)
    if (member.status) expect(draft.time).toBeLessThan(member.status.time + 2 * 3_600_000)
  expect(drafts.some(({ member }) => !member.status)).toBe(true)
})
