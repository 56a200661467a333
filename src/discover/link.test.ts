import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf, populationOf, range, scattered, shared } from '../../test/fixtures/population.ts'
import { makeRng } from '../rng.ts'
import type { SharedValue } from './block.ts'
import { link } from './link.ts'

const seed = 20261122
const size = 6000

/** Honest people: cards, mail, clients and addresses drawn apart from each other. */
function strangers(from: number): SharedValue[] {
  const rng = makeRng(from)
  return [
    ...scattered('card-range', 40, size, rng),
    ...scattered('client-bundle', 60, size, rng),
    ...scattered('mail-domain', 30, size, rng),
    ...scattered('shared-address', 1500, size, rng),
    ...scattered('parameter-profile', 25, size, rng),
  ]
}

/** Names of the linked values, the pair and its holders. */
function linked(values: readonly SharedValue[], stratum?: (account: number) => number) {
  const population = populationOf({ size, ...(stratum && { stratum }) })
  const { links, pairs } = link(blocksOf(values, size), population)
  return {
    pairs,
    links: links.map(({ first, second, holders, surprise }) => ({
      values: [values[first]?.value, values[second]?.value].sort(),
      holders: [...holders],
      surprise,
    })),
  }
}

describe('links', () => {
  test.each([1, 2, 3, 4, 5])('are not seen among six thousand strangers (seed %d)', from => {
    const { links, pairs } = linked(strangers(from))
    expect(pairs).toBeGreaterThan(1000)
    expect(links).toEqual([])
  })

  test('are not made by a hub: a carrier address of three thousand strangers agrees with nothing', () => {
    const rng = makeRng(seed + 1)
    const hub = shared(
      'shared-address',
      'carrier',
      range(0, size).filter(() => rng() < 0.5),
    )
    const client = shared(
      'client-bundle',
      'everybody’s browser',
      range(0, size).filter(() => rng() < 0.8),
    )
    expect(linked([...strangers(seed), hub, client]).links).toEqual([])
  })

  test('join exactly the pair of values that one hand holds, hub or no hub', () => {
    const rng = makeRng(seed + 1)
    const pool = range(100, 130)
    const hub = shared('shared-address', 'carrier', [...pool, ...range(200, size).filter(() => rng() < 0.5)])
    const values = [
      ...strangers(seed),
      hub,
      shared('card-range', 'bought cards', [...pool, 5000, 5001]),
      shared('client-bundle', 'pool client', [...pool, 5500]),
    ]
    const { links } = linked(values)
    expect(links.map(one => one.values)).toEqual([['bought cards', 'pool client']])
    expect(links[0]?.holders).toEqual(pool)
  })

  test('do not take two faces of one fact for two: client and parameters come with one harness', () => {
    const users = range(0, 40)
    const values = [
      ...strangers(seed),
      shared('client-bundle', 'harness', users),
      shared('parameter-profile', 'its defaults', users),
      shared('shared-toolset', 'its tools', users),
    ]
    expect(linked(values).links).toEqual([])
  })

  test('do not take a country for a hand: what two traits share within a stratum is expected of it', () => {
    const rng = makeRng(seed + 1)
    const inCountry = (account: number): boolean => account < 400
    // Nearly everybody there banks with one bank and mails with one provider, each for their own reasons.
    const people = range(0, 400)
    const bank = shared(
      'card-range',
      'national bank',
      people.filter(() => rng() < 0.7),
    )
    const mail = shared(
      'mail-domain',
      'national mail',
      people.filter(() => rng() < 0.7),
    )
    const values = [...strangers(seed), bank, mail]
    expect(linked(values, account => (inCountry(account) ? 1 : 0)).links).toEqual([])
    expect(linked(values).links).not.toEqual([])
  })

  test(`are exactly what counting every pair of values head by head gives (seed ${seed})`, () => {
    const small = 60
    const ids = ['card-range', 'mail-domain', 'shared-address', 'client-bundle'] as const
    const holdings = fc.array(
      fc.tuple(fc.constantFrom(...ids), fc.uniqueArray(fc.nat(small - 1), { minLength: 3, maxLength: 12 })),
      { minLength: 2, maxLength: 8 },
    )
    fc.assert(
      fc.property(holdings, fc.integer({ min: 1, max: 4 }), (list, kinds) => {
        const values = list.map(([id, holders], v) => shared(id, String(v), holders))
        const stratum = (account: number): number => account % kinds
        const population = populationOf({ size: small, stratum })
        const { links, pairs } = link(blocksOf(values, small), population, 0)
        const expected: [number, number, number][] = []
        let looked = 0
        const everybody = range(0, small)
        const comparable = (a: SharedValue, b: SharedValue): boolean => a.signal.origin !== b.signal.origin
        const countIn = (s: number, of: (account: number) => boolean): number =>
          everybody.filter(i => stratum(i) === s && of(i)).length
        values.forEach((a, first) => {
          values.forEach((b, second) => {
            if (second <= first || !comparable(a, b)) return
            const inA = (i: number): boolean => a.holders.includes(i)
            const inB = (i: number): boolean => b.holders.includes(i)
            const joint = everybody.filter(i => inA(i) && inB(i)).length
            if (joint === 0) return
            looked++
            let mean = 0
            for (let s = 0; s < kinds; s++)
              mean += (countIn(s, inA) * countIn(s, inB)) / countIn(s, () => true)
            mean = Math.max(0.02, mean)
            const surprise = joint * Math.log(joint / mean) - (joint - mean)
            const [onlyA, onlyB] = [a.holders.length - joint, b.holders.length - joint]
            const neither = small - joint - onlyA - onlyB
            const odds = ((joint + 0.5) * (neither + 0.5)) / ((onlyA + 0.5) * (onlyB + 0.5))
            if (joint >= 3 && joint > mean && odds >= 12) expected.push([first, second, surprise])
          })
        })
        expect(pairs).toBe(looked)
        const surprising = expected.filter(([, , surprise]) => surprise >= Math.log(Math.max(1, looked)))
        expect(links.map(one => [one.first, one.second]).sort()).toEqual(
          surprising.map(([first, second]) => [first, second]).sort(),
        )
        for (const one of links) {
          const [, , surprise] = expected.find(([a, b]) => a === one.first && b === one.second) ?? []
          expect(one.surprise).toBeCloseTo(surprise ?? Number.NaN, 9)
        }
      }),
      { seed, numRuns: 300 },
    )
  })
})
