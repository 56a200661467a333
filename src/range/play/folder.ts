/**
 * A play in a folder, a day a call: files of the new day, labels of everybody so far, and `play.json`, which holds
 * the options and every act. The days before are played again, silently, so nothing else needs to be kept.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { createLineFile, type FileSummary } from '../files.ts'
import { isoTime } from '../identity.ts'
import { parseJson } from '../labels.ts'
import { accountOrder, labelLine, type MakeOptions, rangeVersion, tally } from '../make.ts'
import { type WorldName, worlds } from '../worlds.ts'
import { type Acts, type Play, startPlay } from './play.ts'

const actsSchema = z.object({ stopped: z.array(z.string()), limited: z.array(z.string()) })
const fileSchema = z.object({ file: z.string(), lines: z.number(), bytes: z.number(), sha256: z.string() })
const stateSchema = z.object({
  version: z.number(),
  seed: z.number(),
  start: z.number(),
  world: z.enum(Object.keys(worlds) as [WorldName, ...WorldName[]]).optional(),
  scenarios: z.array(z.string()).optional(),
  accounts: z.number().optional(),
  days: z.number().optional(),
  scale: z.number().optional(),
  /** What was done before each day that was played. */
  acts: z.array(actsSchema),
  files: z.array(fileSchema),
})
type State = z.infer<typeof stateSchema>

export interface PlayedDay {
  /** Days played by now; 1 after the first. */
  readonly day: number
  readonly days: number
  readonly exchanges: string
  readonly accounts: string
  readonly count: number
  /** Accounts that this call's acts stopped or limited for the first time. */
  readonly acted: number
}

const statePath = (out: string): string => join(out, 'play.json')

/** A play of this folder, begun or taken up again. */
export function openPlay(options: MakeOptions) {
  const state = readState(options)
  const settings: MakeOptions = { ...optionsOf(state), out: options.out }
  const play = startPlay(settings)
  const known = new Set<string>()
  for (const acts of state.acts) {
    play.nextDay(acts, () => {})
    for (const account of [...acts.stopped, ...acts.limited]) known.add(account)
  }
  const told = new Set(state.acts.length === 0 ? [] : play.members().map(({ line }) => line.account))
  return {
    /** Plays the next day after what `found` says of accounts; undefined when the world is over. */
    next(found: readonly { account: string; measure?: string | undefined }[]): PlayedDay | undefined {
      const acts = actsOf(found, known)
      const name = `day-${String(play.day + 1).padStart(3, '0')}.jsonl`
      if (play.day >= play.world.days) return undefined
      const exchanges = createLineFile(options.out, `exchanges-${name}`)
      let count = 0
      play.nextDay(acts, (lines, own) => {
        exchanges.write(lines, own)
        count += own
      })
      const accounts = createLineFile(options.out, `accounts-${name}`)
      for (const line of newLines(play, told)) accounts.write(`${line}\n`, 1)
      state.acts.push({ stopped: [...acts.stopped], limited: [...acts.limited] })
      state.files.push(exchanges.close(), accounts.close())
      save(options.out, state, play)
      const { days } = play.world
      const acted = acts.stopped.length + acts.limited.length
      return {
        day: play.day,
        days,
        exchanges: `exchanges-${name}`,
        accounts: `accounts-${name}`,
        count,
        acted,
      }
    },
  }
}

function readState(options: MakeOptions): State {
  mkdirSync(options.out, { recursive: true })
  const path = statePath(options.out)
  if (!existsSync(path)) {
    const { out: _, onProgress: __, gzip: ___, ...settings } = options
    return {
      version: rangeVersion,
      ...settings,
      scenarios: settings.scenarios && [...settings.scenarios],
      acts: [],
      files: [],
    }
  }
  const parsed = stateSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!parsed.success || parsed.data.version !== rangeVersion)
    throw new AppError(
      'input',
      'range/no-play',
      `${path} is not a play of this version: give an empty folder`,
    )
  return parsed.data
}

const optionsOf = ({ acts: _, files: __, version: ___, ...rest }: State): Omit<MakeOptions, 'out'> => {
  const { world, scenarios, ...numbers } = rest
  return { ...numbers, ...(world && { world }), ...(scenarios && { scenarios }) }
}

/** Whoever looks softly limits; every other word about a member stops it, as a reviewer who agrees with all would. */
const soft = new Set(['limit', 'withhold', 'verify'])

function actsOf(
  found: readonly { account: string; measure?: string | undefined }[],
  known: Set<string>,
): Acts {
  const stopped: string[] = []
  const limited: string[] = []
  for (const { account, measure } of found) {
    if (measure === 'none' || known.has(account)) continue
    known.add(account)
    if (soft.has(measure ?? '')) limited.push(account)
    else stopped.push(account)
  }
  return { stopped, limited }
}

/** Accounts that are new today, in an order that tells nothing, and whose status changed on it. */
function* newLines(play: Play, told: Set<string>): Generator<string> {
  const { world, day } = play
  const from = world.start + (day - 1) * 86_400_000
  const today = accountOrder(play.members())
  for (const { line } of today) {
    if (told.has(line.account)) continue
    told.add(line.account)
    yield JSON.stringify(line)
  }
  for (const { line, status } of today) {
    if (status === undefined || status.time < from || status.time >= from + 86_400_000) continue
    yield JSON.stringify({
      account: line.account,
      status: status.status,
      status_time: isoTime(status.time),
    })
  }
}

function save(out: string, state: State, play: Play): void {
  const members = play.members()
  const labels = createLineFile(out, 'labels.jsonl')
  for (const member of accountOrder(members)) labels.write(`${labelLine(member)}\n`, 1)
  const files: FileSummary[] = [...state.files, labels.close()]
  const count = (of: (file: FileSummary) => boolean): number =>
    files.filter(of).reduce((sum, { lines }) => sum + lines, 0)
  const { world, names } = play
  const summary = {
    version: rangeVersion,
    seed: world.seed,
    start: isoTime(world.start),
    days: play.day,
    accounts: world.accounts,
    scale: world.scale,
    scenarios: names,
    counts: {
      exchanges: count(({ file }) => file.startsWith('exchanges')),
      accounts: members.length,
      members: members.filter(({ label }) => label.campaign !== undefined).length,
      campaigns: new Set(members.flatMap(({ label }) => label.campaign ?? [])).size,
    },
    ...tally(members),
    truth: play.moves(),
    files,
  }
  writeFileSync(join(out, 'world.json'), `${JSON.stringify(summary, null, 2)}\n`)
  // Last: until this stands, the day is played again.
  writeFileSync(statePath(out), `${JSON.stringify(state)}\n`)
}
