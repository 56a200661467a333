/**
 * Text → bits of the sketch. The lists are the truth: the engine runs them in one Hyperscan pass, and `classifyText`
 * runs the same lists in JavaScript as its oracle.
 */
import { capabilities, demands, styles } from '../model/sketch.ts'
import { capabilityPatterns } from './patterns/capabilities.ts'
import { demandPatterns } from './patterns/demands.ts'
import { toRegExp } from './patterns/each.ts'
import { stylePatterns } from './patterns/style.ts'

export { capabilityPatterns, demandPatterns, stylePatterns }

export interface TextBits {
  readonly capabilities: number
  readonly demands: number
  readonly style: number
}

export interface NumberedPattern {
  readonly pattern: string
  readonly column: keyof TextBits
  /** Position in the list of model/sketch.ts. */
  readonly bit: number
}

const numbered = <T extends string>(
  column: keyof TextBits,
  names: readonly T[],
  lists: Record<T, readonly string[]>,
): NumberedPattern[] => names.flatMap((name, bit) => lists[name].map(pattern => ({ pattern, column, bit })))

/** Every pattern in a fixed order: index i here is index i + 1 of `multiMatchAllIndices`. */
export const patternTable: readonly NumberedPattern[] = [
  ...numbered('capabilities', capabilities, capabilityPatterns),
  ...numbered('demands', demands, demandPatterns),
  ...numbered('style', styles, stylePatterns),
]

/** What the patterns read. The user's text comes first, so that `^` means its beginning. */
export function classifiedText(user: string, system: string): string {
  return `${user}\n\n${system}`
}

const compiled = patternTable.map(row => ({ ...row, regex: toRegExp(row.pattern) }))
const toolUse = 1 << capabilities.indexOf('agentic-tool-use')

/** The reference: slow, and right by definition. Tools offered make a request agentic, whatever its words. */
export function classifyText(user: string, system: string, toolCount: number): TextBits {
  const text = classifiedText(user, system)
  const bits = { capabilities: toolCount > 0 ? toolUse : 0, demands: 0, style: 0 }
  for (const { regex, column, bit } of compiled) if (regex.test(text)) bits[column] |= 1 << bit
  return bits
}
