import { expect, test } from 'vitest'
import { populationOf, range } from '../../test/fixtures/population.ts'
import { apartByOrganisation } from './apart.ts'

const members = range(0, 100).map(account => ({ account }))
const groupsWith = (named: number): number[][] =>
  apartByOrganisation(
    [members],
    populationOf({ size: 200, facts: i => (i < named ? { organization: 'Aggregator' } : {}) }),
  ).map(group => group.map(({ account }) => account))

test('a few members of one organisation leave a group of strangers together', () => {
  expect(groupsWith(12)).toEqual([range(12, 100), range(0, 12)])
})

test('two of one organisation are no group, and many speak for all', () => {
  expect(groupsWith(2)).toEqual([range(0, 100)])
  expect(groupsWith(40)).toEqual([range(0, 100)])
})
