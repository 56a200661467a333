/** Innocent explanations, each held against the evidence: what it would account for, and what it leaves. */
import type { Story } from '../model/api.ts'
import type { Family, Finding } from '../model/finding.ts'
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

type Families = Story['families']

/**
 * Nothing here is a verdict: it tells a person which question to ask first. Pieces of evidence depend on each other,
 * so what ties the group together is divided among families in proportion to their weights.
 */
export function alternatives(finding: Finding, hand: Families): Story['alternatives'] {
  const speaking = heaviest(hand)
  const total = speaking.reduce((sum, one) => sum + one.weight, 0)
  return explanations
    .map(({ explanation, accountsFor }) => {
      const explained = speaking.filter(one => accountsFor.includes(one.family))
      const share = total > 0 ? explained.reduce((sum, one) => sum + one.weight, 0) / total : 0
      const explains = Math.max(0, finding.same_hand) * share
      const remains = Math.max(0, finding.same_hand) - explains
      const taking = accountsFor.includes('purpose') ? 0 : finding.purpose
      const left = speaking.filter(one => !explained.includes(one)).map(one => one.title.toLowerCase())
      return { explanation, explains, remains, answer: answer(explained.length, remains, left, taking) }
    })
    .sort((a, b) => a.remains - b.remains || (a.explanation < b.explanation ? -1 : 1))
}

function answer(pieces: number, remains: number, left: readonly string[], taking: number): string {
  const unexplained = [...left, ...(taking > tooLittle ? ['what they take'] : [])]
  if (pieces === 0) return `Accounts for none of what ties them together: ${list(unexplained)} stay open.`
  if (remains >= tooLittle) return `Leaves ${list(unexplained)} unexplained.`
  return taking > tooLittle
    ? 'Would account for nearly all that ties them together, not for what they take.'
    : 'Would account for nearly all of it. A person should rule it out first.'
}

/** Families, the heaviest first, as a phrase: `timing, money and content`. */
export const strongest = (hand: Families, most: number): string =>
  list(
    heaviest(hand)
      .slice(0, most)
      .map(one => one.title.toLowerCase()),
  )

/** Families that speak for one hand at all. */
const heaviest = (hand: Families): Families =>
  hand.filter(one => one.weight > 0.5).sort((a, b) => b.weight - a.weight)
