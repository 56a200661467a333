/** Innocent explanations, each held against the evidence: what it would account for, and what it leaves. */
import type { Story } from '../model/api.ts'
import type { Family, Finding } from '../model/finding.ts'
import { familyWords } from './families.ts'
import { list } from './words.ts'

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
      const left = familiesLeft(finding, accountsFor)
      return { explanation, explains, remains, answer: answer(explained.length, remains, left, taking) }
    })
    .sort((a, b) => a.remains - b.remains || a.explanation.localeCompare(b.explanation))
}

function answer(pieces: number, remains: number, left: readonly string[], taking: number): string {
  const unexplained = [...left, ...(taking > tooLittle ? ['what they take'] : [])]
  if (pieces === 0) return `Accounts for none of what ties them together: ${list(unexplained)} stay open.`
  if (remains >= tooLittle) return `Leaves ${list(unexplained)} unexplained.`
  return taking > tooLittle
    ? 'Would account for nearly all that ties them together, not for what they take.'
    : 'Would account for nearly all of it. A person should rule it out first.'
}

/** Families that speak for one hand and that the explanation has no word for. */
const familiesLeft = (finding: Finding, accountsFor: readonly Family[]): string[] =>
  heaviest(finding)
    .filter(family => !accountsFor.includes(family))
    .map(family => familyWords[family].title.toLowerCase())

/** Families, the heaviest first, as a phrase: `timing, money and content`. */
export const strongest = (finding: Finding, most: number): string => list(heaviest(finding).slice(0, most))

function heaviest(finding: Finding): Family[] {
  const weights = new Map<Family, number>()
  for (const { family, weight } of finding.evidence) {
    if (family !== 'purpose') weights.set(family, (weights.get(family) ?? 0) + weight)
  }
  return [...weights]
    .filter(([, weight]) => weight > 0.5)
    .sort((a, b) => b[1] - a[1])
    .map(([family]) => family)
}
