import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Measure, measures } from '../model/decision.ts'
import { compilePolicy } from './compile-policy.ts'
import { decide } from './decide.ts'
import { type Known, knowNothing } from './known.ts'
import { waysIn } from './settings.ts'
import { makeSnapshot } from './snapshot.ts'

const page = readFileSync(new URL('../../docs/reference/decide.md', import.meta.url), 'utf8')
const rows = page
  .split('\n| way in |')[1]
  ?.split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.replaceAll('`', '').trim()),
  )
const cells = (rows ?? []).flatMap(([way = '', ...open]) =>
  open.map((word, i): [string, Measure, string] => [way, measures[i] as Measure, word]),
)

const shipped = compilePolicy()
const now = Date.UTC(2026, 10, 1)
const day = 86_400_000

const heldAt = (measure: Measure): Known => ({
  ...knowNothing(now),
  containments: [
    {
      id: 'act',
      campaign: 'c',
      measure,
      mode: 'enforce',
      until: now + 30 * day,
      limits: {},
      withhold: [],
      accounts: measure === 'none' ? new Map() : new Map([['a', 1]]),
      room: 0,
    },
  ],
})

test('the table has a row for every way in and a column for every measure', () => {
  expect((rows ?? []).map(([way]) => way)).toEqual([...waysIn])
  expect(cells).toHaveLength(waysIn.length * measures.length)
})

test.each(cells)('%s, held at %s: %s once the snapshot has expired', (name, measure, word) => {
  const way = waysIn.find(one => one === name) ?? 'decide'
  const policy = shipped
  const snapshot = makeSnapshot(heldAt(measure), policy)
  const ask = (age: number) => decide(snapshot, { account: 'a', model: 'm' }, policy, now + age, { way })
  const before = ask(day - 1)
  const after = ask(day)
  expect(before).not.toHaveProperty('fallback')
  expect(before.measure).toBe(measure)
  if (word === 'open') expect(after).toMatchObject({ decision: 'allow', fallback: true })
  else expect(after.measure).toBe(measure)
})

test.each(cells)(
  '%s, held at %s: the settings can turn %s around, for this way alone',
  (name, measure, word) => {
    const way = waysIn.find(one => one === name) ?? 'decide'
    const other = waysIn.find(one => one !== way) ?? 'decide'
    const turned = word === 'open' ? 'closed' : 'open'
    const policy = compilePolicy({ settings: { failure: { ways: { [way]: { [measure]: turned } } } } })
    const snapshot = makeSnapshot(heldAt(measure), policy)
    const ask = (through: typeof way) =>
      decide(snapshot, { account: 'a', model: 'm' }, policy, now + day, { way: through })
    if (turned === 'open') expect(ask(way)).toMatchObject({ decision: 'allow', fallback: true })
    else if (measure === 'none') expect(ask(way)).toMatchObject({ decision: 'block', fallback: true })
    else expect(ask(way).measure).toBe(measure)
    expect(ask(other)).toEqual(
      decide(snapshot, { account: 'a', model: 'm' }, shipped, now + day, { way: other }),
    )
  },
)

test.each(waysIn.map(way => [way] as const))('%s without any snapshot: the cell of `none`', way => {
  const word = cells.find(([name, measure]) => name === way && measure === 'none')?.[2]
  const answer = decide(undefined, { account: 'a', model: 'm' }, shipped, now, { way })
  expect(answer).toMatchObject({
    decision: word === 'open' ? 'allow' : 'block',
    fallback: true,
    measure: 'none',
  })
  const closed = compilePolicy({ settings: { failure: { ways: { [way]: { none: 'closed' } } } } })
  expect(decide(undefined, { account: 'a', model: 'm' }, closed, now, { way }).decision).toBe('block')
})
