/** What the decide bench decides about: a million accounts, 100,000 members of twenty campaigns, rules that read facts. */
import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import { compilePolicy, type Policy, unknownFacts } from '../../src/decide/compile-policy.ts'
import { type Known, knowNothing } from '../../src/decide/known.ts'

export const rules = `
permit (principal is Account, action, resource is Model);
@id("frontier") @measure("verify")
forbid (principal is Account, action == Action::"use", resource in ModelGroup::"frontier")
when { principal.kyc != "full" && principal.plan != "enterprise" };
@id("raw") forbid (principal is Account, action == Action::"raw-reasoning", resource) when { principal.plan == "free" };
@id("watch") permit (principal is Account, action == Action::"watch", resource is Campaign);
@id("people") permit (principal is Account, action in Action::"measure", resource is Campaign) when { context.approved };
`

export const benchPolicy = (): Policy =>
  compilePolicy({ rules, settings: { models: { frontier: { groups: ['frontier'] } } } })

export const accountName = (i: number): string => `acct_${i.toString(16).padStart(12, '0')}`

const plans = ['free', 'paid', 'team', 'enterprise']
const levels = ['none', 'partial', 'full']
const rungs = ['watch', 'limit', 'withhold', 'verify', 'suspend'] as const

/** The last `members` accounts belong to campaigns; every second campaign is contained, on one rung after the other. */
export function benchKnown(accounts: number, members: number, campaigns: number, now: number): Known {
  const classes = new Map<string, string[]>()
  for (let i = 0; i < accounts; i++) {
    const key = `${i % plans.length} ${i % levels.length} ${i % 7}`
    const own = classes.get(key)
    if (own) own.push(accountName(i))
    else classes.set(key, [accountName(i)])
  }
  const pools = Array.from({ length: campaigns }, () => new Map<string, number>())
  for (let i = 0; i < members; i++) pools[i % campaigns]?.set(accountName(accounts - 1 - i), 0.99)
  return {
    ...knowNothing(now),
    campaigns: pools.map((pool, c) => ({ id: `c-${c}`, confidence: 0.99, members: pool.size, state: 'new' })),
    members: pools.map((pool, c) => ({ campaign: `c-${c}`, accounts: pool })),
    containments: pools.flatMap((pool, c) =>
      c % 2 === 0
        ? [
            {
              id: `act-${c}`,
              campaign: `c-${c}`,
              measure: rungs[(c / 2) % rungs.length] ?? 'watch',
              mode: 'enforce' as const,
              until: now + 7 * 86_400_000,
              limits: { tokens_per_minute: 1e12 },
              withhold: [],
              accounts: pool,
              room: 0,
            },
          ]
        : [],
    ),
    facts: [...classes].map(([key, own]) => {
      const [plan = 0, kyc = 0, country = 0] = key.split(' ').map(Number)
      const facts = {
        ...unknownFacts,
        plan: plans[plan] ?? '',
        kyc: levels[kyc] ?? '',
        country: `C${country}`,
      }
      return { facts, accounts: own }
    }),
  }
}

const facts = { ...unknownFacts, kyc: 'none', plan: 'paid', age_days: 1 }

/** What Cedar would be asked at every request, by the policy set `bench` that was parsed before. */
export function cedarQuestion(account: string, model: string): StatefulAuthorizationCall {
  const principal = { uid: { type: 'Account', id: account }, attrs: facts, parents: [] }
  const attrs = { name: model, known: true, newest: false }
  const resource = { uid: { type: 'Model', id: model }, attrs, parents: [] }
  return {
    principal: principal.uid,
    action: { type: 'Action', id: 'use' },
    resource: resource.uid,
    context: {},
    preparsedPolicySetId: 'bench',
    entities: [principal, resource],
  }
}
