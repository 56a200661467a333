/** Why an account is decided about as it is, step by step, in the order of precedence. */
import type { Decision } from '../model/decision.ts'
import { type AccountFacts, type Policy, unknownFacts } from './compile-policy.ts'
import { decide } from './decide.ts'
import type { Known } from './known.ts'
import { type Hold, makeSnapshot } from './snapshot.ts'

export interface Explanation {
  readonly decision: Decision
  readonly steps: readonly string[]
}

/** Looks up what `decide` looks up, and says what it found. */
export function explain(
  known: Known,
  account: string,
  model: string,
  policy: Policy,
  now: number,
): Explanation {
  const snapshot = makeSnapshot(known, policy)
  const decision = decide(snapshot, { account, model }, policy, now)
  const steps: string[] = []
  const isAllowed = snapshot.allowed.accounts.has(account)
  steps.push(isAllowed ? 'It is on the allow list: nothing below counts.' : 'It is not on the allow list.')
  steps.push(
    `Knowledge is ${Math.round((now - snapshot.readAt) / 1000)} s old (stale after ${policy.settings.stale_after_ms / 1000} s).`,
  )
  const facts = known.facts.find(one => one.accounts.includes(account))?.facts ?? unknownFacts
  const looked = [...policy.reads.account].filter(name => name in facts)
  steps.push(
    looked.length === 0
      ? 'The rules read no facts of accounts: all are one class.'
      : `The rules read: ${looked.map(name => `${name} = ${quoted(facts, name)}`).join(', ')}.`,
  )
  const rights = snapshot.rights.get(account) ?? snapshot.commonRights
  const may = rights.models.get(model) ?? rights.others
  for (const right of ['use', 'raw-reasoning', 'logprobs'] as const) {
    const denial = may[right]
    steps.push(
      denial === undefined
        ? `${right} of ${model}: permitted.`
        : `${right} of ${model}: refused by the rule "${denial.rule}": ${denial.text}`,
    )
  }
  if (may.trial !== undefined)
    steps.push(`On trial: the rule "${may.trial.rule}" would mean ${may.trial.measure}: ${may.trial.text}`)
  const released = known.released.find(([name]) => name === account)?.[1] ?? []
  if (released.length > 0)
    steps.push(`It was released from ${released.join(', ').replace('*', 'every campaign')}.`)
  const successor = known.successors.find(one => one.account === account)
  if (successor !== undefined) {
    steps.push(
      successor.exchanges === 0
        ? `Held as a successor of ${successor.campaign}:`
        : `Recognised as a successor of ${successor.campaign} after ${successor.exchanges} exchanges:`,
    )
    for (const reason of successor.reasons) steps.push(`  ${reason}`)
  }
  const holds = holdsOf(snapshot.holds.get(account))
  if (holds.length === 0) steps.push('No campaign holds it.')
  for (const hold of holds) {
    const over = hold.until <= now ? 'over since' : 'until'
    const until = Number.isFinite(hold.until)
      ? `${over} ${new Date(hold.until).toISOString()}`
      : 'while it is a member'
    steps.push(
      `${hold.campaign}: ${hold.measure}${hold.would ? ` (on trial: ${hold.would})` : ''}, ${until}.`,
    )
    for (const { code, text } of hold.reasons) steps.push(`  ${text} (${code})`)
  }
  return { decision, steps }
}

function holdsOf(first: Hold | undefined): Hold[] {
  const holds: Hold[] = []
  for (let hold = first; hold !== undefined; hold = hold.next) holds.push(hold)
  return holds
}

const quoted = (facts: AccountFacts, name: string): string =>
  JSON.stringify(facts[name as keyof AccountFacts])
