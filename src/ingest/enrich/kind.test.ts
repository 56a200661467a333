import { expect, test } from 'vitest'
import { networkKind } from './kind.ts'
import { kindAsns } from './kind-asns.ts'

test('networks that everybody knows have their kind', () => {
  expect(networkKind(16509, 'Amazon.com, Inc.')).toBe('hosting')
  expect(networkKind(24940, 'Hetzner Online GmbH')).toBe('hosting')
  expect(networkKind(64501, 'Ganz Neue Rechenzentrum AG')).toBe('hosting')
  expect(networkKind(62371, 'Proton AG')).toBe('vpn')
  expect(networkKind(7922, 'Comcast Cable Communications, LLC')).toBe('residential')
  expect(networkKind(21928, 'T-Mobile USA, Inc.')).toBe('mobile')
  expect(networkKind(25, 'University of California at Berkeley')).toBe('education')
  expect(networkKind(64502, 'Universität Beispielstadt')).toBe('education')
  expect(networkKind(64503, 'Ministère de la Culture')).toBe('government')
  expect(networkKind(64504, 'First Example Bank, N.A.')).toBe('business')
})

test('a name that says nothing, and a backbone that carries everybody, stay unknown', () => {
  for (const name of ['', 'Example AG', 'ACME Holdings', 'Zebra', 'Northern Lights Ltd'])
    expect(networkKind(64500, name)).toBe('')
  expect(networkKind(3356, 'Level 3 Communications, Inc.')).toBe('')
})

test('part of a longer word is not the word', () => {
  expect(networkKind(64500, 'COLOMBIA EXPORTS S.A.')).toBe('')
  expect(networkKind(64500, 'Sebank Trading')).toBe('')
  expect(networkKind(64500, 'Mobilia Furniture')).toBe('')
})

test('no network is listed under two kinds, or twice', () => {
  const numbers = kindAsns.flatMap(([, list]) => list)
  expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([])
})
