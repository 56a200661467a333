/** `policy show | check | test | explain`: the provider's rules, looked at from outside. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Policy } from '../decide/compile-policy.ts'
import { explain } from '../decide/explain.ts'
import { checkRules, shippedRules } from '../decide/rules.ts'
import { sampleSchema, trySample } from '../decide/sample.ts'
import { AppError } from '../errors.ts'
import { loadPolicy, policyFolder, readPolicySource } from '../follow/policy-folder.ts'
import { needsOf, readKnown } from '../follow/read-known.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'

interface PolicyFlags extends StoreOptions {
  policy?: string
}

const withPolicyOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of the embedded store', '.stillwatch')
    .option('--policy <dir>', 'folder with rules.cedar and settings.json (default: DATA/policy)')
    .option('--json', 'machine-readable output')

const folderOf = (flags: PolicyFlags): string => {
  if (flags.policy !== undefined && !existsSync(flags.policy))
    throw new AppError('input', 'policy/unreadable', `there is no folder ${flags.policy}`)
  return flags.policy ?? policyFolder(flags.data)
}

/** Looks at the policy that decisions are made by. */
export const policyCommand: CliCommand = io =>
  new Command('policy')
    .summary('show, check, test and explain the rules that decisions are made by')
    .description(
      'The policy is a folder with `rules.cedar` (who may use what, which measure follows from which confidence) and\n' +
        '`settings.json` (budgets, lifetimes, open or closed on failure); what is absent is as shipped, and only observes.',
    )
    .addCommand(showCommand(io))
    .addCommand(checkCommand(io))
    .addCommand(testCommand(io))
    .addCommand(explainCommand(io))

function showCommand(io: CliIo): Command {
  return withPolicyOptions(new Command('show'))
    .description('print the rules and settings in force')
    .action((flags: PolicyFlags) => {
      const folder = folderOf(flags)
      const { version, settings } = loadPolicy(folder)
      const rules = readPolicySource(folder).rules ?? shippedRules
      if (flags.json) {
        io.out(JSON.stringify({ version, settings, rules }))
        return
      }
      io.out(`// version ${version}${existsSync(join(folder, 'rules.cedar')) ? '' : ', as shipped'}`)
      io.out(rules.trimEnd())
      io.out('')
      io.out(JSON.stringify(settings, null, 2))
    })
}

function checkCommand(io: CliIo): Command {
  return withPolicyOptions(new Command('check'))
    .description('say everything that is wrong with it; fails when anything is')
    .action((flags: PolicyFlags) => {
      const folder = folderOf(flags)
      const source = readPolicySource(folder)
      const problems = source.rules === undefined ? [] : checkRules(source.rules)
      if (flags.json) io.out(JSON.stringify({ problems }))
      else
        for (const { line, text } of problems) io.err(`${join(folder, 'rules.cedar')}:${line ?? 1}: ${text}`)
      const policy = loadPolicy(folder)
      if (!flags.json) io.out(`sound: ${policy.rules.size} rules, version ${policy.version}`)
    })
}

function testCommand(io: CliIo): Command {
  return withPolicyOptions(new Command('test'))
    .description('hold sample requests against it; fails when one is decided otherwise than expected')
    .argument(
      '<file>',
      'JSON Lines: {"name","account","model","facts":{…},"campaign":{…},"expect":{"decision"}}',
    )
    .action((file: string, flags: PolicyFlags) => {
      const policy = loadPolicy(folderOf(flags))
      const results = readSamples(file).map(({ line, sample }) => {
        const { passed, decision, differences } = trySample(sample, policy, io.clock())
        return { line, name: sample.name ?? sample.account, passed, differences, decision }
      })
      const failed = results.filter(result => !result.passed)
      if (flags.json)
        io.out(JSON.stringify({ passed: results.length - failed.length, failed: failed.length, results }))
      else {
        for (const { line, name, differences, decision } of failed) {
          io.err(`${file}:${line}: ${name}: ${differences.join('; ')}`)
          for (const { code, text } of decision.reasons) io.err(`  ${text} (${code})`)
        }
      }
      if (failed.length > 0)
        throw new AppError(
          'conflict',
          'policy/test',
          `${failed.length} of ${results.length} samples are decided otherwise`,
        )
      if (!flags.json) io.out(`${results.length} samples are decided as expected (version ${policy.version})`)
    })
}

function readSamples(file: string) {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('input', 'policy/sample', `${file} cannot be read`, { cause })
  }
  const samples = text.split('\n').flatMap((raw, i) => {
    const line = i + 1
    if (raw.trim() === '' || raw.startsWith('//')) return []
    const parsed = sampleSchema.safeParse(parseLine(raw))
    if (parsed.success) return [{ line, sample: parsed.data }]
    const [issue] = parsed.error.issues
    const where = issue?.path.join('.') || 'the line'
    throw new AppError('input', 'policy/sample', `${file}:${line}: ${where}: ${issue?.message ?? 'invalid'}`)
  })
  if (samples.length === 0) throw new AppError('input', 'policy/sample', `${file} holds no sample`)
  return samples
}

function parseLine(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

interface ExplainFlags extends PolicyFlags {
  model: string
}

function explainCommand(io: CliIo): Command {
  return withStoreOptions(new Command('explain'))
    .description('say step by step why an account is decided about as it is')
    .argument('<account>', 'account')
    .option('--policy <dir>', 'folder with rules.cedar and settings.json (default: DATA/policy)')
    .option('--model <name>', 'model it asks for', 'any-model')
    .action(async (account: string, flags: ExplainFlags) => {
      const policy: Policy = loadPolicy(folderOf(flags))
      await withStore({ ...flags, readonly: true }, async store => {
        const now = io.clock()
        const { known } = await readKnown(store, needsOf(policy), now)
        const explained = explain({ ...known, version: 'now' }, account, flags.model, policy, now)
        if (flags.json) {
          io.out(JSON.stringify(explained))
          return
        }
        const { decision, campaign } = explained.decision
        io.out(`${account}: ${decision}${campaign === undefined ? '' : ` (${campaign})`}`)
        for (const step of explained.steps) io.out(`  ${step}`)
      })
    })
}
