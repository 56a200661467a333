/** `range make | verify | score`: labelled worlds of honest and hostile traffic, and findings held against their labels. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { AppError } from '../errors.ts'
import { countParquet } from '../range/bulk/count-parquet.ts'
import { dayFile, makeBulkWorld } from '../range/bulk/make-bulk.ts'
import { readFound, readLabels } from '../range/labels.ts'
import { type MakeOptions, makeWorld, type WorldSummary } from '../range/make.ts'
import { scenarios } from '../range/scenarios/index.ts'
import { score } from '../range/score.ts'
import { scoreLines } from '../range/score-table.ts'
import { verifyWorld } from '../range/verify.ts'
import { type WorldName, worlds } from '../range/worlds.ts'
import type { Store } from '../store/store.ts'
import type { CliCommand, CliIo } from './command.ts'
import { withStore } from './options.ts'
import { playCommand } from './range-play.ts'

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
  scale?: number
  format: 'jsonl' | 'parquet'
  gzip?: boolean
  json?: boolean
}

const listed = (entries: Readonly<Record<string, { readonly what: string }>>): string =>
  Object.entries(entries)
    .map(([name, { what }]) => `  ${name.padEnd(24)} ${what}`)
    .join('\n')

/** Which world: the same for every command that plays one. */
const withWorldOptions = (command: Command): Command =>
  command
    .option('--seed <n>', 'same seed, same bytes', wholeNumber, 1)
    .option('--world <name>', 'a named world', worldName, 'first')
    .option('--scenario <name...>', 'these scenarios instead; `name:2` is a second, different draw of name')
    .option('--accounts <n>', 'honest background accounts (default: as the world says)', wholeNumber)
    .option('--days <n>', 'length (default: as the world says)', wholeNumber)
    .option('--scale <x>', 'multiplies every volume (default: as the world says)', positive)
    .addOption(
      new Option('--start <date>', 'first day, UTC')
        .argParser(startTime)
        .default(Date.UTC(2026, 4, 1), '2026-05-01'),
    )
    .addHelpText('after', `\nWorlds:\n${listed(worlds)}\n\nScenarios:\n${listed(scenarios)}`)

function makeCommand(io: CliIo): Command {
  return withWorldOptions(new Command('make').requiredOption('--out <dir>', 'folder to write into'))
    .description(
      'Writes a world: exchanges.jsonl, accounts.jsonl, labels.jsonl and world.json. With --format parquet the\n' +
        'engine draws the exchanges: a file a day, sketches in place of texts, at several hundred thousand a second.',
    )
    .summary('write a labelled world')
    .addOption(
      new Option('--format <format>', 'lines with texts, or Parquet with sketches')
        .choices(['jsonl', 'parquet'])
        .default('jsonl'),
    )
    .option('--gzip', 'write exchanges.jsonl.gz')
    .option('--json', 'machine-readable output')
    .action(async (flags: MakeFlags) => {
      const began = io.clock()
      const { scenario, json, format, ...rest } = flags
      const options: MakeOptions = { ...rest, ...(scenario && { scenarios: scenario }) }
      const isLarge = worlds[flags.world].accounts > 100_000 && scenario === undefined
      if (isLarge && format !== 'parquet' && flags.accounts === undefined)
        throw new AppError('input', 'range/too-large', `world ${flags.world} is made with --format parquet`)
      const summary =
        format === 'parquet'
          ? await withTemporaryStore(store => makeBulkWorld(store, options))
          : makeWorld(options)
      if (json) io.out(JSON.stringify(summary))
      else sayMade(io, flags.out, summary, (io.clock() - began) / 1000)
    })
}

/** The engine needs a folder of its own to draw in; it goes away. */
async function withTemporaryStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stillwatch-range-'))
  try {
    return await withStore({ data: folder }, work)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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
      const result = isParquet(dir)
        ? await withTemporaryStore(store => verifyWorld(dir, countParquet(store)))
        : await verifyWorld(dir)
      if (flags.json) io.out(JSON.stringify(result))
      else for (const problem of result.problems) io.err(problem)
      if (result.problems.length > 0) {
        throw new AppError('conflict', 'range/mismatch', `${dir} is not the world it promises to be`)
      }
      if (!flags.json) io.out(`${dir} is whole: ${result.exchanges} exchanges, ${result.accounts} accounts`)
    })
}

const isParquet = (dir: string): boolean => existsSync(join(dir, dayFile(0)))

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
    .description(
      'make a labelled world or play one day by day, check it, and score findings against its labels',
    )
    .addCommand(makeCommand(io))
    .addCommand(playCommand(io, withWorldOptions))
    .addCommand(verifyCommand(io))
    .addCommand(scoreCommand(io))
