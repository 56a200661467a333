/**
 * Text → bits of the sketch. The lists are the truth: the engine runs them in one Hyperscan pass, and `classifyText`
 * runs the same lists in JavaScript as its oracle.
 * Trap: the pass may become ten times slower by one pattern more or fewer (docs/evaluation.md); bench/ingest.bench.ts shows it.
 */
import { capabilities, demands, styles } from '../model/sketch.ts'
import { capabilityPatterns } from './patterns/capabilities.ts'
import { demandPatterns } from './patterns/demands.ts'
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
  /** False: it names letters beyond ASCII, and need not be tried on text that has none. */
  readonly ascii: boolean
}

const numbered = <T extends string>(
  column: keyof TextBits,
  names: readonly T[],
  lists: Record<T, readonly string[]>,
): NumberedPattern[] =>
  names.flatMap((name, bit) =>
    lists[name].map(pattern => ({ pattern, column, bit, ascii: /^\p{ASCII}*$/u.test(pattern) })),
  )

/** Every pattern, in a fixed order. */
export const patternTable: readonly NumberedPattern[] = [
  ...numbered('capabilities', capabilities, capabilityPatterns),
  ...numbered('demands', demands, demandPatterns),
  ...numbered('style', styles, stylePatterns),
]

/** Instructions stand at the beginning or the end; what is long between them is material. */
function bounded(user: string): string {
  if (Buffer.byteLength(user) <= 4096) return user
  const characters = [...user]
  return `${characters.slice(0, 3000).join('')}\n${characters.slice(-600).join('')}`
}

/** What the patterns read. The user's text comes first, so that `^` means its beginning. */
export function classifiedText(user: string, system: string): string {
  return `${bounded(user)}\n\n${[...system].slice(0, 2000).join('')}`.toLowerCase()
}

/** `s`, because ClickHouse compiles multi-match patterns with HS_FLAG_DOTALL. */
const compiled = patternTable.map(row => ({ ...row, regex: new RegExp(row.pattern, 'us') }))
const toolUse = 1 << capabilities.indexOf('agentic-tool-use')

/** The reference: slow, and right by definition. Tools offered make a request agentic, whatever its words. */
export function classifyText(user: string, system: string, toolCount: number): TextBits {
  const text = classifiedText(user, system)
  const plain = /^\p{ASCII}*$/u.test(text)
  const bits = { capabilities: toolCount > 0 ? toolUse : 0, demands: 0, style: 0 }
  for (const { regex, column, bit, ascii } of compiled)
    if ((ascii || !plain) && regex.test(text)) bits[column] |= 1 << bit
  return bits
}
