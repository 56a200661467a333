/** The decision itself: pure and synchronous, a few look-ups. What is missing gives a decision too, never an exception. */
import {
  type DecideRequest,
  type Decision,
  type Measure,
  type Reason,
  type Verdict,
  verdictOf,
  type Withholdable,
} from '../model/decision.ts'
import type { Denial, ModelRights, Policy } from './compile-policy.ts'
import { failingOf, type WayIn } from './settings.ts'
import type { Hold, Snapshot } from './snapshot.ts'

export interface DecideContext {
  /** Which door the call came through; `decide` unless told. */
  readonly way?: WayIn
  /** Campaign whose successor this account has just been recognised as. */
  readonly successorOf?: string
}

/** A shorter life for what rests on no knowledge: the next look may know more. */
const fallbackTtlMs = 1_000

/**
 * Decides about one call. The order is the order of precedence: allow list, missing knowledge, the provider's rules of
 * access, what the account is held at.
 * @param now epoch milliseconds
 * @example decide(follower.current(), { account: 'a', model: 'm' }, policy, clock()) // { decision: 'allow', … }
 */
export function decide(
  snapshot: Snapshot | undefined,
  request: Pick<DecideRequest, 'account' | 'model' | 'key'>,
  policy: Policy,
  now: number,
  context: DecideContext = {},
): Decision {
  const { settings } = policy
  const way = context.way ?? 'decide'
  const { account, model } = request
  const age = snapshot === undefined ? 0 : Math.max(0, now - snapshot.readAt)
  const seen =
    snapshot === undefined
      ? undefined
      : {
          version: snapshot.version,
          age_ms: age,
          ...(age >= settings.stale_after_ms && { stale: true as const }),
        }
  const base = { ttl_ms: settings.ttl_ms, ...(seen && { snapshot: seen }) }

  if (isAllowed(snapshot, policy, account, request.key ?? undefined))
    return { decision: 'allow', measure: 'none', reasons: [allowListed], ...base }
  if (snapshot === undefined) {
    const fails = failingOf(settings, way, 'none')
    return {
      ...fallback(fails, settings.mode),
      reasons: [noSnapshot],
      ttl_ms: Math.min(settings.ttl_ms, fallbackTtlMs),
    }
  }

  const hold = holdOf(snapshot, account, now, context.successorOf)
  if (age >= settings.expired_after_ms) {
    const fails = failingOf(settings, way, hold?.measure ?? 'none')
    // Closed for somebody who is held means: held as before. Closed for the unknown means: refused.
    if (fails === 'open' || hold === undefined)
      return {
        ...fallback(fails, settings.mode),
        reasons: [expiredSnapshot],
        ...base,
        ttl_ms: Math.min(settings.ttl_ms, fallbackTtlMs),
      }
  }

  const rights = snapshot.rights.get(account) ?? snapshot.commonRights
  const may = rights.models.get(model) ?? rights.others
  const withhold = withheld(may, hold)
  const denied = may.use
  if (denied !== undefined) {
    const measure: Measure = denied.asks ? 'verify' : 'suspend'
    const answer = refuse(measure, denied, settings.mode)
    // Whoever is asked by a rule and suspended by people is suspended.
    if (hold?.verdict !== 'block' || answer.decision === 'block') return { ...answer, ...base }
  }
  if (hold === undefined) {
    const person = Object.keys(settings.limits.person).length > 0
    return {
      decision: 'allow',
      measure: 'none',
      reasons: denialReasons(may),
      ...base,
      ...(withhold.length > 0 && { withhold }),
      ...(person && { limits: settings.limits.person, budget: personOf(snapshot, account) }),
    }
  }
  const hidden = hold.withhold?.includes('newest-model') === true && settings.models[model]?.newest === true
  return {
    decision: hidden && hold.verdict === 'limit' ? 'block' : hold.verdict,
    measure: hold.measure,
    campaign: hold.campaign,
    ...(hold.would && { would: hold.would }),
    reasons: hidden ? [modelWithheld, ...hold.reasons] : [...hold.reasons, ...denialReasons(may)],
    ...base,
    ttl_ms: Math.max(0, Math.min(settings.ttl_ms, hold.until - now)),
    ...(withhold.length > 0 && { withhold }),
    ...(hold.limits && { limits: hold.limits }),
    ...(hold.budget && { budget: hold.budget }),
  }
}

function isAllowed(snapshot: Snapshot | undefined, policy: Policy, account: string, key?: string): boolean {
  const { allow } = policy.settings
  if (snapshot === undefined)
    return allow.accounts.includes(account) || (key !== undefined && allow.keys.includes(key))
  return snapshot.allowed.accounts.has(account) || (key !== undefined && snapshot.allowed.keys.has(key))
}

/** What holds now: rungs whose time is over are passed. */
function holdOf(snapshot: Snapshot, account: string, now: number, successorOf?: string): Hold | undefined {
  let hold = snapshot.holds.get(account)
  while (hold !== undefined && hold.until <= now) hold = hold.next
  if (hold !== undefined || successorOf === undefined) return hold
  hold = snapshot.successorHold(account, successorOf)
  while (hold !== undefined && hold.until <= now) hold = hold.next
  return hold
}

const personOf = (snapshot: Snapshot, account: string): string =>
  `person:${snapshot.persons.get(account) ?? account}`

function withheld(may: ModelRights, hold: Hold | undefined): Withholdable[] {
  const parts = new Set<Withholdable>(hold?.withhold)
  if (may['raw-reasoning']) parts.add('raw-reasoning')
  if (may.logprobs) parts.add('logprobs')
  return [...parts]
}

const said = (denial: Denial | undefined): Reason[] =>
  denial === undefined ? [] : [{ code: 'policy/not-entitled', text: denial.text }]
const denialReasons = (may: ModelRights): Reason[] => [...said(may['raw-reasoning']), ...said(may.logprobs)]

function refuse(
  measure: Measure,
  denial: Denial,
  mode: 'act' | 'observe',
): Pick<Decision, 'decision' | 'measure' | 'reasons' | 'would'> {
  const reasons = said(denial)
  return mode === 'observe'
    ? { decision: 'watch', measure: 'watch', would: measure, reasons }
    : { decision: verdictOf(measure), measure, reasons }
}

function fallback(
  fails: 'open' | 'closed',
  mode: 'act' | 'observe',
): Pick<Decision, 'decision' | 'measure' | 'fallback'> {
  const decision: Verdict = fails === 'closed' && mode === 'act' ? 'block' : 'allow'
  return { decision, measure: 'none', fallback: true }
}

const allowListed: Reason = {
  code: 'allow-list',
  text: 'On the allow list: nothing is limited, asked or refused.',
}
const noSnapshot: Reason = {
  code: 'fallback/no-snapshot',
  text: 'Nothing is known yet: the policy’s fallback.',
}
const expiredSnapshot: Reason = {
  code: 'fallback/expired-snapshot',
  text: 'What is known is too old to act on: the policy’s fallback.',
}
const modelWithheld: Reason = {
  code: 'campaign/model-withheld',
  text: 'This model is withheld from the campaign.',
}
