/**
 * A labelled world of pools that are banned half-way and come back with new accounts, one campaign a level, among honest
 * customers. Half of the look-alikes begin right after the ban, as a class or a release's crowd may.
 */
import { join } from 'node:path'
import { runCampaign } from '../../src/range/campaign/operator.ts'
import { drawPlan, type Level } from '../../src/range/campaign/plan.ts'
import { playHours } from '../../src/range/clockwork.ts'
import { createLineFile } from '../../src/range/files.ts'
import { makeFrame } from '../../src/range/make.ts'
import { drawKind, drawPerson } from '../../src/range/people/kinds.ts'
import { lookAlikes, scenarios } from '../../src/range/scenarios/index.ts'
import type { Cast, Member, Source, World } from '../../src/range/traffic.ts'

const hourMs = 3_600_000
export const levels: readonly Level[] = [1, 2, 3, 4, 5, 6, 7]

export interface SuccessorWorld {
  /** Exchanges and accounts as JSON lines. */
  readonly paths: readonly string[]
  /** Epoch milliseconds: first hour, the ban, the end. */
  readonly start: number
  readonly banned: number
  readonly end: number
  readonly pools: readonly {
    readonly campaign: string
    readonly first: string[]
    readonly second: string[]
  }[]
  /** Honest accounts by the kind their labels name; `late/…` began after the ban. */
  readonly honest: ReadonlyMap<string, string>
}

/** People of one cast whose clock begins at the ban. */
const later = (cast: Cast, hours: number): Source[] =>
  cast.sources.map(source => ({
    ...source,
    hour: (hour, emit) => hour >= hours && source.hour(hour - hours, emit),
  }))

/** Strangers who come in the two days after the ban and sign up a few hours before they begin. */
function newcomers(world: World, late: World, count: number): Source[] {
  const before = world.hours - late.hours
  return Array.from({ length: count }, (_, i) => {
    const name = `newcomer/${i}`
    const opened = late.start - 6 * hourMs + late.rng(`${name}/opened`)() * 54 * hourMs
    const person = drawPerson(late, name, drawKind(late.rng(`${name}/kind`)), {
      identity: { created: opened },
    })
    return { ...person, hour: (hour, emit) => hour >= before && person.hour(hour - before, emit) }
  })
}

export function makeSuccessorWorld(
  folder: string,
  options: { seed: number; honest: number; days: number },
): SuccessorWorld {
  const { seed, honest: accounts, days } = options
  const start = Date.UTC(2026, 4, 1)
  const world = makeFrame({ seed, start, days, accounts, scale: 1 })
  const half = world.hours / 2
  const late = makeFrame({ seed, start: start + half * hourMs, days: days / 2, accounts, scale: 1 })
  const campaigns = levels.map(level => {
    const campaign = `level-${level}`
    const fixed = { pools: 2, startHour: 0, endHour: world.hours }
    return {
      campaign,
      cast: runCampaign(world, campaign, drawPlan(world.rng(`${campaign}/plan`), world, level, fixed)),
    }
  })
  const groups: (readonly [string, readonly Source[]])[] = [
    ['', scenarios.honest.cast(world, 'honest-0').sources],
    ['late/', newcomers(world, late, Math.round(accounts / 20))],
  ]
  for (const [i, [name, scenario]] of Object.entries(lookAlikes).entries()) {
    groups.push(['', scenario.cast(world, `${name}-${i}`).sources])
    // One account with a share of the whole world's traffic is no crowd, and a second one would be half the log.
    if (name !== 'aggregator' && name !== 'whale')
      groups.push(['late/', later(scenario.cast(late, `${name}-late-${i}`), half)])
  }
  const casts = [...groups.map(([, sources]) => sources), ...campaigns.map(one => one.cast.sources)]
  const paths = ['exchanges.jsonl', 'accounts.jsonl'].map(name => join(folder, name))
  writeWorld(folder, world, casts.flat())
  const isLater = (member: Member): boolean => member.status?.status !== 'banned'
  const names = (members: readonly Member[]): string[] => members.map(member => member.line.account)
  return {
    paths,
    start,
    banned: start + half * hourMs,
    end: start + world.hours * hourMs,
    pools: campaigns.map(({ campaign, cast }) => {
      const members = cast.sources.flatMap(source => source.members)
      return {
        campaign,
        first: names(members.filter(one => !isLater(one))),
        second: names(members.filter(isLater)),
      }
    }),
    honest: new Map(
      groups.flatMap(([prefix, sources]) =>
        sources.flatMap(source =>
          source.members.map((one): [string, string] => [one.line.account, prefix + one.label.kind]),
        ),
      ),
    ),
  }
}

function writeWorld(folder: string, world: World, sources: readonly Source[]): void {
  const exchanges = createLineFile(folder, 'exchanges.jsonl')
  for (const step of playHours(world, sources)) exchanges.write(step.lines, step.count)
  exchanges.close()
  const accounts = createLineFile(folder, 'accounts.jsonl')
  const members = sources.flatMap(source => source.members)
  for (const { line } of members) accounts.write(`${JSON.stringify(line)}\n`, 1)
  for (const { line, status } of members)
    if (status !== undefined) {
      const status_time = new Date(status.time).toISOString()
      accounts.write(`${JSON.stringify({ account: line.account, status: status.status, status_time })}\n`, 1)
    }
  accounts.close()
}
