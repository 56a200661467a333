import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Earlier, identify } from './identity.ts'

const seed = 20261122
const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `a${from + i}`)
const earlier = (id: string, accounts: readonly string[]): Earlier => ({
  id,
  kind: 'campaign',
  accounts: new Set(accounts),
})

describe('an id', () => {
  test('is the same for the same accounts in whatever order', () => {
    const [one] = identify([names(0, 30)], [])
    const [other] = identify([names(0, 30).reverse()], [])
    expect(other).toEqual(one)
  })

  test('stays while a campaign grows, shrinks and turns its accounts over', () => {
    let known = earlier('sw-first', names(0, 60))
    for (let step = 1; step < 12; step++) {
      const accounts = names(15 * step, 15 * step + 60 - 3 * step)
      const [now] = identify([accounts], [known])
      expect(now).toEqual({ id: 'sw-first', merged: [] })
      known = earlier(now?.id ?? '', accounts)
    }
  })

  test('of two campaigns that turn out to be one is the larger one’s, and the other is remembered', () => {
    const before = [earlier('sw-small', names(0, 20)), earlier('sw-large', names(20, 80))]
    expect(identify([names(0, 80)], before)).toEqual([{ id: 'sw-large', merged: ['sw-small'] }])
  })

  test('of a campaign that splits goes with the larger part; the smaller gets one of its own', () => {
    const [large, small] = identify([names(0, 60), names(60, 100)], [earlier('sw-whole', names(0, 100))])
    expect(large?.id).toBe('sw-whole')
    expect(small?.id).not.toBe('sw-whole')
    expect(small?.splitFrom).toBe('sw-whole')
    expect(large?.splitFrom).toBeUndefined()
  })

  test('is not inherited over a few accounts that two campaigns have in common', () => {
    const [now] = identify([names(0, 60)], [earlier('sw-other', names(55, 120))])
    expect(now?.id).not.toBe('sw-other')
  })

  test(`is given once, and no earlier campaign is both kept and merged (seed ${seed})`, () => {
    const accounts = fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 15 })
    const sets = fc.array(
      accounts.map(list => list.map(i => `a${i}`)),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(sets, sets, (now, before) => {
        const known = before.map((list, i) => earlier(`sw-${i}`, list))
        const given = identify(now, known)
        expect(given).toHaveLength(now.length)
        const ids = given.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        const old = given.flatMap(({ id, merged }) => [id, ...merged]).filter(id => /^sw-\d$/.test(id))
        expect(new Set(old).size).toBe(old.length)
        expect(identify(now, known)).toEqual(given)
      }),
      { seed, numRuns: 500 },
    )
  })
})
