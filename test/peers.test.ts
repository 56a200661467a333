/** The methods that stand beside detection in bench/peers must do what their papers say, or the comparison is none. */
import { expect, test } from 'vitest'
import { componentsOf } from '../bench/peers/components.ts'
import { blocks, densestBlock } from '../bench/peers/fraudar.ts'
import { similarPairs } from '../bench/peers/synchro-trap.ts'
import { aboveBestBar } from '../bench/peers/threshold.ts'
import type { PeerWorld } from '../bench/peers/world.ts'
import { makeRng } from '../src/rng.ts'

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** Five hundred strangers who hold three of four hundred values, and thirty accounts that share twelve of their own. */
function planted(): number[][] {
  const rng = makeRng(7)
  const values: number[][] = Array.from({ length: 400 }, () => [])
  for (const account of range(0, 530)) {
    for (let i = 0; i < 3; i++) values[Math.floor(rng() * 400)]?.push(account)
  }
  const own = Array.from({ length: 12 }, () => range(500, 530))
  return [...values.map(holders => [...new Set(holders)]), ...own]
}

test('FRAUDAR finds a planted block whole, and camouflage does not hide it', () => {
  const block = densestBlock(530, planted())
  expect(block.accounts.sort((a, b) => a - b)).toEqual(range(500, 530))
  expect([...block.values].sort((a, b) => a - b)).toEqual(range(400, 412))
})

test('FRAUDAR’s next block is another one', () => {
  const second = Array.from({ length: 6 }, () => range(0, 20))
  const values = [...planted(), ...second].map(holders => ({ kind: 'any', holders }))
  const [one, two] = blocks(530, values, 2).map(group => [...group].sort((a, b) => a - b))
  expect([one, two]).toEqual([range(500, 530), range(0, 20)])
})

test('SynchroTrap joins who did the same thing in the same hours again and again, and nobody else', () => {
  const cell = (object: string, hour: number, ...accounts: number[]) => ({ object, hour, accounts })
  const together = [1, 2, 3, 4].map(hour => cell('ip x', hour, 0, 1))
  const once = cell('ip y', 9, 0, 2)
  // Account 3 was there four times too, and in forty other places.
  const busy = [1, 2, 3, 4].map(hour => cell('ip z', hour, 2, 3))
  expect([...similarPairs([...together, once, ...busy], [5, 4, 5, 44])]).toEqual([[0, 1]])
})

test('components leave pairs out and join what is joined through others', () => {
  expect(
    componentsOf(7, [
      [0, 1],
      [1, 2],
      [4, 5],
    ]),
  ).toEqual([[0, 1, 2]])
})

test('the best bar wrongs at most one honest account in a thousand, and takes equal scores together', () => {
  const accounts = range(0, 2010).map(String)
  const world = { accounts, oracle: { campaigns: 1, honest: (i: number) => i >= 10 } } as unknown as PeerWorld
  const scores = accounts.map((_, i) => (i < 8 ? 100 - i : i < 12 ? 50 : i < 14 ? 40 : 1))
  // Two honest accounts tie with two members at 50: they are what may be wronged of two thousand. At 40 stand two more.
  expect(aboveBestBar(scores, world).sort((a, b) => a - b)).toEqual(range(0, 12))
})
