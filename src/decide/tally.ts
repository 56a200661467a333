/** Counts what was decided: by verdict, and what something in shadow would have done instead. */
import type { Decision, Measure } from '../model/decision.ts'

export interface Tried {
  /** Id of the rule; `containment` for all containments in shadow together. */
  readonly rule: string
  readonly measure: Measure
  readonly calls: number
}

export interface Tally {
  count(decision: Decision): void
  /** Decisions so far, by verdict. */
  readonly made: ReadonlyMap<Decision['decision'], number>
  /** Calls that something in shadow would have treated otherwise, by what and how. */
  readonly tried: ReadonlyMap<string, Tried>
}

const rulePrefix = 'rule:'

export function makeTally(): Tally {
  const made = new Map<Decision['decision'], number>()
  const tried = new Map<string, Tried>()
  return {
    made,
    tried,
    count({ decision, would, would_by }) {
      made.set(decision, (made.get(decision) ?? 0) + 1)
      if (would === undefined || would_by === undefined) return
      const rule = would_by.startsWith(rulePrefix) ? would_by.slice(rulePrefix.length) : 'containment'
      const key = `${rule} ${would}`
      tried.set(key, { rule, measure: would, calls: (tried.get(key)?.calls ?? 0) + 1 })
    },
  }
}
