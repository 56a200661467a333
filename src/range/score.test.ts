import { describe, expect, test } from 'vitest'
import { rateUpperBound } from './interval.ts'
import type { LabelLine } from './labels.ts'
import { score } from './score.ts'
import { scoreLines } from './score-table.ts'

const line = (account: string, rest: Partial<LabelLine> = {}): LabelLine => ({
  account,
  kind: 'casual',
  group: '',
  exchanges: 10,
  extracting: 0,
  ...rest,
})
const member = (account: string, campaign: string, extracting: number): LabelLine =>
  line(account, { kind: 'campaign', group: campaign, campaign, level: 3, exchanges: extracting, extracting })
const many = (count: number, prefix: string, rest: Partial<LabelLine>): LabelLine[] =>
  Array.from({ length: count }, (_, i) => line(`${prefix}${i}`, rest))
const found = (campaign: string, ...accounts: string[]) => accounts.map(account => ({ campaign, account }))

const labels = [
  ...[1, 2, 3, 4].map(i => member(`a${i}`, 'A', i === 4 ? 70 : 10)),
  ...[1, 2].map(i => member(`b${i}`, 'B', 50)),
  member('silent', 'A', 0),
  ...many(20, 'k', { kind: 'class', group: 'class-1' }),
  ...many(4, 'f', { kind: 'family', group: 'family-1' }),
  ...many(100, 'h', {}),
]

describe('score', () => {
  test('counts members, exchanges and false discoveries', () => {
    const result = score(labels, [...found('x', 'a1', 'a2', 'a4', 'h1'), ...found('y', 'b1', 'b2')])
    expect(result.recall).toBeCloseTo(5 / 6)
    expect(result.exchangeRecall).toBeCloseTo(190 / 200)
    expect(result.falseDiscoveryRate).toBeCloseTo(1 / 6)
    expect(result.campaigns.find(own => own.campaign === 'A')).toMatchObject({
      members: 4,
      found: 3,
      pieces: 1,
      purity: 0.75,
    })
    expect(result.campaigns.find(own => own.campaign === 'B')).toMatchObject({ recall: 1, purity: 1 })
  })

  test('a campaign found in two parts is two pieces', () => {
    const result = score(labels, [...found('x', 'a1', 'a2'), ...found('y', 'a3', 'a4')])
    expect(result.campaigns.find(own => own.campaign === 'A')?.pieces).toBe(2)
  })

  test('two campaigns found as one lower the purity', () => {
    const result = score(labels, found('x', 'a1', 'a2', 'a3', 'b1', 'b2'))
    expect(result.campaigns.find(own => own.campaign === 'A')?.purity).toBeCloseTo(0.6)
    expect(result.campaigns.find(own => own.campaign === 'B')).toMatchObject({ recall: 1, pieces: 0 })
  })

  test('three of a class, or a fifth of a family, is an accusation', () => {
    expect(score(labels, found('x', 'k1', 'k2')).accused).toEqual([])
    expect(score(labels, found('x', 'k1', 'k2', 'k3')).accused).toEqual(['class-1'])
    expect(score(labels, found('x', 'f1')).accused).toEqual(['family-1'])
  })

  test('a found campaign of honest people is spurious, and an unknown account counts as false', () => {
    const result = score(labels, [...found('x', 'k1', 'k2', 'k3'), ...found('y', 'nobody', 'a1', 'a2')])
    expect(result.spurious).toEqual(['x'])
    expect(result).toMatchObject({ unknown: 1, falseMembers: 4 })
  })

  test('the same account in two found campaigns counts once', () => {
    expect(score(labels, [...found('x', 'h1'), ...found('y', 'h1')])).toMatchObject({
      flagged: 1,
      falseMembers: 1,
    })
  })

  test('nothing found in a quiet world is a perfect score', () => {
    expect(score(many(10, 'h', {}), [])).toMatchObject({
      recall: 1,
      falseDiscoveryRate: 0,
      flagged: 0,
      accused: [],
    })
  })

  test('the table names what matters', () => {
    const text = scoreLines(
      score(labels, [...found('x', 'a1', 'a2', 'a3', 'a4'), ...found('z', 'k1', 'k2', 'k3')]),
    ).join('\n')
    expect(text).toMatch(/member recall 66.7 %/)
    expect(text).toMatch(/class-1 \(3 of 20\)/)
    expect(text).toMatch(/mostly honest: z/)
  })
})

describe('the upper bound of a rate', () => {
  test('is the exact binomial one', () => {
    expect(rateUpperBound(0, 100)).toBeCloseTo(1 - 0.05 ** (1 / 100), 8)
    expect(rateUpperBound(0, 30_000)).toBeCloseTo(0.0000998, 6)
    expect(rateUpperBound(5, 50)).toBeCloseTo(0.199, 3)
    expect(rateUpperBound(0, 0)).toBe(1)
    expect(rateUpperBound(7, 7)).toBe(1)
  })
})
