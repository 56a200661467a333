import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seededStore } from '../../test/fixtures/seeded-store.ts'
import { campaignMembers } from '../findings/read.ts'
import type { CliIo } from './command.ts'
import { policyCommand } from './policy.ts'

let folder: string
let data: string
let member = ''
const said: string[] = []
const io: CliIo = {
  out: line => said.push(line),
  err: line => said.push(`! ${line}`),
  isTerminal: false,
  clock: () => Date.UTC(2026, 10, 1),
  env: {},
}
const run = (...args: string[]) => policyCommand(io).exitOverride().parseAsync(args, { from: 'user' })
const text = () => said.join('\n')

const rules = `@id("all") permit (principal is Account, action, resource);
@id("frontier") @measure("verify") @reason("Verified accounts only.")
forbid (principal is Account, action == Action::"use", resource == Model::"big") when { principal.kyc != "full" };
`
const sample = (more: object) => JSON.stringify({ account: 'a', model: 'big', ...more })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-policy-'))
  mkdirSync(join(folder, 'policy'))
  writeFileSync(join(folder, 'policy', 'rules.cedar'), rules)
  const seeded = await seededStore({})
  data = seeded.folder
  for await (const one of campaignMembers(seeded.store)) member ||= one.member.account
  await seeded.store.close()
})
afterAll(() => {
  for (const path of [folder, data]) rmSync(path, { recursive: true, force: true })
})
beforeEach(() => {
  said.length = 0
})

test('show prints what is in force, and says when that is what ships', async () => {
  await run('show', '--data', join(folder, 'nowhere'))
  expect(text()).toContain('as shipped')
  expect(text()).toContain('people-decide')
  said.length = 0
  await run('show', '--data', folder)
  expect(text()).toContain('Verified accounts only.')
  expect(text()).not.toContain('as shipped')
})

test('check names file, line and fault, and fails', async () => {
  const broken = join(folder, 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'rules.cedar'), `${rules}\npermit (principal, action resource);\n`)
  await expect(run('check', '--policy', broken)).rejects.toMatchObject({ code: 'policy/invalid' })
  expect(text()).toContain('rules.cedar:5: unexpected token `resource`')
  await run('check', '--data', folder)
  expect(text()).toContain('sound: 2 rules')
})

test('settings that are not JSON, and a folder that is not there, are named', async () => {
  const odd = join(folder, 'odd')
  mkdirSync(odd)
  writeFileSync(join(odd, 'settings.json'), '{ "ttl_ms": }')
  await expect(run('check', '--policy', odd)).rejects.toMatchObject({ code: 'policy/settings' })
  await expect(run('check', '--policy', join(folder, 'none'))).rejects.toMatchObject({
    code: 'policy/unreadable',
  })
})

test('test holds samples against the policy and tells the ones that differ', async () => {
  const file = join(folder, 'samples.jsonl')
  const good = [
    '// what the frontier model asks for',
    sample({ name: 'verified', facts: { kyc: 'full' }, expect: { decision: 'allow' } }),
    sample({ name: 'unverified', expect: { decision: 'verify', measure: 'verify' } }),
    sample({ name: 'allow-listed', allowed: true, expect: { decision: 'allow' } }),
    sample({ model: 'small', campaign: { approved: 'suspend' }, expect: { decision: 'block' } }),
    sample({
      model: 'small',
      campaign: { approved: 'suspend', successor: true },
      expect: { measure: 'suspend' },
    }),
  ]
  writeFileSync(file, good.join('\n'))
  await run('test', file, '--data', folder)
  expect(text()).toContain('5 samples are decided as expected')
  said.length = 0
  writeFileSync(file, [...good, sample({ name: 'wrong', expect: { decision: 'allow' } })].join('\n'))
  await expect(run('test', file, '--data', folder)).rejects.toMatchObject({ code: 'policy/test' })
  expect(text()).toContain('samples.jsonl:7: wrong: decision: expected allow, got verify')
  expect(text()).toContain('Verified accounts only.')
})

test.each([
  ['not JSON', '{', 'policy/sample'],
  ['an unknown field', sample({ exepct: {} }), 'policy/sample'],
  ['nothing', '', 'policy/sample'],
])('a file of samples that holds %s is refused with its line', async (_, content, code) => {
  const file = join(folder, 'bad.jsonl')
  writeFileSync(file, content)
  await expect(run('test', file, '--data', folder)).rejects.toMatchObject({ code })
})

test('explain says step by step why a member is watched and a stranger is not', async () => {
  await run('explain', member, '--data', data)
  expect(said[0]).toMatch(new RegExp(`^${member}: watch \\(c-`))
  expect(text()).toContain('It is not on the allow list.')
  expect(text()).toContain('The rules read no facts of accounts')
  expect(text()).toContain('while it is a member')
  said.length = 0
  await run('explain', 'nobody', '--data', data, '--json')
  expect(JSON.parse(text())).toMatchObject({ decision: { decision: 'allow' } })
})
