import { describe, expect, test } from 'vitest'
import { nextPools, type PoolsAsked, poolLinks } from './next-pools.ts'

const names = (name: string, count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `${name}-${from + i}`)
const sure = (accounts: readonly string[]) => new Map(accounts.map(account => [account, 0.99]))
const linked = (accounts: readonly string[], campaign: string) =>
  accounts.map(account => ({ account, campaign, probability: 0.99, exchanges: 3, reasons: [] }))

interface Told {
  members: Record<string, string[]>
  successors: PoolsAsked['known']['successors']
  predecessors?: Record<string, string>
  states?: Record<string, 'dismissed' | 'released' | 'contained'>
  allowed?: string[]
  released?: [string, string[]][]
}
const asked = ({ members, successors, ...more }: Told): PoolsAsked => ({
  known: {
    members: Object.entries(members).map(([campaign, accounts]) => ({ campaign, accounts: sure(accounts) })),
    successors,
    allowed: { accounts: more.allowed ?? [], keys: [] },
    released: more.released ?? [],
  },
  predecessors: new Map(Object.entries(more.predecessors ?? {})),
  standing: { states: new Map(Object.entries(more.states ?? {})) },
})

const members = { 'c-1': names('old', 20), 'c-2': names('new', 9) }
const successors = linked(names('new', 6), 'c-1')

describe('whose next pool a campaign is', () => {
  test('that of the campaign whose successors most of it was recognised as', () => {
    expect(nextPools(asked({ members, successors }))).toEqual([{ id: 'c-2', earlier: 'c-1', recognised: 6 }])
    // Also where the first pool is no finding of this look any more.
    expect(nextPools(asked({ members: { 'c-2': members['c-2'] }, successors }))).toHaveLength(1)
    const others = linked(names('new', 3, 6), 'c-9')
    expect(nextPools(asked({ members, successors: [...successors, ...others] }))[0]?.earlier).toBe('c-1')
  })

  test.each([
    ['two are no pool', { 'c-2': names('new', 2) }, linked(names('new', 2), 'c-1')],
    ['a few strangers of a large one say nothing', { 'c-2': names('new', 30) }, successors],
    ['its own late comers do not make it its own heir', { 'c-1': names('new', 9) }, successors],
  ])('%s', (_, own, links) => {
    expect(nextPools(asked({ members: own, successors: links }))).toEqual([])
  })

  test('what people dismissed or released neither takes up nor is taken up, and what is known stays', () => {
    for (const state of ['dismissed', 'released'] as const)
      for (const id of ['c-1', 'c-2'])
        expect(nextPools(asked({ members, successors, states: { [id]: state } }))).toEqual([])
    expect(nextPools(asked({ members, successors, predecessors: { 'c-2': 'c-0' } }))).toEqual([])
  })

  test('nobody takes up his own heir', () => {
    const back = linked(names('old', 20), 'c-2')
    const told = { members, successors: back, predecessors: { 'c-3': 'c-1', 'c-2': 'c-3' } }
    expect(nextPools(asked(told))).toEqual([])
  })
})

describe('members of a next pool that nobody recognised', () => {
  const known = { members, successors, predecessors: { 'c-2': 'c-1' } }
  const who = (told: Told): string[] => poolLinks(asked(told)).map(one => one.account)

  test('are linked to the campaign it takes up, once, with the doubt of their membership', () => {
    const links = poolLinks(asked(known))
    expect(links.map(one => [one.account, one.campaign])).toEqual(
      names('new', 3, 6).map(account => [account, 'c-1']),
    )
    for (const { wealth } of links) expect(1 - 1 / wealth).toBeCloseTo(0.99, 9)
    expect(who({ ...known, successors: [...successors, ...linked(names('new', 3, 6), 'c-1')] })).toEqual([])
  })

  test('are left alone where people let them or their campaign go', () => {
    expect(who({ ...known, allowed: ['new-6'], released: [['new-7', ['*']]] })).toEqual(['new-8'])
    expect(
      who({
        ...known,
        released: [
          ['new-6', ['c-1']],
          ['new-7', ['c-2']],
          ['new-8', ['c-5']],
        ],
      }),
    ).toEqual(['new-8'])
    expect(who({ ...known, states: { 'c-2': 'dismissed' } })).toEqual([])
  })

  test('stay members where the first pool knows them too', () => {
    const both = { ...members, 'c-1': [...members['c-1'], 'new-6'] }
    expect(who({ ...known, members: both })).toEqual(names('new', 2, 7))
  })
})
