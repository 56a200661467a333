/** Makes a world: accounts, exchanges in order of time, labels, and a summary that `verify` holds it to. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { playHours } from './clockwork.ts'
import { hash32, namedRng } from './draw.ts'
import { createLineFile, type FileSummary } from './files.ts'
import { isoTime } from './identity.ts'
import { scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { Cast, Member, World } from './traffic.ts'
import { type NamedWorld, type WorldName, worlds } from './worlds.ts'

export const rangeVersion = 2

export interface MakeOptions {
  readonly out: string
  readonly seed: number
  readonly start: number
  /** A named world, or scenarios by name; both may be cut or grown by the numbers. */
  readonly world?: WorldName
  readonly scenarios?: readonly string[]
  readonly accounts?: number | undefined
  readonly days?: number | undefined
  readonly scale?: number | undefined
  readonly gzip?: boolean
  readonly onProgress?: (done: number, total: number, exchanges: number) => void
}

export interface WorldSummary {
  readonly version: number
  readonly seed: number
  readonly start: string
  readonly days: number
  readonly accounts: number
  readonly scale: number
  readonly scenarios: readonly string[]
  readonly counts: {
    readonly exchanges: number
    readonly accounts: number
    readonly members: number
    readonly campaigns: number
  }
  readonly kinds: Readonly<Record<string, { accounts: number; exchanges: number }>>
  readonly groups: Readonly<Record<string, { kind: string; accounts: number; exchanges: number }>>
  /** Hidden parameters of each scenario, for the reader of results, never for detection. */
  readonly truth: Readonly<Record<string, unknown>>
  readonly files: readonly FileSummary[]
}

/** Builds the world's frame; sources draw from generators named after themselves. */
export function makeFrame(options: {
  seed: number
  start: number
  days: number
  accounts: number
  scale: number
}): World {
  const hours = options.days * 24
  return {
    ...options,
    hours,
    releaseHour: Math.floor(hours * (0.45 + namedRng(options.seed, 'release')() * 0.25)),
    rng: name => namedRng(options.seed, name),
  }
}

/** `campaign-3:2` is scenario `campaign-3`, its second instance. */
export function scenarioOf(name: string): { scenario: Scenario; label: string } {
  const [base = '', copy = '1'] = name.split(':')
  const scenario: Scenario | undefined = scenarios[base as keyof typeof scenarios]
  if (scenario === undefined)
    throw new AppError(
      'input',
      'range/unknown-scenario',
      `no scenario ${base}; known: ${Object.keys(scenarios).join(', ')}`,
    )
  return { scenario, label: `${base}-${copy}` }
}

/** The frame and the scenarios that options ask for, where they differ from the named world's own. */
export function frameOf(options: MakeOptions): { world: World; names: readonly string[] } {
  const named: NamedWorld = worlds[options.world ?? 'first']
  const world = makeFrame({
    seed: options.seed,
    start: options.start,
    days: options.days ?? named.days,
    accounts: options.accounts ?? named.accounts,
    scale: options.scale ?? named.scale ?? 1,
  })
  return { world, names: options.scenarios ?? named.scenarios }
}

/** What each kind and group did. */
export function tally(members: readonly Member[]): Pick<WorldSummary, 'kinds' | 'groups'> {
  const kinds: Record<string, { accounts: number; exchanges: number }> = {}
  const groups: Record<string, { kind: string; accounts: number; exchanges: number }> = {}
  for (const { label, exchanges } of members) {
    const kind = kinds[label.kind] ?? { accounts: 0, exchanges: 0 }
    kinds[label.kind] = { accounts: kind.accounts + 1, exchanges: kind.exchanges + exchanges }
    if (label.group === '') continue
    const { accounts, exchanges: sum } = groups[label.group] ?? { accounts: 0, exchanges: 0 }
    groups[label.group] = { kind: label.kind, accounts: accounts + 1, exchanges: sum + exchanges }
  }
  return { kinds, groups }
}

/** Later lines replace the fields they name, so bans come as lines of their own, in order of time. */
function accountLines(members: readonly Member[]): string[] {
  const lines = members.map(({ line }) => JSON.stringify(line))
  const changed = members.flatMap(({ line, status }) =>
    status ? [{ account: line.account, ...status }] : [],
  )
  for (const change of changed.sort((a, b) => a.time - b.time)) {
    lines.push(
      JSON.stringify({ account: change.account, status: change.status, status_time: isoTime(change.time) }),
    )
  }
  return lines
}

/** Sources stand in the order they were made; accounts are listed in an order that tells nothing. */
export const accountOrder = (members: readonly Member[]): Member[] =>
  [...members].sort((a, b) => hash32(a.line.account, 1) - hash32(b.line.account, 1))

/** A line of `labels.jsonl`. */
export const labelLine = ({ label, exchanges, extracting }: Member): string =>
  JSON.stringify({ ...label, exchanges, extracting })

/** Writes the files into `out` and returns the summary that also stands in `world.json`. */
export function makeWorld(options: MakeOptions): WorldSummary {
  const { world, names } = frameOf(options)
  const casts = names.map((name): readonly [string, Cast] => {
    const { scenario, label } = scenarioOf(name)
    return [name, scenario.cast(world, label)]
  })
  const sources = casts.flatMap(([, cast]) => cast.sources)
  const members = sources.flatMap(source => source.members)
  const listed = accountOrder(members)

  const exchanges = createLineFile(options.out, options.gzip ? 'exchanges.jsonl.gz' : 'exchanges.jsonl')
  let count = 0
  for (const step of playHours(world, sources)) {
    exchanges.write(step.lines, step.count)
    count += step.count
    options.onProgress?.(step.hour + 1, world.hours, count)
  }
  const accounts = createLineFile(options.out, 'accounts.jsonl')
  for (const line of accountLines(listed)) accounts.write(`${line}\n`, 1)
  const labels = createLineFile(options.out, 'labels.jsonl')
  for (const member of listed) labels.write(`${labelLine(member)}\n`, 1)
  const summary: WorldSummary = {
    version: rangeVersion,
    seed: world.seed,
    start: isoTime(world.start),
    days: world.days,
    accounts: world.accounts,
    scale: world.scale,
    scenarios: names,
    counts: {
      exchanges: count,
      accounts: members.length,
      members: members.filter(({ label }) => label.campaign !== undefined).length,
      campaigns: new Set(members.flatMap(({ label }) => label.campaign ?? [])).size,
    },
    ...tally(members),
    truth: Object.fromEntries(casts.flatMap(([name, cast]) => (cast.truth ? [[name, cast.truth]] : []))),
    files: [exchanges.close(), accounts.close(), labels.close()],
  }
  writeFileSync(join(options.out, 'world.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}
