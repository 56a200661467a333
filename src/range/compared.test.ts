import { expect, test } from 'vitest'
import { comparedTable } from './compared.ts'
import type { LabelLine } from './labels.ts'
import { poolScores } from './pooled.ts'
import { score } from './score.ts'

const label = (account: string, more: Partial<LabelLine> = {}): LabelLine => ({
  account,
  kind: 'casual',
  group: '',
  exchanges: 1,
  extracting: 0,
  ...more,
})
const labels = [
  label('m1', { campaign: 'c', level: 2 }),
  label('m2', { campaign: 'c', level: 2 }),
  label('h', { kind: 'family', group: 'family-1' }),
]
const pooled = poolScores([
  score(labels, [
    { campaign: 'sw', account: 'm1' },
    { campaign: 'sw', account: 'h' },
  ]),
])

test('a line says which level was found, who was wronged, and what it took', () => {
  const line = comparedTable('method', [{ name: 'ours', pooled, seconds: 2 }]).at(-1) ?? ''
  expect(line).toMatch(/^\| ours \| – \| – \| 50 % \| –/)
  expect(line).toMatch(/1 of 1: 100\.00 %.*\| 1 of 1 \| \d \| 2\.0 s \|$/)
})

test('who was left out is named with the reason', () => {
  const lines = comparedTable('method', [
    { name: 'ours', pooled },
    { name: 'peer', skipped: 'not installed' },
  ])
  expect(lines.at(-1)).toBe('Left out: peer (not installed).')
  expect(lines.some(line => line.startsWith('| peer'))).toBe(false)
})
