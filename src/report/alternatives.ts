/** Innocent explanations, each held against the evidence: what it would account for, and what it leaves. */
import type { Story } from '../model/api.ts'
import type { Family, Finding } from '../model/finding.ts'
import { list, times } from './words.ts'

interface Explanation {
  explanation: string
  /** Families whose evidence such a group would leave too. */
  accountsFor: readonly Family[]
}

const explanations: readonly Explanation[] = [
  {
    explanation: 'A company behind one gateway, paying centrally',
    accountsFor: ['network', 'money', 'sign-up'],
  },
  { explanation: 'A class, course or hackathon', accountsFor: ['sign-up', 'network', 'content'] },
  { explanation: 'Many strangers using one popular client or agent', accountsFor: ['client', 'content'] },
  { explanation: 'Researchers running one public benchmark', accountsFor: ['content', 'purpose'] },
  { explanation: 'A reseller serving unrelated customers', accountsFor: ['money', 'network', 'client'] },
  { explanation: 'Colleagues in one time zone', accountsFor: ['timing', 'network'] },
]

/** Below this, what an explanation leaves open would not be worth naming anybody: about 20 to 1. */
const tooLittle = 3

/** Nothing here is a verdict: it tells a person which question to ask first. */
export function alternatives(finding: Finding): Story['alternatives'] {
  return explanations
    .map(({ explanation, accountsFor }) => {
      const explained = finding.evidence.filter(
        one => one.weight > 0 && accountsFor.includes(one.family) && one.family !== 'purpose',
      )
      const explains = explained.reduce((sum, one) => sum + one.weight, 0)
      const remains = Math.max(0, finding.same_hand - explains)
      const taking = accountsFor.includes('purpose') ? 0 : finding.purpose
      return { explanation, explains, remains, answer: answer(explained.length, remains, taking) }
    })
    .sort((a, b) => a.remains - b.remains || a.explanation.localeCompare(b.explanation))
}

function answer(pieces: number, remains: number, taking: number): string {
  const unexplained = taking > tooLittle ? ' What they take stays unexplained.' : ''
  if (pieces === 0) return `Accounts for none of what ties them together.${unexplained}`
  if (remains >= tooLittle) {
    return `Leaves evidence that is ${times(remains)} from one hand than from strangers.${unexplained}`
  }
  const first = unexplained === '' ? ' A person should rule it out first.' : unexplained
  return `Would account for nearly all that ties them together.${first}`
}

/** Families, the heaviest first, as a phrase: `timing, money and content`. */
export function strongest(finding: Finding, most: number): string {
  const weights = new Map<Family, number>()
  for (const { family, weight } of finding.evidence) {
    if (family !== 'purpose' && weight > 0) weights.set(family, (weights.get(family) ?? 0) + weight)
  }
  return list(
    [...weights]
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([family]) => family),
  )
}
