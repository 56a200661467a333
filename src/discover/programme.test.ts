import { describe, expect, test } from 'vitest'
import {
  blocksOf,
  type Made,
  noRhythms,
  populationOf,
  range,
  scattered,
  shared,
  signalOf,
} from '../../test/fixtures/population.ts'
import { makeRng } from '../rng.ts'
import { primaries, StratumCounts } from './primary.ts'
import { programmes } from './programme.ts'
import type { Membership } from './refine.ts'
import { seed } from './seed.ts'

const size = 2000
const ids = ['shared-system-prompt', 'card-range', 'signup-day']
/** Six compartments of nine accounts, each with a card range and a sign-up day of its own. */
const compartments = range(0, 6).map(c => range(9 * c, 9 * c + 9))
const pool = compartments.flat()

const membersOf = (accounts: readonly number[]): Membership[] =>
  accounts.map(account => ({ account, probability: 0.999, nats: 10, reasons: [] }))

function unite({
  users = pool,
  groups = compartments,
  guilty = [] as number[],
  facts,
}: Partial<Pick<Made, 'facts'>> & {
  users?: readonly number[]
  groups?: number[][]
  guilty?: number[]
} = {}) {
  const population = populationOf({ size, ...(facts && { facts }) })
  const rng = makeRng(20261123)
  const blocks = blocksOf(
    [
      shared('shared-system-prompt', 'theirs', users),
      ...compartments.flatMap((own, c) => [
        shared('card-range', `issuer ${c}`, own),
        shared('signup-day', `day ${c}`, own),
      ]),
      ...ids.flatMap(id => scattered(id, 10, size, rng)),
    ],
    size,
  )
  const witnesses = {
    primary: primaries(blocks, population, ids.map(signalOf)),
    blocks,
    population,
    rhythms: noRhythms(size),
    counts: new StratumCounts(blocks, population),
  }
  return programmes(groups.map(membersOf), new Set(guilty), seed(witnesses).seeds, witnesses)
}

describe('compartments that one private way of using the model joins', () => {
  test('are one programme, for which what each of them shares speaks as of one hand', () => {
    const [one, ...others] = unite()
    expect(others).toEqual([])
    expect(one?.parts).toEqual(range(0, 6))
    expect(one?.members.map(({ account }) => account)).toEqual(pool)
    expect(one?.nats).toBeGreaterThan(Math.log(500))
  })

  test('are none where strangers use the model so too', () => {
    expect(unite({ users: [...pool, ...range(500, 560)] })).toEqual([])
  })

  test('leave out those who say openly who they are', () => {
    const united = unite({
      facts: account => ({ organization: account < 9 ? 'Lindqvist & Daughters' : '' }),
    })
    expect(united.map(({ parts }) => parts)).toEqual([range(1, 6)])
  })

  test('leave out campaigns, and accounts that a campaign holds do not count as strangers', () => {
    const campaign = range(100, 160)
    const united = unite({
      users: [...pool, ...campaign],
      groups: [...compartments, campaign],
      guilty: [6],
    })
    expect(united.map(({ parts }) => parts)).toEqual([range(0, 6)])
  })
})
