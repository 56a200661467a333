import { expect, test } from 'vitest'
import type { LabelLine } from './labels.ts'
import { leaks, leakTable } from './leaked.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 4, 1)
const member = (account: string, campaign: string, level: number): LabelLine => ({
  account,
  kind: 'campaign',
  group: campaign,
  campaign,
  level,
  exchanges: 4,
  extracting: 4,
})
const labels = [member('a', 'x', 3), member('b', 'x', 3), member('c', 'y', 8), member('silent', 'y', 8)]
const at = (...hours: number[]): number[] => hours.map(one => start + one * hour)
const times = new Map([
  ['a', at(0, 1, 2, 3)],
  ['b', at(10, 11, 12, 13)],
  ['c', at(5, 6)],
])
const flagged = (account: string, hours: number) => ({
  campaign: 'sw',
  account,
  since: new Date(start + hours * hour).toISOString(),
})

test('what was drawn before each account’s own flag leaked, and all of an account that never had one', () => {
  const [x, y] = leaks(labels, [flagged('a', 2), flagged('b', 10)], times)
  expect(x).toMatchObject({ exchanges: 8, leaked: 2, firstHours: 2, halfHours: 2 })
  expect(y).toMatchObject({ exchanges: 2, leaked: 2, firstHours: undefined, halfHours: undefined })
})

test('half the members are flagged when the middle one is', () => {
  const [x] = leaks(
    [...labels, member('d', 'x', 3)],
    [flagged('a', 2), flagged('b', 10)],
    new Map([...times, ['d', at(1)]]),
  )
  expect(x?.halfHours).toBe(10)
})

test('the table has a line a level and says what was never found', () => {
  const lines = leakTable(leaks(labels, [flagged('a', 2), flagged('b', 10)], times))
  expect(lines.slice(2)).toEqual([
    '| 3 | 1 | 25.0 % | 25.0 % to 25.0 % | 2 h | 2 h |',
    '| 8 | 1 | 100.0 % | 100.0 % to 100.0 % | not found | not found |',
  ])
})
