import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LargeStore, largeStore } from '../../test/fixtures/large-store.ts'
import { accountRhythm } from './account-rhythm.ts'
import { campaignTimeline } from './campaign-timeline.ts'
import { infrastructure } from './infrastructure.ts'
import { linkMap } from './link-map.ts'
import { type MemberQuestion, memberRows } from './member-rows.ts'
import { finding, newestRun } from './read.ts'
import { records } from './records.ts'

let large: LargeStore
let run: NonNullable<Awaited<ReturnType<typeof newestRun>>>
beforeAll(async () => {
  large = await largeStore({ members: 600, campaigns: 8, exchanges: 60_000 })
  const newest = await newestRun(large.store)
  if (newest === undefined) throw new Error('no run')
  run = newest
})
afterAll(() => large.close())

const all: MemberQuestion = { offset: 0, limit: 600, sort: 'account', down: false, search: '', held: '' }
const ask = (asked: Partial<MemberQuestion>) =>
  memberRows(large.store, run.run, large.id, { ...all, ...asked })

test('parts of a sorted list fit together and hold every member once', async () => {
  const whole = (await ask({ sort: 'exchanges', down: true })).items
  expect(whole).toHaveLength(600)
  expect(whole.every((one, at) => at === 0 || one.exchanges <= (whole[at - 1]?.exchanges ?? 0))).toBe(true)
  const parts = [
    ...(await ask({ sort: 'exchanges', down: true, limit: 250 })).items,
    ...(await ask({ sort: 'exchanges', down: true, limit: 350, offset: 250 })).items,
  ]
  expect(parts.map(one => one.account)).toEqual(whole.map(one => one.account))
})

test('only the holders of a value are found by it', async () => {
  const { total, items } = await ask({ held: 'card range 431389 virtual' })
  expect(total).toBeGreaterThan(100)
  expect(total).toBeLessThan(400)
  expect(items.every(one => one.evidence.some(piece => piece.detail.startsWith('card range 431389')))).toBe(
    true,
  )
})

test('the map counts every member once and names them when they are few', async () => {
  const map = await linkMap(large.store, run.run, large.id, '')
  expect(map.members).toBe(600)
  expect(map.bundles.reduce((sum, one) => sum + one.accounts, 0)).toBe(600)
  let within = ''
  for (let step = 0; step < 30; step++) {
    const part = await linkMap(large.store, run.run, large.id, within)
    if (part.accounts.length > 0) {
      expect(part.accounts).toHaveLength(part.members)
      return
    }
    within = part.bundles.at(-1)?.within ?? ''
  }
  throw new Error('no bundle was small enough to be named')
})

test('two pools are told apart, the ban of the first and the new model stand beside them', async () => {
  const found = await finding(large.store, large.id)
  if (found === undefined) throw new Error('no finding')
  const timeline = await campaignTimeline(large.store, run, found, [])
  expect(timeline.pools).toHaveLength(2)
  expect(timeline.stopped.reduce((sum, one) => sum + one.accounts, 0)).toBe(348)
  expect(timeline.marks.map(one => one.kind)).toContain('model')
})

test('infrastructure says how many strangers use the same', async () => {
  const { networks } = await infrastructure(large.store, run, large.id)
  expect(networks).toHaveLength(13)
  expect(
    networks
      .filter(one => one.strangers === 0)
      .map(one => one.name)
      .sort(),
  ).toEqual(['Blue Hosting', 'Grey Hosting'])
})

test('an account is seen with its hours, its questions and who shares its sketches', async () => {
  const rhythm = await accountRhythm(large.store, run.run, large.id, large.account)
  expect(rhythm.hours.reduce((sum, one) => sum + one.exchanges, 0)).toBe(rhythm.exchanges)
  expect(rhythm.questions).toBe(rhythm.exchanges)
  const toolset = rhythm.sketches.find(one => one.what === 'toolset')
  expect(toolset).toMatchObject({ strangers: 0 })
  expect(toolset?.members).toBeGreaterThan(500)
})

test('records tell every campaign, the largest first, beside the published ones', async () => {
  const { here, published } = await records(large.store)
  expect(here).toHaveLength(8)
  expect(here.every((one, at) => at === 0 || one.exchanges <= (here[at - 1]?.exchanges ?? 0))).toBe(true)
  expect(published.map(one => one.exchanges)).toEqual([28_800_000, 16_000_000])
})
