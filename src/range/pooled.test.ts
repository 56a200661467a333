import { expect, test } from 'vitest'
import type { LabelLine } from './labels.ts'
import { pooledTables, poolScores, rate } from './pooled.ts'
import { score } from './score.ts'

const label = (account: string, more: Partial<LabelLine>): LabelLine => ({
  account,
  kind: 'casual',
  group: '',
  exchanges: 10,
  extracting: 0,
  ...more,
})
const member = (account: string, level: number, extracting: number): LabelLine =>
  label(account, { kind: 'campaign', group: `c${level}`, campaign: `c${level}`, level, extracting })
const labels = [
  member('a', 0, 90),
  member('b', 0, 10),
  member('c', 4, 50),
  label('d', { kind: 'family', group: 'family-1' }),
  label('e', {}),
]
const found = (...accounts: string[]) => accounts.map(account => ({ campaign: 'sw-1', account }))

test('worlds are added up before shares are taken, so that a large one weighs as it should', () => {
  const pooled = poolScores([score(labels, found('a')), score(labels, found('a', 'b', 'c'))])
  expect(pooled.levels.map(({ level, members }) => [level, members.count, members.of])).toEqual([
    [0, 3, 4],
    [4, 1, 2],
  ])
  expect(pooled.levels[0]?.exchanges).toMatchObject({ count: 190, of: 200 })
  expect(pooled.levels[0]?.campaigns).toMatchObject({ count: 2, of: 2 })
  expect(pooled.honest[0]?.flagged).toMatchObject({ count: 0, of: 4 })
})

test('an accused group and a mostly honest campaign are told by name', () => {
  const pooled = poolScores([score(labels, found('d', 'e'))])
  expect(pooled.spurious).toBe(1)
  expect(pooledTables(pooled).join('\n')).toMatch(/1 were accused: family \(1 of 1\).*mostly honest: 1\./)
})

test('intervals are those of Clopper and Pearson, and honest where nothing was tried', () => {
  // Known values: 8 of 10 and 0 of 20 at 95 %.
  expect(rate(8, 10).low).toBeCloseTo(0.4439, 3)
  expect(rate(8, 10).high).toBeCloseTo(0.9748, 3)
  expect(rate(0, 20).high).toBeCloseTo(0.1684, 3)
  expect(rate(0, 20).low).toBeCloseTo(0, 9)
  expect(rate(0, 0)).toMatchObject({ low: 0, high: 1 })
})
