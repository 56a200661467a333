import { describe, expect, test } from 'vitest'
import type { Measure } from '../model/decision.ts'
import { compilePolicy, type PolicySource, unknownFacts } from './compile-policy.ts'
import { decide } from './decide.ts'
import { makeDecider } from './decider.ts'
import { explain } from './explain.ts'
import { type Known, type KnownContainment, knowNothing } from './known.ts'
import { makeRecogniser } from './recogniser.ts'
import { sampleSchema, trySample } from './sample.ts'
import { makeSnapshot } from './snapshot.ts'

const now = Date.UTC(2026, 10, 1)
const hour = 3_600_000

const containment = (more: Partial<KnownContainment> = {}): KnownContainment => ({
  id: 'act-1',
  campaign: 'c-1',
  measure: 'suspend',
  mode: 'enforce',
  until: now + hour,
  limits: {},
  withhold: [],
  accounts: new Map([['member', 0.99]]),
  room: 0,
  ...more,
})

const known = (more: Partial<Known> = {}): Known => ({
  ...knowNothing(now),
  campaigns: [{ id: 'c-1', confidence: 0.99, members: 2, state: 'contained' }],
  members: [
    {
      campaign: 'c-1',
      accounts: new Map([
        ['member', 0.99],
        ['other-member', 0.99],
      ]),
    },
  ],
  ...more,
})

const ask = (account: string, more: Partial<Known> = {}, source: PolicySource = {}, key?: string) => {
  const policy = compilePolicy(source)
  return decide(makeSnapshot(known(more), policy), { account, model: 'm', ...(key && { key }) }, policy, now)
}

test('out of the box a member of a found campaign is watched and nothing else', () => {
  expect(ask('member')).toMatchObject({ decision: 'watch', measure: 'watch', campaign: 'c-1' })
  expect(ask('stranger')).toMatchObject({ decision: 'allow', measure: 'none', reasons: [] })
})

test.each([
  ['watch', 'watch'],
  ['limit', 'limit'],
  ['withhold', 'limit'],
  ['verify', 'verify'],
  ['suspend', 'block'],
] as const)('people approved %s: the decision is %s', (measure, decision) => {
  const answer = ask('member', { containments: [containment({ measure })] })
  expect(answer).toMatchObject({ decision, measure, campaign: 'c-1' })
  expect(answer.reasons.map(reason => reason.code)).toContain('campaign/contained')
})

test('a limit is the campaign’s, and so is its budget; withholding names what is held back', () => {
  const answer = ask('member', {
    containments: [containment({ measure: 'withhold', limits: { concurrent: 2 } })],
  })
  expect(answer).toMatchObject({
    limits: { concurrent: 2 },
    budget: 'campaign:c-1',
    withhold: ['raw-reasoning', 'logprobs', 'newest-model'],
  })
})

test('the newest model is refused to whom it is withheld, and only that model', () => {
  const source = { settings: { models: { new: { newest: true } } } }
  const policy = compilePolicy(source)
  const snapshot = makeSnapshot(known({ containments: [containment({ measure: 'withhold' })] }), policy)
  expect(decide(snapshot, { account: 'member', model: 'new' }, policy, now).decision).toBe('block')
  expect(decide(snapshot, { account: 'member', model: 'old' }, policy, now).decision).toBe('limit')
})

test('when a containment is over, the member is only watched, without a new snapshot', () => {
  const policy = compilePolicy()
  const snapshot = makeSnapshot(known({ containments: [containment()] }), policy)
  const at = (time: number) => decide(snapshot, { account: 'member', model: 'm' }, policy, time).decision
  expect([at(now), at(now + hour - 1), at(now + hour)]).toEqual(['block', 'block', 'watch'])
  expect(decide(snapshot, { account: 'member', model: 'm' }, policy, now + hour - 1_000).ttl_ms).toBe(1_000)
})

test('of two containments the stricter holds, and after it the milder', () => {
  const policy = compilePolicy()
  const containments = [
    containment({ id: 'a', measure: 'limit', until: now + 2 * hour }),
    containment({ id: 'b', measure: 'suspend', until: now + hour }),
  ]
  const snapshot = makeSnapshot(known({ containments }), policy)
  const at = (time: number) => decide(snapshot, { account: 'member', model: 'm' }, policy, time).measure
  expect([at(now), at(now + hour), at(now + 2 * hour)]).toEqual(['suspend', 'limit', 'watch'])
})

test('a containment in shadow mode lets the call pass and says what it would have done', () => {
  const answer = ask('member', { containments: [containment({ mode: 'shadow' })] })
  expect(answer).toMatchObject({ decision: 'watch', would: 'suspend' })
  const outsider = ask('stranger', {
    containments: [containment({ mode: 'shadow', accounts: new Map([['stranger', 1]]) })],
  })
  expect(outsider).toMatchObject({ decision: 'allow', would: 'suspend' })
})

test('a policy that observes never goes beyond watching', () => {
  const answer = ask('member', { containments: [containment()] }, { settings: { mode: 'observe' } })
  expect(answer).toMatchObject({ decision: 'watch', would: 'suspend' })
  expect(answer).not.toHaveProperty('limits')
})

test('a released account is left alone by the campaign it was released from', () => {
  const released = { containments: [containment()], released: [['member', ['c-1']]] as const }
  expect(ask('member', released).decision).toBe('allow')
  expect(ask('member', { ...released, released: [['member', ['*']]] }).decision).toBe('allow')
  expect(ask('member', { ...released, released: [['member', ['c-2']]] }).decision).toBe('block')
})

test('a dismissed campaign watches nobody', () => {
  const campaigns = [{ id: 'c-1', confidence: 0.99, members: 2, state: 'dismissed' }]
  expect(ask('member', { campaigns }).decision).toBe('allow')
})

test('a recognised successor gets the campaign’s measure, but is asked and not suspended', () => {
  const successors = [{ account: 'next', campaign: 'c-1', probability: 0.999, exchanges: 3, reasons: [] }]
  const follow = { containments: [containment({ room: 1 })], successors }
  expect(ask('next', follow)).toMatchObject({ decision: 'verify', campaign: 'c-1' })
  // The people who approved allowed for no more accounts: it is watched.
  expect(ask('next', { ...follow, containments: [containment({ room: 0 })] }).decision).toBe('watch')
})

test('a successor recognised with this very call is held at once', () => {
  const policy = compilePolicy()
  const snapshot = makeSnapshot(known({ containments: [containment({ measure: 'limit', room: 5 })] }), policy)
  const answer = decide(snapshot, { account: 'brand-new', model: 'm' }, policy, now, { successorOf: 'c-1' })
  expect(answer).toMatchObject({ decision: 'limit', budget: 'campaign:c-1' })
})

const everybodyRefused = `permit (principal is Account, action == Action::"watch", resource is Campaign);`
const successors = [{ account: 'vip', campaign: 'c-1', probability: 1, exchanges: 1, reasons: [] }]

test.each<[string, Partial<Known>, PolicySource]>([
  ['membership', { members: [{ campaign: 'c-1', accounts: new Map([['vip', 1]]) }] }, {}],
  ['a containment', { containments: [containment({ accounts: new Map([['vip', 1]]) })] }, {}],
  ['a successor link', { containments: [containment({ room: 5 })], successors }, {}],
  ['a rule of access', {}, { rules: everybodyRefused }],
  [
    'an expired snapshot that fails closed',
    { readAt: 0 },
    { settings: { failure: { all: { none: 'closed' } } } },
  ],
  ['a person’s limit', {}, { settings: { limits: { person: { concurrent: 1 } } } }],
])('an allow-listed account is never touched by %s', (_, more, source) => {
  const allowed = { allowed: { accounts: ['vip'], keys: ['vip-key'] } }
  const held = ask('vip', more, source)
  expect(held.decision !== 'allow' || held.limits !== undefined).toBe(true)
  for (const answer of [
    ask('vip', { ...more, ...allowed, allowed: { accounts: ['vip'], keys: [] } }, source),
    ask('vip', { ...more, ...allowed, allowed: { accounts: [], keys: ['vip-key'] } }, source, 'vip-key'),
    ask('vip', more, { ...source, settings: { ...(source.settings ?? {}), allow: { accounts: ['vip'] } } }),
  ]) {
    expect(answer).toMatchObject({ decision: 'allow', measure: 'none', reasons: [{ code: 'allow-list' }] })
    expect(answer).not.toHaveProperty('limits')
    expect(answer).not.toHaveProperty('withhold')
  }
})

test('an allow-listed account passes also where there is no snapshot and the fallback is closed', () => {
  const policy = compilePolicy({
    settings: { failure: { all: { none: 'closed' } }, allow: { accounts: ['vip'], keys: ['k'] } },
  })
  const without = (account: string, key?: string) =>
    decide(undefined, { account, model: 'm', ...(key && { key }) }, policy, now).decision
  expect([without('vip'), without('x', 'k'), without('x')]).toEqual(['allow', 'allow', 'block'])
})

test('rules of access refuse, ask or withhold, in the provider’s own words', () => {
  const rules = `
permit (principal is Account, action, resource is Model);
@id("frontier") @reason("The frontier models need a verified account.") @measure("verify")
forbid (principal is Account, action == Action::"use", resource in ModelGroup::"frontier") when { principal.kyc != "full" };
@id("no-raw") @reason("Raw reasoning is for paying customers.")
forbid (principal is Account, action == Action::"raw-reasoning", resource) unless { principal.plan == "paid" };
`
  const settings = { models: { big: { groups: ['frontier'] } } }
  const policy = compilePolicy({ rules, settings })
  const facts = (kyc: string, plan: string) => ({ ...unknownFacts, kyc, plan, age_days: 1 })
  const snapshot = makeSnapshot(
    {
      ...knowNothing(now),
      facts: [
        { facts: facts('full', 'paid'), accounts: ['good'] },
        { facts: facts('none', 'free'), accounts: ['free'] },
      ],
    },
    policy,
  )
  const may = (account: string, model: string) => decide(snapshot, { account, model }, policy, now)
  expect(may('good', 'big')).toMatchObject({ decision: 'allow' })
  expect(may('good', 'big')).not.toHaveProperty('withhold')
  expect(may('free', 'big')).toMatchObject({
    decision: 'verify',
    reasons: [{ code: 'policy/not-entitled', text: 'The frontier models need a verified account.' }],
  })
  expect(may('free', 'small')).toMatchObject({ decision: 'allow', withhold: ['raw-reasoning'] })
  expect(may('unknown', 'big').decision).toBe('verify')
})

test('whoever a rule asks and people suspended is suspended', () => {
  const rules = `
permit (principal is Account, action, resource);
@measure("verify") forbid (principal is Account, action == Action::"use", resource is Model);
`
  const answer = ask('member', { containments: [containment()] }, { rules })
  expect(answer.decision).toBe('block')
})

test('a provider’s rule about confidence acts by itself, and stops where the rule stops', () => {
  const rules = `
permit (principal is Account, action, resource is Model);
permit (principal is Account, action == Action::"watch", resource is Campaign);
@id("sure") permit (principal is Account, action == Action::"limit", resource is Campaign)
when { resource.confidence.greaterThanOrEqual(decimal("0.99")) && context.probability.greaterThanOrEqual(decimal("0.9")) };
`
  expect(ask('member', {}, { rules })).toMatchObject({ decision: 'limit', budget: 'campaign:c-1' })
  const unsure = [{ campaign: 'c-1', accounts: new Map([['member', 0.89]]) }]
  expect(ask('member', { members: unsure }, { rules }).decision).toBe('watch')
  const doubted = [{ id: 'c-1', confidence: 0.9, members: 2, state: 'new' }]
  expect(ask('member', { campaigns: doubted }, { rules }).decision).toBe('watch')
})

test('a person’s accounts share one budget', () => {
  const settings = { limits: { person: { requests_per_minute: 10 } } }
  const persons = [['a', 'b']]
  expect(ask('a', { persons }, { settings }).budget).toBe('person:a')
  expect(ask('b', { persons }, { settings }).budget).toBe('person:a')
  expect(ask('z', { persons }, { settings }).budget).toBe('person:z')
})

test('a decision says how old its knowledge is, and when that is stale', () => {
  const policy = compilePolicy({ settings: { stale_after_ms: 60_000 } })
  const snapshot = makeSnapshot(known(), policy)
  const at = (age: number) => decide(snapshot, { account: 'a', model: 'm' }, policy, now + age).snapshot
  expect(at(59_999)).toMatchObject({ age_ms: 59_999 })
  expect(at(59_999)).not.toHaveProperty('stale')
  expect(at(60_000)).toMatchObject({ stale: true })
})

test('names that look like parts of an object are names', () => {
  for (const account of ['__proto__', 'constructor', 'toString', ''])
    expect(ask(account).decision).toBe('allow')
  const members = [{ campaign: 'c-1', accounts: new Map([['__proto__', 0.99]]) }]
  expect(ask('__proto__', { members }).decision).toBe('watch')
})

test('every measure has its verdict', () => {
  const seen = (['none', 'watch', 'limit', 'withhold', 'verify', 'suspend'] satisfies Measure[]).map(
    measure => ask('member', { members: [], containments: [containment({ measure })] }).decision,
  )
  expect(seen).toEqual(['allow', 'watch', 'limit', 'limit', 'verify', 'block'])
})

test('a probe slows its accounts in its periods, never who is allow-listed or refused, and no answer outlives a period', () => {
  const probe = {
    id: 'b-1',
    campaign: 'c',
    slow: { delay_ms: 200 },
    on: [
      [now, now + 2_000],
      [now + 60_000, now + 61_000],
    ],
    accounts: ['slowed', 'listed', 'refused'],
  } as const
  const allowed = { accounts: ['listed'], keys: [] }
  const rules = `permit (principal, action, resource);
    @id("no") forbid (principal == Account::"refused", action == Action::"use", resource);`
  const at = (account: string, when: number, source: PolicySource = { rules }) => {
    const policy = compilePolicy(source)
    const snapshot = makeSnapshot({ ...knowNothing(now), allowed, probes: [probe] }, policy)
    return decide(snapshot, { account, model: 'm' }, policy, when)
  }
  expect(at('slowed', now)).toMatchObject({
    decision: 'allow',
    slow: { probe: 'b-1', delay_ms: 200 },
    ttl_ms: 2_000,
  })
  expect(at('slowed', now + 2_000)).not.toHaveProperty('slow')
  expect(at('slowed', now + 58_000).ttl_ms).toBe(2_000)
  expect(at('slowed', now + 60_500)).toMatchObject({ slow: { probe: 'b-1' }, ttl_ms: 500 })
  expect(at('slowed', now + 62_000)).toMatchObject({ decision: 'allow', ttl_ms: 5_000 })
  for (const account of ['listed', 'other']) expect(at(account, now)).not.toHaveProperty('slow')
  expect(at('refused', now)).toMatchObject({ decision: 'block' })
  expect(at('refused', now)).not.toHaveProperty('slow')
  expect(at('slowed', now, { settings: { mode: 'observe' } })).not.toHaveProperty('slow')
})

describe('a rule in shadow', () => {
  const rules = `
permit (principal is Account, action, resource is Model);
permit (principal is Account, action == Action::"watch", resource is Campaign);
permit (principal is Account, action in Action::"measure", resource is Campaign) when { context.approved };
@id("verified") @mode("shadow") @measure("verify") @reason("The frontier asks for a verified account.")
forbid (principal is Account, action == Action::"use", resource in ModelGroup::"frontier") when { principal.kyc != "full" };
@id("raw") @mode("shadow") forbid (principal is Account, action == Action::"raw-reasoning", resource);
@id("sure") @mode("shadow") permit (principal is Account, action == Action::"suspend", resource is Campaign)
when { context.probability.greaterThan(decimal("0.9")) };`
  const source = { rules, settings: { models: { big: { groups: ['frontier'] } } } }
  const policy = compilePolicy(source)
  const may = (account: string, model: string, more: Partial<Known> = {}) =>
    decide(makeSnapshot(known(more), policy), { account, model }, policy, now)

  test('refuses nobody and withholds nothing, and says what it would have done', () => {
    const answer = may('stranger', 'big')
    expect(answer).toMatchObject({ decision: 'allow', would: 'verify', would_by: 'rule:verified' })
    expect(answer.reasons).toContainEqual({
      code: 'policy/shadow',
      text: 'Under trial: verify. The frontier asks for a verified account.',
    })
    const other = may('stranger', 'small')
    expect(other).toMatchObject({ decision: 'allow', would: 'withhold', would_by: 'rule:raw' })
    expect(other).not.toHaveProperty('withhold')
  })

  test('holds no member, and the strictest of what is tried is told', () => {
    expect(may('member', 'big')).toMatchObject({
      decision: 'watch',
      measure: 'watch',
      would: 'suspend',
      would_by: 'rule:sure',
    })
    const unsure = { members: [{ campaign: 'c-1', accounts: new Map([['member', 0.8]]) }] }
    expect(may('member', 'small', unsure)).toMatchObject({ decision: 'watch', would: 'withhold' })
  })

  test('is silent where what holds goes as far, and about whom nothing touches', () => {
    expect(may('member', 'big', { containments: [containment()] })).not.toHaveProperty('would')
    const allowed = { allowed: { accounts: ['member'], keys: [] } }
    expect(may('member', 'big', allowed)).not.toHaveProperty('would')
  })

  test('is counted by rule', () => {
    const snapshot = makeSnapshot(known(), policy)
    const decider = makeDecider(
      { current: () => snapshot, policy: () => policy, recogniser: makeRecogniser() },
      () => now,
    )
    for (const account of ['member', 'member', 'stranger'])
      decider.decide({ account, model: 'big' }, 'decide')
    expect([...decider.tally.tried.values()]).toEqual([
      { rule: 'sure', measure: 'suspend', calls: 2 },
      { rule: 'verified', measure: 'verify', calls: 1 },
    ])
  })

  test('is told beside what was expected of a sample, and in an explanation', () => {
    const sample = sampleSchema.parse({ account: 'a', model: 'big', expect: { would: 'verify' } })
    expect(trySample(sample, policy, now)).toMatchObject({ passed: true, decision: { decision: 'allow' } })
    const { steps } = explain(known(), 'stranger', 'big', policy, now)
    expect(steps).toContainEqual(expect.stringContaining('On trial: the rule "verified" would mean verify'))
  })

  test.each([
    ['misspelled', rules.replace('@mode("shadow") @measure', '@mode("shadwo") @measure'), 'line 5'],
    ['everywhere', '@mode("shadow") permit (principal, action, resource);', 'every rule is in shadow'],
  ])('that is %s is refused before it is in force', (_, text, said) => {
    expect(() => compilePolicy({ rules: text })).toThrow(said)
  })
})
