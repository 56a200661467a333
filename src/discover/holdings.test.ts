/** Guarantee: what is added up from look to look is, to the last bit, what a look from scratch reads. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { honestAccount, honestExchange, type Row } from '../../test/fixtures/signals/world.ts'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { makeRng } from '../rng.ts'
import { attributeSignals, traitSignals } from '../signals/index.ts'
import { nearDuplicate } from '../signals/near-duplicate.ts'
import type { Store } from '../store/store.ts'
import { type Blocks, block } from './block.ts'
import { readTraits } from './conduct.ts'
import { Holdings } from './holdings.ts'
import { Census, readPopulation } from './population.ts'
import { compare, engineTime, type Upto } from './standing.ts'
import { TallyBook } from './tallies.ts'

const hour = 3_600_000
const begin = Date.UTC(2026, 2, 1)
const accounts = 120

async function filled(opened: TemporaryStore): Promise<TemporaryStore> {
  await opened.store.append('exchanges', 'world', world())
  await opened.store.append(
    'account_facts',
    'world',
    Array.from({ length: accounts }, (_, i) => ({
      ...honestAccount(i),
      ...(i % 7 === 0 && { created: engineTime(begin + i * hour) }),
    })),
  )
  return opened
}

/** Four days in which everything comes: new accounts, values of one, two and many holders, some of them far apart in the alphabet. */
function world(): Row[] {
  const rng = makeRng(7)
  const any = (n: number): number => Math.floor(rng() * n)
  return Array.from({ length: 4000 }, (_, n) => {
    const at = any(96 * hour)
    const i = any(Math.max(6, Math.ceil((accounts * at) / (90 * hour))) % accounts)
    const address = ['::ffff:10.1.', '2001:db8::', '2001:db8:0:0:0:0:ffff:'][any(3)]
    const ip = address?.endsWith('.') ? `${address}${any(9)}.${any(99)}` : `${address}${any(60)}`
    return {
      ...honestExchange(i, n),
      id: `x${n}`,
      time: engineTime(begin + at),
      ip,
      prefix: ip,
      model: ['large', 'small', 'tiny'][any(3)],
      country: ['', 'DE', 'US', 'FR'][any(4)],
      input_tokens: any(500),
      user_agent: ['agent/1', 'agent/ü', 'agent/😀', `agent/${any(40)}`][any(4)],
      device: ['', `device-${any(200)}`, 'gerät', '设备', '\u{1F600}'][any(5)],
      template: String(any(400)),
      opening: String(any(900)),
      closing: String(2n ** 63n + BigInt(any(700))),
      conversation: String(any(3) === 0 ? 0 : any(1500)),
      session: String(any(800)),
      turn: any(3) - 1,
      messages: 1 + any(4),
      network_kind: ['', 'hosting', 'vpn', 'residential'][any(4)],
      sketch_version: any(5) === 0 ? 0 : 1,
      capabilities: any(1 << 14),
      style: any(64),
      output_tokens: any(6) === 0 ? null : any(900),
    }
  })
}

const shown = ({ values, held }: Blocks): unknown => ({
  values: values.map(({ signal, value, holders, uses }) => [signal.id, value, [...holders], [...uses]]),
  held: held.map(list => [...list]),
})

/** One look, resting on what `kept` holds. */
function looker(store: Store, again = true) {
  const kept = {
    census: new Census(),
    holdings: new Holdings(),
    tallies: new TallyBook(),
    upto: undefined as Upto | undefined,
  }
  return async (at: number, facts = '1') => {
    const until = engineTime(at)
    const { upto, news } = await compare(store, kept.upto, at, facts)
    const population = await readPopulation(store, { until }, kept.census, news)
    const near = new Map([[nearDuplicate.id, []]])
    const found = news && (await kept.holdings.advance(store, news, population, attributeSignals))
    const known = new Map([...near, ...(found ?? [])])
    const blocks = await block(store, { until }, population, attributeSignals, [], known)
    await kept.holdings.keep(
      blocks.values,
      attributeSignals,
      known,
      population,
      again ? { store, until } : undefined,
    )
    const tallies = await kept.tallies.read(store, at, population, news)
    kept.upto = upto
    const traits = await readTraits(store, until, population, tallies)
    const numbers = traits.map(({ signal, values }) => [signal.id, [...values]])
    const people = population.traffic.map(
      ({ account, exchanges, first, last, days, input_tokens, output_tokens, country, network_kind }) => [
        account,
        exchanges,
        first,
        last,
        days,
        input_tokens,
        output_tokens,
        country,
        network_kind,
      ],
    )
    return {
      news,
      known,
      population,
      people,
      blocks: shown(blocks),
      numbers,
      models: tallies.models,
      within: tallies.within,
    }
  }
}

type Look = Awaited<ReturnType<ReturnType<typeof looker>>>

const looks = [30, 31, 31, 47.999, 48, 71.5, 95.9]

function addedUp(
  engine: string,
  open: () => Promise<TemporaryStore>,
  hours: readonly number[],
  why?: string,
): void {
  const times = hours.map(one => begin + one * hour)

  describe.skipIf(why !== undefined)(`on ${engine}${why === undefined ? '' : `: ${why}`}`, () => {
    let opened: TemporaryStore
    /** What a look from scratch reads, by its time; it depends on nothing else while no line comes. */
    const fromScratch = new Map<number, Look>()
    beforeAll(async () => {
      opened = await filled(await open())
      for (const at of times) fromScratch.set(at, await looker(opened.store, false)(at))
    }, 240_000)
    afterAll(() => opened?.end())

    test.each([
      ['knowing who came', true],
      ['asking for every value', false],
    ])('shared values, who holds them and every trait, %s', async (_, again) => {
      const { store } = opened
      const rested = looker(store, again)
      for (const at of times) {
        const { news, known, population: _, ...resting } = await rested(at)
        const { news: none, known: unread, population: __, ...scratch } = fromScratch.get(at) as Look
        expect(none).toBeUndefined()
        expect(resting).toEqual(scratch)
        if (at === times[0]) continue
        expect(known.size).toBeGreaterThanOrEqual(8)
        expect(known.size).toBeGreaterThan(unread.size)
      }
    })

    test('traits are what their own queries give', async () => {
      const { store } = opened
      for (const at of times) {
        // The numbers of a look that rests on others are these, as the tests above say.
        const { numbers, population } = fromScratch.get(at) as Look
        for (const [k, signal] of traitSignals.entries()) {
          const asked = new Array<number>(population.size).fill(Number.NaN)
          for (const { account, value } of await store.rows(signal.query, { until: engineTime(at) })) {
            const position = population.index.get(account)
            if (position !== undefined) asked[position] = value
          }
          const rounded = (list: readonly number[]): string[] => list.map(value => value.toFixed(9))
          expect(rounded(numbers[k]?.[1] as number[]), signal.id).toEqual(rounded(asked))
        }
      }
    })

    test('nothing stands once a line came late, and account facts only while nothing new was said of them', async () => {
      const { store } = opened
      const rested = looker(store)
      await rested(begin + 62 * hour)
      const next = await rested(begin + 64 * hour)
      expect(next.news).toMatchObject({ accountsStand: false })
      expect(next.known.has('signup-day')).toBe(false)
      const told = await rested(begin + 64 * hour, '2')
      expect(told.news).toMatchObject({ exchanges: 0, accountsStand: false })
      expect((await rested(begin + 64 * hour, '2')).known.has('signup-day')).toBe(true)
      const late = { ...honestExchange(3, 9), id: 'late', time: engineTime(begin + 5 * hour) }
      await store.append('exchanges', 'late', [late])
      const { news, blocks, numbers } = await rested(begin + 65 * hour, '2')
      expect(news).toBeUndefined()
      expect({ blocks, numbers }).toEqual(
        (({ blocks, numbers }) => ({ blocks, numbers }))(await looker(store, false)(begin + 65 * hour)),
      )
      expect((await rested(begin + 66 * hour, '2')).news).toBeDefined()
      expect((await rested(begin + 60 * hour, '2')).news).toBeUndefined()
    })
  })
}

addedUp('the embedded engine', () => openTemporary(), looks)
// Each statement once more, spread: a look from scratch, one within its day, and one after midnight.
addedUp(
  'two shards',
  async () => openTemporary(await startCluster({ nodes: 2 })),
  [30, 47.999, 71.5],
  whyNoServer,
)
