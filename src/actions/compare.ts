/** What should hold against what the provider was last asked: the difference is what to ask now. Pure. */
import { canonical } from '../audit/entry.ts'
import type { InForce, Standing } from '../contain/standing.ts'
import { type Measure, rankOf } from '../model/decision.ts'

/** What is to hold for one account. `terms` is canonical JSON, so that a change in it is seen. */
export interface Wanted {
  readonly measure: Measure
  readonly containment: string
  readonly terms: string
}

export interface Ask extends Wanted {
  readonly account: string
  /** What held before. */
  readonly undoes: Measure
}

const nothing: Wanted = { measure: 'none', containment: '', terms: '{}' }

/** The strictest enforced measure of every held account. Watching asks nothing of anybody. */
export function wanted(standing: Standing): Map<string, Wanted> {
  const accounts = new Map<string, Wanted>()
  for (const one of standing.containments) {
    if (one.mode !== 'enforce' || rankOf(one.measure) <= rankOf('watch')) continue
    const asked = { measure: one.measure, containment: one.id, terms: termsOf(one) }
    for (const account of one.accounts.keys()) {
      const known = accounts.get(account) ?? nothing
      if (rankOf(one.measure) > rankOf(known.measure)) accounts.set(account, asked)
    }
  }
  return accounts
}

const termsOf = ({ campaign, until, limits, withhold }: InForce): string =>
  canonical({ campaign, until: new Date(until).toISOString(), limits, withhold })

/** Sorted by account, so that the same difference is asked in the same words. */
export function compare(should: ReadonlyMap<string, Wanted>, asked: ReadonlyMap<string, Wanted>): Ask[] {
  const asks: Ask[] = []
  for (const account of new Set([...should.keys(), ...asked.keys()])) {
    const next = should.get(account) ?? nothing
    const last = asked.get(account) ?? nothing
    if (next.measure === last.measure && next.terms === last.terms) continue
    const containment = next.containment || last.containment
    asks.push({ ...next, containment, account, undoes: last.measure })
  }
  return asks.sort((a, b) => (a.account < b.account ? -1 : 1))
}

export const kinds = [
  'quota.reset',
  'access.restore',
  'verification.waive',
  'key.resume',
  'quota.set',
  'access.withhold',
  'verification.require',
  'key.suspend',
] as const
export type Kind = (typeof kinds)[number]

const doing: Partial<Record<Measure, Kind>> = {
  limit: 'quota.set',
  withhold: 'access.withhold',
  verify: 'verification.require',
  suspend: 'key.suspend',
}
const undoing: Partial<Record<Measure, Kind>> = {
  limit: 'quota.reset',
  withhold: 'access.restore',
  verify: 'verification.waive',
  suspend: 'key.resume',
}

/** A stricter rung holds what is below it, so going up undoes nothing; going down undoes first. */
export function kindsOf({ measure, undoes }: Pick<Ask, 'measure' | 'undoes'>): Kind[] {
  const undo = rankOf(measure) < rankOf(undoes) ? undoing[undoes] : undefined
  const act = doing[measure]
  return [undo, act].filter(kind => kind !== undefined)
}
