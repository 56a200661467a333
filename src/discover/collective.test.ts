import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberOfSet } from './collective.ts'

const seed = 20261122

describe('a set of accounts that one origin proposes', () => {
  test('belongs as a whole when weak voices agree, though none of them would do alone', () => {
    const member = memberOfSet(Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 2 : 0.3)))
    expect(member(0.3)).toBeGreaterThan(0.99)
    expect(member(0)).toBeGreaterThan(0.99)
  })

  test('does not when every third account is a stranger: nobody is taken for what the others are', () => {
    const member = memberOfSet(Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? -3 : 2)))
    expect(member(0)).toBeLessThan(0.9)
    expect(member(-1)).toBeLessThan(0.7)
  })

  test('of which nothing is known gives nobody away', () => {
    expect(memberOfSet(Array<number>(40).fill(0))(0)).toBeLessThan(0.9)
    expect(memberOfSet([])(0)).toBeLessThan(0.9)
  })

  test(`gives a probability that rises with what speaks for an account (seed ${seed})`, () => {
    const nats = fc.double({ min: -5, max: 8, noNaN: true })
    fc.assert(
      fc.property(fc.array(nats, { maxLength: 60 }), nats, nats, (set, one, other) => {
        const member = memberOfSet(set)
        const [low, high] = [member(Math.min(one, other)), member(Math.max(one, other))]
        return low >= 0 && high <= 1 + 1e-9 && low <= high + 1e-12
      }),
      { seed },
    )
  })
})
