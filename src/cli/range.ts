/** `range make | verify | score`: labelled worlds of honest and hostile traffic, and findings held against their labels. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { AppError } from '../errors.ts'
import { readFound, readLabels } from '../range/labels.ts'
import { makeWorld, type WorldSummary } from '../range/make.ts'
import { scenarios } from '../range/scenarios/index.ts'
import { score } from '../range/score.ts'
import { scoreLines } from '../range/score-table.ts'
import { verifyWorld } from '../range/verify.ts'
import { type WorldName, worlds } from '../range/worlds.ts'
import type { CliCommand, CliIo } from './command.ts'

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed')
  return value
}

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0 is needed')
  return value
}

const startTime = (text: string): number => {
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time)) throw new InvalidArgumentError('a date such as 2026-05-01 is needed')
  return time
}

const worldName = (text: string): WorldName => {
  if (!Object.hasOwn(worlds, text)) {
    throw new InvalidArgumentError(`known worlds: ${Object.keys(worlds).join(', ')}`)
  }
  return text as WorldName
}

interface MakeFlags {
  out: string
  seed: number
  start: number
  world: WorldName
  scenario?: string[]
  accounts?: number
  days?: number
  scale: number
  gzip?: boolean
  json?: boolean
}

const listed = (entries: Readonly<Record<string, { readonly what: string }>>): string =>
  Object.entries(entries)
    .map(([name, { what }]) => `  ${name.padEnd(24)} ${what}`)
    .join('\n')

function makeCommand(io: CliIo): Command {
  return new Command('make')
    .description('write a world: exchanges.jsonl, accounts.jsonl, labels.jsonl and world.json')
    .requiredOption('--out <dir>', 'folder to write into')
    .option('--seed <n>', 'same seed, same bytes', wholeNumber, 1)
    .option('--world <name>', 'a named world', worldName, 'first')
    .option('--scenario <name...>', 'these scenarios instead; `name:2` is a second, different draw of name')
    .option('--accounts <n>', 'honest background accounts (default: as the world says)', wholeNumber)
    .option('--days <n>', 'length (default: as the world says)', wholeNumber)
    .option('--scale <x>', 'multiplies every volume', positive, 1)
    .addOption(
      new Option('--start <date>', 'first day, UTC')
        .argParser(startTime)
        .default(Date.UTC(2026, 4, 1), '2026-05-01'),
    )
    .option('--gzip', 'write exchanges.jsonl.gz')
    .option('--json', 'machine-readable output')
    .addHelpText('after', `\nWorlds:\n${listed(worlds)}\n\nScenarios:\n${listed(scenarios)}`)
    .action((flags: MakeFlags) => {
      const began = io.clock()
      const { scenario, json, ...rest } = flags
      const summary = makeWorld({ ...rest, ...(scenario && { scenarios: scenario }) })
      if (json) io.out(JSON.stringify(summary))
      else sayMade(io, flags.out, summary, (io.clock() - began) / 1000)
    })
}

function sayMade(io: CliIo, out: string, { counts, seed, groups }: WorldSummary, seconds: number): void {
  const rate = Math.round(counts.exchanges / Math.max(seconds, 0.001))
  io.out(
    `${counts.exchanges} exchanges of ${counts.accounts} accounts in ${out} (seed ${seed}, ${seconds.toFixed(1)} s, ${rate}/s)`,
  )
  for (const [name, group] of Object.entries(groups)) {
    io.out(
      `  ${name.padEnd(26)} ${String(group.accounts).padStart(6)} accounts ${String(group.exchanges).padStart(8)} exchanges`,
    )
  }
}

function verifyCommand(io: CliIo): Command {
  return new Command('verify')
    .description('read a world back; fails when anything differs from what world.json promises')
    .argument('<dir>', 'folder of the world')
    .option('--json', 'machine-readable output')
    .action(async (dir: string, flags: { json?: boolean }) => {
      const result = await verifyWorld(dir)
      if (flags.json) io.out(JSON.stringify(result))
      else for (const problem of result.problems) io.err(problem)
      if (result.problems.length > 0) {
        throw new AppError('conflict', 'range/mismatch', `${dir} is not the world it promises to be`)
      }
      if (!flags.json) io.out(`${dir} is whole: ${result.exchanges} exchanges, ${result.accounts} accounts`)
    })
}

function scoreCommand(io: CliIo): Command {
  return new Command('score')
    .description('hold found members against the labels of a world')
    .requiredOption('--labels <file>', 'labels.jsonl of the world')
    .requiredOption('--members <file>', 'what `stillwatch export members` wrote')
    .option('--json', 'machine-readable output')
    .action(async (flags: { labels: string; members: string; json?: boolean }) => {
      const result = score(await readLabels(flags.labels), await readFound(flags.members))
      if (flags.json) io.out(JSON.stringify(result))
      else for (const line of scoreLines(result)) io.out(line)
    })
}

export const rangeCommand: CliCommand = io =>
  new Command('range')
    .description('make a labelled world, check it, and score findings against its labels')
    .addCommand(makeCommand(io))
    .addCommand(verifyCommand(io))
    .addCommand(scoreCommand(io))
