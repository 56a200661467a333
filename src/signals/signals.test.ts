/** Every signal of the catalogue, on rows as the store keeps them: what a hand leaves is found, what many share is not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { noRhythms } from '../../test/fixtures/population.ts'
import { attributeFixtures } from '../../test/fixtures/signals/attributes.ts'
import { traitFixtures } from '../../test/fixtures/signals/traits.ts'
import {
  attributeWorld,
  crowd,
  hand,
  handSize,
  nameOf,
  type Row,
  type SignalRows,
  size,
  traitWorld,
  until,
} from '../../test/fixtures/signals/world.ts'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { block } from '../discover/block.ts'
import { readPopulation } from '../discover/population.ts'
import { primaries, StratumCounts } from '../discover/primary.ts'
import { measureConduct, testPurpose } from '../discover/purpose.ts'
import { seed } from '../discover/seed.ts'
import type { Query } from '../query.ts'
import { attributeSignals, traitSignals } from './index.ts'
import type { AttributeSignal, TraitSignal } from './signal.ts'

let opened: TemporaryStore
beforeAll(async () => {
  opened = await openTemporary()
})
afterAll(() => opened?.end())

const statement = (sql: string): Query<Record<string, never>, unknown> => ({
  name: 'test/clear',
  sql,
  params: z.object({}),
  row: z.unknown(),
})

/** Puts one world in place of the last. */
async function fill(batch: string, { exchanges, accounts }: SignalRows): Promise<void> {
  await opened.store.run(statement('TRUNCATE TABLE exchanges'), {})
  await opened.store.run(statement('TRUNCATE TABLE account_facts'), {})
  await opened.store.append('exchanges', batch, exchanges)
  await opened.store.append('account_facts', batch, accounts)
}

test('every signal of the catalogue has its fixture, and every fixture its signal', () => {
  expect(Object.keys(attributeFixtures).sort()).toEqual(attributeSignals.map(({ id }) => id).sort())
  expect(Object.keys(traitFixtures).sort()).toEqual(traitSignals.map(({ id }) => id).sort())
})

/** One trace alone proves nothing, so the hand has one in common elsewhere: cards, or where cards are asked, a machine. */
const besides = (signal: AttributeSignal): Row =>
  signal.origin === 'money' ? { signup_device: 'farm-0' } : { payment_instrument: 'card-of-the-hand' }

describe.each(attributeSignals.map(signal => [signal.id, signal] as const))('%s', (id, signal) => {
  const fixture = attributeFixtures[id]
  if (!fixture) return
  beforeAll(() => fill(id, attributeWorld(fixture.trace, fixture.theirTrace, besides(signal))))

  test('is read from the rows: exactly its holders by the time asked, and nothing that fewer than three share', async () => {
    const rows = await opened.store.rows(signal.query, { until })
    const holdersOf = (value: string) => rows.filter(row => row.value === value)
    expect(holdersOf(fixture.value)).toEqual(
      hand.map(i => ({ account: nameOf(i), value: fixture.value, uses: fixture.uses })),
    )
    expect(holdersOf(fixture.theirValue)).toEqual(
      crowd.map(i => ({ account: nameOf(i), value: fixture.theirValue, uses: fixture.uses })),
    )
    const counts = new Map<string, number>()
    for (const { value } of rows) counts.set(value, (counts.get(value) ?? 0) + 1)
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(3)
    expect([...counts.keys()].filter(value => /^[0:.| ]*$/.test(value))).toEqual([])
    expect(new Set(rows.map(({ account, value }) => `${value} ${account}`)).size).toBe(rows.length)
    // Block takes one value's rows together, wherever the next value starts.
    const starts = rows.filter((row, i) => rows[i - 1]?.value !== row.value).map(({ value }) => value)
    expect(new Set(starts).size).toBe(starts.length)
  })

  test(`proposes the hand, and not ${fixture.lookAlike}`, async () => {
    const population = await readPopulation(opened.store, { until })
    const blocks = await block(opened.store, { until }, population, attributeSignals)
    const { seeds } = seed({
      blocks,
      population,
      primary: primaries(blocks, population, attributeSignals),
      counts: new StratumCounts(blocks, population),
      rhythms: noRhythms(population.size),
    })
    const proposed = seeds
      .map(one => blocks.values[one.value])
      .filter(one => one?.signal.id === id)
      .map(one => one?.value)
    expect(proposed).toContain(fixture.value)
    expect(proposed).not.toContain(fixture.theirValue)
  })
})

const nobody: Parameters<typeof testPurpose>[4] = {
  nats: 0,
  evidence: [],
  origins: [],
  byOrigin: new Map(),
  bySignal: new Map(),
  covered: new Map(),
  commonest: new Map(),
}

describe.each(traitSignals.map(signal => [signal.id, signal] as const))('%s', (id, signal: TraitSignal) => {
  const fixture = traitFixtures[id]
  if (!fixture) return
  beforeAll(() =>
    fill(id, traitWorld({ hand: fixture.hand, lookAlike: fixture.theirs, honest: fixture.honest })),
  )

  test('says of each account exactly what it did by the time asked', async () => {
    const values = new Map(
      (await opened.store.rows(signal.query, { until })).map(row => [row.account, row.value]),
    )
    expect(values.size).toBe(size)
    for (let i = 0; i < size; i++) {
      const kind = i < handSize ? 'hand' : i < handSize + crowd.length ? 'theirs' : 'honest'
      expect(values.get(nameOf(i))).toBeCloseTo(fixture.values[kind], 9)
    }
  })

  test(`speaks against the hand, and not against a dozen of ${fixture.lookAlike}`, async () => {
    const population = await readPopulation(opened.store, { until })
    const values = new Float64Array(population.size).fill(Number.NaN)
    for (const row of await opened.store.rows(signal.query, { until }))
      values[population.index.get(row.account) ?? -1] = row.value
    const traits = [{ signal, values }]
    const weigh = (names: readonly number[]): number => {
      const members = names.map(i => population.index.get(nameOf(i)) ?? -1)
      const suspects = new Set(members)
      const conduct = measureConduct(traits, new Float64Array(population.size), suspects, population)
      const facts = { capabilities: [], timeline: [], models: [] }
      const { evidence } = testPurpose(members, traits, conduct, suspects, nobody, population, facts)
      return evidence.find(item => item.signal === id)?.weight ?? Number.NaN
    }
    expect(weigh(hand)).toBeGreaterThan(1.5)
    expect(weigh(crowd.slice(0, handSize))).toBeLessThan(0.2)
  })
})
