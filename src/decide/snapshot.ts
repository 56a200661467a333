/** Everything a decision needs, in memory: built whole, never changed, swapped whole. */
import {
  type Limits,
  type Measure,
  measures,
  type Reason,
  rankOf,
  type Verdict,
  verdictOf,
  type Withholdable,
} from '../model/decision.ts'
import {
  type AccountFacts,
  type CampaignFacts,
  type HoldCase,
  type Permitted,
  type Policy,
  type Rights,
  unknownFacts,
} from './compile-policy.ts'
import type { Known, KnownContainment, KnownProbe } from './known.ts'

/** One rung somebody is held on; when its time is over, the next one holds. */
export interface Hold {
  readonly campaign: string
  readonly measure: Measure
  readonly verdict: Verdict
  /** Set where the measure is only tried: the call is treated as `measure` says, and this is reported. */
  readonly would?: Measure
  /** `containment:…` or `rule:…`. */
  readonly wouldBy?: string
  /** Epoch milliseconds; infinite for what detection says and nobody decided about. */
  readonly until: number
  readonly reasons: readonly Reason[]
  readonly limits?: Limits
  readonly budget?: string
  readonly withhold?: readonly Withholdable[]
  readonly next?: Hold
}

export interface Snapshot {
  readonly version: string
  /** Epoch milliseconds at which the store was last read. */
  readonly readAt: number
  readonly policy: string
  /** Accounts and keys that nothing touches. */
  readonly allowed: { readonly accounts: ReadonlySet<string>; readonly keys: ReadonlySet<string> }
  readonly holds: ReadonlyMap<string, Hold>
  /** Of a successor that has just been recognised; absent where its campaign is not to be acted on. */
  successorHold(account: string, campaign: string): Hold | undefined
  /** Accounts whose rights differ from those of an account nobody knows. */
  readonly rights: ReadonlyMap<string, Rights>
  readonly commonRights: Rights
  /** Of every budget somebody is held under. */
  readonly limits: ReadonlyMap<string, Limits>
  /** Accounts of one person, by an id of that person; who is alone is absent. */
  readonly persons: ReadonlyMap<string, string>
  /** Accounts that a probe slows now and then. */
  readonly slowed: ReadonlyMap<string, KnownProbe>
}

const askedMax = 100_000

/** Puts what is known under a policy. About 1 µs an account; Cedar is asked once a class. */
export function makeSnapshot(known: Known, policy: Policy): Snapshot {
  const seen = known.models
  const commonRights = policy.rights('', unknownFacts, seen)
  const rights = new Map<string, Rights>()
  const factsOf = new Map<string, AccountFacts>()
  const held = accountsHeld(known)
  const named = policy.reads.named.get('Account') ?? new Set()
  for (const { facts, accounts } of known.facts) {
    const shared = policy.rights('', facts, seen)
    for (const account of accounts) {
      const own = named.has(account) ? policy.rights(account, facts, seen) : shared
      if (own !== commonRights) rights.set(account, own)
      if (held.has(account)) factsOf.set(account, facts)
    }
  }
  for (const account of named) {
    if (!rights.has(account) && !factsOf.has(account))
      rights.set(account, policy.rights(account, unknownFacts, seen))
  }

  const campaigns = new Map(known.campaigns.map(campaign => [campaign.id, campaign]))
  const released = new Map(known.released.map(([account, ids]) => [account, new Set(ids)]))
  const isReleased = (account: string, campaign: string): boolean => {
    const from = released.get(account)
    return from !== undefined && (from.has('*') || from.has(campaign))
  }
  const campaignOf = (id: string): CampaignFacts =>
    campaigns.get(id) ?? { id, confidence: 0, members: 0, state: 'contained' }
  const successors = new Map(known.successors.map(one => [one.account, one]))
  const chains = new Map<string, Hold>()

  const asked = new Map<string, ReturnType<Policy['measure']>>()
  const factsIds = new Map<AccountFacts, number>([[unknownFacts, 0]])
  /** Members of one campaign mostly agree in everything the rules read: one question for all of them. */
  const measureOf = (held: HoldCase): ReturnType<Policy['measure']> => {
    if (named.has(held.account)) return policy.measure(held)
    const id = factsIds.get(held.facts) ?? factsIds.size
    factsIds.set(held.facts, id)
    const key = `${id} ${held.probability} ${held.successor} ${held.approved} ${held.campaign.id}`
    const found = asked.get(key) ?? policy.measure(held)
    if (asked.size < askedMax) asked.set(key, found)
    return found
  }

  const watched = (account: string, campaign: string, probability: number, successor: boolean): Rung[] => {
    const facts = campaignOf(campaign)
    if (facts.state === 'dismissed' || facts.state === 'released' || isReleased(account, campaign)) return []
    const found = measureOf({
      account,
      facts: factsOf.get(account) ?? unknownFacts,
      campaign: facts,
      successor,
      probability,
    })
    return rungsFor(found, { campaign, successor })
  }
  const contained = (
    account: string,
    one: KnownContainment,
    probability: number,
    successor: boolean,
  ): Rung[] => {
    if (isReleased(account, one.campaign)) return []
    const found = measureOf({
      account,
      facts: factsOf.get(account) ?? unknownFacts,
      campaign: campaignOf(one.campaign),
      approved: one.measure,
      successor,
      probability,
    })
    return rungsFor(found, { campaign: one.campaign, successor, by: one })
  }
  const hold = (rungs: readonly Rung[]): Hold | undefined => {
    const key = rungs.map(rungKey).sort().join('\n')
    const made = chains.get(key) ?? chain(rungs, policy)
    if (made !== undefined) chains.set(key, made)
    return made
  }

  const rungsOf = new Map<string, Rung[]>()
  const put = (account: string, rungs: Rung[]): void => {
    if (rungs.length === 0) return
    const others = rungsOf.get(account)
    if (others === undefined) rungsOf.set(account, rungs)
    else others.push(...rungs)
  }
  for (const { campaign, accounts } of known.members)
    for (const [account, probability] of accounts)
      put(account, watched(account, campaign, probability, false))
  for (const one of known.successors)
    put(one.account, watched(one.account, one.campaign, one.probability, true))
  for (const one of known.containments) {
    for (const [account, probability] of one.accounts)
      put(account, contained(account, one, probability, successors.get(account)?.campaign === one.campaign))
    let room = one.room
    for (const { account, campaign, probability } of known.successors) {
      if (campaign !== one.campaign || one.accounts.has(account) || room-- <= 0) continue
      put(account, contained(account, one, probability, true))
    }
  }
  const holds = new Map<string, Hold>()
  for (const [account, rungs] of rungsOf) {
    const made = hold(rungs)
    if (made !== undefined) holds.set(account, made)
  }

  const limits = new Map<string, Limits>()
  for (const first of chains.values())
    for (let one: Hold | undefined = first; one !== undefined; one = one.next)
      if (one.budget !== undefined && one.limits !== undefined)
        limits.set(one.budget, tighter(limits.get(one.budget), one.limits))
  const allowed = {
    accounts: new Set([...known.allowed.accounts, ...policy.settings.allow.accounts]),
    keys: new Set([...known.allowed.keys, ...policy.settings.allow.keys]),
  }
  return {
    version: `${known.version}-${policy.version}`,
    readAt: known.readAt,
    policy: policy.version,
    allowed,
    holds,
    rights,
    commonRights,
    limits,
    persons: new Map(known.persons.flatMap(group => group.map(account => [account, group[0] ?? account]))),
    slowed: new Map(known.probes.flatMap(probe => probe.accounts.map(account => [account, probe]))),
    successorHold(account, campaign) {
      // Whoever decided about this account by name decided: a link of ours does not go beyond it.
      const room = known.containments.filter(one => one.campaign === campaign && one.room > 0)
      return hold([
        ...watched(account, campaign, 1, true),
        ...room.flatMap(one => contained(account, one, 1, true)),
      ])
    },
  }
}

/** Two containments of one campaign share its budget: the smaller number of each kind counts. */
function tighter(a: Limits | undefined, b: Limits): Limits {
  if (a === undefined) return b
  const least = (x?: number, y?: number): number =>
    Math.min(x ?? Number.POSITIVE_INFINITY, y ?? Number.POSITIVE_INFINITY)
  const all = {
    requests_per_minute: least(a.requests_per_minute, b.requests_per_minute),
    tokens_per_minute: least(a.tokens_per_minute, b.tokens_per_minute),
    concurrent: least(a.concurrent, b.concurrent),
  }
  return Object.fromEntries(Object.entries(all).filter(([, limit]) => Number.isFinite(limit)))
}

function accountsHeld(known: Known): Set<string> {
  const held = new Set<string>(known.successors.map(one => one.account))
  for (const { accounts } of [...known.members, ...known.containments])
    for (const [account] of accounts) held.add(account)
  return held
}

interface Rung {
  readonly campaign: string
  readonly measure: Measure
  readonly reason: string | undefined
  readonly successor: boolean
  readonly by?: KnownContainment
  /** Rule in shadow that would put it here. */
  readonly trial?: string
}

function rungsFor(
  { measure, rule, trial }: Permitted,
  held: Pick<Rung, 'campaign' | 'successor' | 'by'>,
): Rung[] {
  const rungs: Rung[] = []
  if (measure !== 'none') rungs.push({ ...held, measure, reason: rule?.reason })
  if (trial !== undefined)
    rungs.push({ ...held, measure: trial.measure, reason: trial.rule.reason, trial: trial.rule.id })
  return rungs
}

const isTried = (rung: Rung): boolean => rung.trial !== undefined || rung.by?.mode === 'shadow'
const trialOf = ({ trial, by }: Rung): string =>
  trial === undefined ? `containment:${by?.id ?? ''}` : `rule:${trial}`

const rungKey = (rung: Rung): string =>
  [rung.campaign, rung.measure, rung.successor, rung.by?.id, rung.reason, rung.trial].join('\t')

/** The strictest first; of equal ones what people decided, then the longer. Tried measures ride along on what holds. */
function chain(rungs: readonly Rung[], policy: Policy): Hold | undefined {
  const real = rungs.filter(rung => !isTried(rung))
  const tried = rungs.filter(isTried)
  const until = (rung: Rung): number => rung.by?.until ?? Number.POSITIVE_INFINITY
  const ordered = [...real].sort(
    (a, b) =>
      rankOf(a.measure) - rankOf(b.measure) ||
      Number(a.by !== undefined) - Number(b.by !== undefined) ||
      until(a) - until(b),
  )
  let next: Hold | undefined
  for (const rung of ordered) next = makeHold(rung, policy, next)
  for (const rung of [...tried].sort((a, b) => rankOf(a.measure) - rankOf(b.measure))) {
    // A rule that would do no more than what holds says nothing new.
    if (rung.trial !== undefined && rankOf(rung.measure) <= rankOf(next?.measure ?? 'none')) continue
    const below = next ?? {
      campaign: rung.campaign,
      measure: 'none' as const,
      verdict: 'allow' as const,
      reasons: [],
    }
    next = {
      ...below,
      would: rung.measure,
      wouldBy: trialOf(rung),
      until: Math.min(until(rung), next?.until ?? Number.POSITIVE_INFINITY),
      reasons: [
        ...below.reasons,
        {
          code: 'campaign/shadow',
          text: `Under trial: ${rung.measure} for campaign ${rung.campaign}${rung.trial === undefined ? '' : ` by the rule "${rung.trial}"`}.`,
        },
      ],
      ...(next && { next }),
    }
  }
  return next
}

function makeHold(rung: Rung, policy: Policy, next: Hold | undefined): Hold {
  const { campaign, measure, by, successor } = rung
  const { settings } = policy
  const rank = rankOf(measure)
  const observing = settings.mode === 'observe' && rank > rankOf('watch')
  const effective = observing ? 'watch' : measure
  const limited = !observing && rank >= rankOf('limit')
  const withhold = !observing && rank >= rankOf('withhold')
  const limits = by !== undefined && Object.keys(by.limits).length > 0 ? by.limits : settings.limits.campaign
  const code = successor ? 'campaign/successor' : by ? 'campaign/contained' : 'campaign/member'
  const said = by
    ? `Held at "${measure}" with campaign ${campaign} until ${new Date(by.until).toISOString()}.`
    : `Seen with campaign ${campaign}; measure: ${measure}.`
  return {
    campaign,
    measure: effective,
    verdict: verdictOf(effective),
    until: by?.until ?? Number.POSITIVE_INFINITY,
    reasons: [
      { code, text: said },
      ...(successor ? [{ code: 'campaign/successor-link', text: 'Recognised by its first exchanges.' }] : []),
      ...(rung.reason ? [{ code: 'policy/rule', text: rung.reason }] : []),
    ],
    ...(observing && { would: measure }),
    ...(limited && { limits, budget: `campaign:${campaign}` }),
    ...(withhold && {
      withhold: by !== undefined && by.withhold.length > 0 ? by.withhold : settings.withhold,
    }),
    ...(next && { next }),
  }
}

/** How many are held on each rung at one moment, for metrics and pages. */
export function countHolds(snapshot: Snapshot, now: number): Record<Measure, number> {
  const counts = Object.fromEntries(measures.map(measure => [measure, 0])) as Record<Measure, number>
  for (const first of snapshot.holds.values()) {
    let hold: Hold | undefined = first
    while (hold !== undefined && hold.until <= now) hold = hold.next
    if (hold !== undefined) counts[hold.measure]++
  }
  return counts
}
