/** The decision itself: pure and synchronous, a few look-ups. What is missing gives a decision too, never an exception. */
import {
  type DecideRequest,
  type Decision,
  type Measure,
  type Reason,
  rankOf,
  type Verdict,
  verdictOf,
  type Withholdable,
} from '../model/decision.ts'
import type { Denial, ModelRights, Policy, Trial } from './compile-policy.ts'
import type { KnownProbe } from './known.ts'
import { type Failing, failingOf, type Settings, type WayIn } from './settings.ts'
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
  const { ttl_ms } = settings

  if (isAllowed(snapshot, policy, account, request.key ?? undefined))
    return seenAt(
      { decision: 'allow', measure: 'none', reasons: [allowListed], ttl_ms },
      snapshot,
      age,
      settings,
    )
  if (snapshot === undefined) return fallback(failingOf(settings, way, 'none'), settings, noSnapshot)

  const hold = holdOf(snapshot, account, now, context.successorOf)
  if (age >= settings.expired_after_ms) {
    const fails = failingOf(settings, way, hold?.measure ?? 'none')
    // Closed for somebody who is held means: held as before. Closed for the unknown means: refused.
    if (fails === 'open' || hold === undefined)
      return seenAt(fallback(fails, settings, expiredSnapshot), snapshot, age, settings)
  }

  const rights = snapshot.rights.get(account) ?? snapshot.commonRights
  const may = rights.models.get(model) ?? rights.others
  const denied = may.use
  if (denied !== undefined) {
    const answer = refuse(denied.asks ? 'verify' : 'suspend', denied, settings)
    // Whoever is asked by a rule and suspended by people is suspended.
    if (hold?.verdict !== 'block' || answer.decision === 'block')
      return seenAt(answer, snapshot, age, settings)
  }
  const made =
    hold === undefined ? unheld(snapshot, account, may, settings) : held(hold, model, may, settings, now)
  const withhold = withheld(may, hold)
  if (withhold !== undefined) made.withhold = withhold
  if (may.trial !== undefined) tellTrial(made, may.trial)
  const probe = snapshot.slowed.get(account)
  if (probe !== undefined && settings.mode === 'act') slow(made, probe, now)
  return seenAt(made, snapshot, age, settings)
}

/** A decision under construction: fields are set one by one, because copying objects is what most of the time went to. */
type Making = { -readonly [K in keyof Decision]: Decision[K] }

function seenAt(made: Making, snapshot: Snapshot | undefined, age: number, settings: Settings): Decision {
  if (snapshot === undefined) return made
  made.snapshot = { version: snapshot.version, age_ms: age }
  if (age >= settings.stale_after_ms) made.snapshot.stale = true
  return made
}

/** Only where the rule in shadow would have gone further than what holds and what else is tried. */
function tellTrial(made: Making, { rule, text, measure }: Trial): void {
  if (rankOf(measure) <= Math.max(rankOf(made.measure), rankOf(made.would ?? 'none'))) return
  made.would = measure
  made.would_by = `rule:${rule}`
  made.reasons = [...made.reasons, { code: 'policy/shadow', text: `Under trial: ${measure}. ${text}` }]
}

/** Only while a period of the probe is on, and no longer than that: whoever keeps the answer keeps the design too. */
function slow(made: Making, probe: KnownProbe, now: number): void {
  const next = probe.on.find(([, end]) => now < end)
  if (next === undefined) return
  const [begin, end] = next
  made.ttl_ms = Math.min(made.ttl_ms, (now < begin ? begin : end) - now)
  if (now >= begin && made.decision !== 'block' && made.decision !== 'verify')
    made.slow = { probe: probe.id, ...probe.slow }
}

function unheld(snapshot: Snapshot, account: string, may: ModelRights, settings: Settings): Making {
  const reasons = denialReasons(may)
  const made: Making = { decision: 'allow', measure: 'none', reasons, ttl_ms: settings.ttl_ms }
  const { person } = settings.limits
  for (const _ in person) {
    made.limits = person
    made.budget = personOf(snapshot, account)
    break
  }
  return made
}

function held(hold: Hold, model: string, may: ModelRights, settings: Settings, now: number): Making {
  const hidden = hold.withhold?.includes('newest-model') === true && settings.models[model]?.newest === true
  const made: Making = {
    decision: hidden && hold.verdict === 'limit' ? 'block' : hold.verdict,
    measure: hold.measure,
    campaign: hold.campaign,
    reasons: hidden ? [modelWithheld, ...hold.reasons] : [...hold.reasons, ...denialReasons(may)],
    ttl_ms: Math.max(0, Math.min(settings.ttl_ms, hold.until - now)),
  }
  if (hold.would !== undefined) made.would = hold.would
  if (hold.wouldBy !== undefined) made.would_by = hold.wouldBy
  if (hold.limits !== undefined) made.limits = hold.limits
  if (hold.budget !== undefined) made.budget = hold.budget
  return made
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

function withheld(may: ModelRights, hold: Hold | undefined): Withholdable[] | undefined {
  if (hold?.withhold === undefined && !may['raw-reasoning'] && !may.logprobs) return undefined
  const parts = new Set<Withholdable>(hold?.withhold)
  if (may['raw-reasoning']) parts.add('raw-reasoning')
  if (may.logprobs) parts.add('logprobs')
  return parts.size === 0 ? undefined : [...parts]
}

const said = (denial: Denial): Reason => ({ code: 'policy/not-entitled', text: denial.text })

function denialReasons(may: ModelRights): Reason[] {
  const reasons: Reason[] = []
  if (may['raw-reasoning'] !== undefined) reasons.push(said(may['raw-reasoning']))
  if (may.logprobs !== undefined) reasons.push(said(may.logprobs))
  return reasons
}

function refuse(measure: Measure, denial: Denial, { mode, ttl_ms }: Settings): Making {
  const reasons = [said(denial)]
  return mode === 'observe'
    ? { decision: 'watch', measure: 'watch', would: measure, reasons, ttl_ms }
    : { decision: verdictOf(measure), measure, reasons, ttl_ms }
}

function fallback(fails: Failing, { mode, ttl_ms }: Settings, why: Reason): Making {
  const decision: Verdict = fails === 'closed' && mode === 'act' ? 'block' : 'allow'
  return {
    decision,
    measure: 'none',
    fallback: true,
    reasons: [why],
    ttl_ms: Math.min(ttl_ms, fallbackTtlMs),
  }
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
