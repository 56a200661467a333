import { expect, test } from 'vitest'
import { compilePolicy, unknownFacts } from './compile-policy.ts'
import { checkRules, shippedRules } from './rules.ts'

const permitAll = 'permit (principal is Account, action, resource);'

test('the shipped rules are sound', () => {
  expect(checkRules(shippedRules)).toEqual([])
})

test.each([
  [
    'a slip of the pen',
    `${permitAll}\n\npermit (principal action, resource);`,
    3,
    /unexpected token `action`/,
  ],
  [
    'an unknown fact',
    `${permitAll}\nforbid (principal is Account, action == Action::"use", resource)\nwhen { principal.kycc == "x" };`,
    3,
    /`kycc`.*did you mean `kyc`/,
  ],
  ['an unknown action', `${permitAll}\nforbid (principal, action == Action::"usee", resource);`, 2, /usee/],
  [
    'a wrong type',
    `${permitAll}\nforbid (principal is Account, action == Action::"use", resource) when { principal.kyc > 3 };`,
    2,
    /Long|type/,
  ],
  ['an id that stands twice', `@id("a") ${permitAll}\n@id("a") ${permitAll}`, 2, /"a" stands twice/],
])('%s is named with its line', (_, text, line, words) => {
  const problems = checkRules(text)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.line).toBe(line)
  expect(problems[0]?.text).toMatch(words)
})

test('lines are counted in characters’ own bytes', () => {
  const problems = checkRules(
    `// 谁可以用什么 — für alle\n${permitAll}\nforbid (principal, action resource);`,
  )
  expect(problems[0]?.line).toBe(3)
})

test.each([
  ['no rule', '// nothing', /permit something/],
  ['a template', 'permit (principal == ?principal, action, resource);', /template/],
  ['too much', `// ${'x'.repeat(300_000)}\n${permitAll}`, /longer than/],
])('%s is refused in words', (_, text, words) => {
  expect(checkRules(text)[0]?.text).toMatch(words)
  expect(() => compilePolicy({ rules: text })).toThrow(/rules.cedar/)
})

test.each([
  [{ ttl_ms: -1 }, /ttl_ms/],
  [{ ttl: 1 }, /ttl/],
  [{ limits: { campaign: { concurrent: 0 } } }, /limits.campaign.concurrent/],
  [{ failure: { ways: { gatway: { none: 'open' } } } }, /failure.ways/],
  [{ stale_after_ms: 5_000, expired_after_ms: 2_000 }, /expired_after_ms/],
  ['text', /whole/],
])('settings %j are refused, naming the field', (settings, words) => {
  expect(() => compilePolicy({ settings })).toThrow(words)
})

test('accounts that agree in every fact the rules read share one answer', () => {
  const policy = compilePolicy({
    rules: `${permitAll}\nforbid (principal is Account, action == Action::"use", resource) when { principal.plan == "free" };`,
  })
  const rights = (plan: string, kyc: string) =>
    policy.rights(`${plan}-${kyc}`, { ...unknownFacts, plan, kyc }, [])
  expect(rights('free', 'none')).toBe(rights('free', 'full'))
  expect(rights('free', 'none')).not.toBe(rights('paid', 'none'))
  // Another fact, the same rights: still one object.
  expect(rights('paid', 'none')).toBe(rights('team', 'none'))
  expect(rights('free', 'none').others.use).toMatchObject({ asks: false })
})

test('rules may name accounts, programmes, organisations, models and groups of models', () => {
  const policy = compilePolicy({
    rules: `
permit (principal is Account, action, resource is Model);
@id("one") forbid (principal == Account::"a", action == Action::"use", resource);
@id("edu") forbid (principal in Programme::"edu", action == Action::"use", resource == Model::"m1");
@id("org") forbid (principal in Organization::"o", action == Action::"logprobs", resource in ModelGroup::"g");
@id("name") forbid (principal is Account, action == Action::"use", resource) when { resource.name like "secret-*" };
`,
    settings: { models: { m2: { groups: ['g'] } } },
  })
  const of = (account: string, more = {}) =>
    policy.rights(account, { ...unknownFacts, ...more }, ['secret-1'])
  expect(of('a').others.use?.rule).toBe('one')
  expect(of('b').others.use).toBeUndefined()
  expect(of('b', { programme: 'edu' }).models.get('m1')?.use?.rule).toBe('edu')
  expect(of('b', { programme: 'edu' }).models.get('m2')?.use).toBeUndefined()
  expect(of('b', { organization: 'o' }).models.get('m2')?.logprobs?.rule).toBe('org')
  expect(of('b').models.get('secret-1')?.use?.rule).toBe('name')
})

test('what no rule permits is refused', () => {
  const policy = compilePolicy({ rules: 'permit (principal is Account, action, resource is Campaign);' })
  expect(policy.rights('a', unknownFacts, []).others.use).toMatchObject({ rule: 'none' })
})

test('the version follows every letter of rules and settings', () => {
  const versions = [
    compilePolicy(),
    compilePolicy({ rules: `${shippedRules} ` }),
    compilePolicy({ settings: { ttl_ms: 1 } }),
  ].map(policy => policy.version)
  expect(new Set(versions).size).toBe(3)
  expect(compilePolicy({ settings: {} }).version).toBe(compilePolicy().version)
})

test('rules with half a character are refused with a word, not with a crash', () => {
  const half = 'permit (principal, action, resource); // \ud800'
  expect(() => compilePolicy({ rules: half })).toThrow(expect.objectContaining({ code: 'policy/invalid' }))
  expect(checkRules(half)).toHaveLength(1)
})

const nested = (open: string, close: string, n = 3_000) => open.repeat(n) + close.repeat(n)
test.each([
  ['brackets', `${'('.repeat(3_000)}true${')'.repeat(3_000)}`],
  ['sets', nested('[', ']')],
  ['records', `${'{a:'.repeat(3_000)}1${'}'.repeat(3_000)}`],
  ['negations', `${'!('.repeat(3_000)}true${')'.repeat(3_000)}`],
  ['conditions', `${'if true then '.repeat(3_000)}true${' else true'.repeat(3_000)}`],
  ['chains', Array.from({ length: 3_000 }, () => 'true').join(' && ')],
  ['calls', `principal.kyc${'.contains(1)'.repeat(3_000)}`],
  [
    'brackets behind strings over lines',
    `"\n" == "${'('.repeat(10)}" && "\\"" == "\u2028" && ${nested('(', ')')}`,
  ],
])(
  'rules that would exhaust Cedar are refused, and those that come after are judged as ever: %s',
  (_, when) => {
    const problems = checkRules(`${permitAll}\npermit (principal, action, resource) when { ${when} };`)
    expect(problems).toMatchObject([{ line: 2, text: expect.stringContaining('more than') }])
    expect(checkRules(shippedRules)).toEqual([])
  },
)

test('long lists and brackets inside strings and comments are no tangle', () => {
  const names = Array.from({ length: 2_000 }, (_, i) => `"C${i}"`).join(', ')
  const rule = `permit (principal is Account, action, resource) when { [${names}].contains(principal.country) };`
  expect(checkRules(`// ${'('.repeat(100)}\n@reason("${'['.repeat(100)}")\n${rule}`)).toEqual([])
})
