/** Rules that were right once: each is used or refused with its line, and Cedar judges the next ones as ever. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { compilePolicy, unknownFacts } from './compile-policy.ts'
import { checkRules, shippedRules } from './rules.ts'

const rules = `${shippedRules}
@id("frontier") @reason("The frontier models need a verified account.") @measure("verify") @mode("shadow")
forbid (principal is Account, action == Action::"use", resource in ModelGroup::"frontier")
when { principal.kyc != "full" && !(["a", "b"].contains(principal.plan)) || principal.age_days < 30 };
@id("limit-when-sure")
permit (principal is Account, action == Action::"limit", resource is Campaign)
when { resource.confidence.greaterThan(decimal("0.99")) && context.probability.greaterThan(decimal("0.9")) };
`
const pieces = [
  ...'(){}[]@"\\,;.=<>!&|:',
  '"\u2028"',
  '\u0000',
  '//',
  '&&',
  '||',
  'when { true }',
  'unless { principal has kyc }',
  'if true then 1 else "x"',
  '@mode("live")',
  '@id("limit-when-sure")',
  'Account::"a"',
  '9223372036854775808',
  'decimal("1e9")',
  'ip("::1").isInRange(ip("::/0"))',
  'principal',
  'like "*"',
  '((((((((((',
]
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(3), fc.nat(200)),
  by: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })),
})

test('a policy with words changed, lost or put in between is used or refused, and breaks nothing', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), changes => {
      let text = rules
      for (const { at, length, by } of changes) {
        const from = Math.floor(at * text.length)
        text = text.slice(0, from) + by + text.slice(from + length)
      }
      const problems = checkRules(text)
      try {
        const policy = compilePolicy({ rules: text })
        expect(problems).toEqual([])
        expect(policy.rights('a', unknownFacts, ['m']).others).toBeDefined()
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect(error).toMatchObject({ kind: 'input', code: 'policy/invalid' })
        expect(problems.length).toBeGreaterThan(0)
      }
      for (const { text: said } of problems)
        expect(said).not.toMatch(/panic|unreachable|RuntimeError|\/src\//)
    }),
    { numRuns: 150, seed: 32 },
  )
  expect(checkRules(rules)).toEqual([])
})
