/** A world that answers: day by day, with what was done about it so far. The same acts bring the same days. */
import { playHours } from '../clockwork.ts'
import { frameOf, type MakeOptions, scenarioOf } from '../make.ts'
import type { Member, World } from '../traffic.ts'
import { type Moves, openAdversary } from './adversary.ts'

/** What a provider did before a day began. */
export interface Acts {
  /** Accounts that may no longer call. */
  readonly stopped: readonly string[]
  /** Accounts of which every second call is refused. */
  readonly limited: readonly string[]
}

export interface Play {
  readonly world: World
  readonly names: readonly string[]
  /** Days played. */
  readonly day: number
  /** Everybody there is by now; operators open more. */
  members(): readonly Member[]
  /** What each operator has done, by campaign. */
  moves(): Readonly<Record<string, Moves>>
  /** Plays one day after `acts`; hands out its lines hour by hour. False when the world is over. */
  nextDay(acts: Acts, write: (lines: Buffer, count: number) => void): boolean
}

/** @example const play = startPlay({ out, seed: 1, start, world: 'ladder' }) */
export function startPlay(options: MakeOptions): Play {
  const { world, names } = frameOf(options)
  const moves: Record<string, Moves> = {}
  const sources = names.flatMap(name => {
    const { scenario, label } = scenarioOf(name)
    if (scenario.plan === undefined) return scenario.cast(world, label).sources
    const adversary = openAdversary(world, label, scenario.plan(world, label))
    moves[label] = adversary.moves
    return adversary.sources
  })
  const hours = playHours(world, sources)
  const members = (): Member[] => sources.flatMap(source => source.members)
  let day = 0
  const act = ({ stopped, limited }: Acts): void => {
    if (stopped.length + limited.length === 0) return
    const byAccount = new Map(members().map(member => [member.line.account, member]))
    for (const account of limited) {
      const member = byAccount.get(account)
      if (member !== undefined) member.isLimited = true
    }
    for (const account of stopped) {
      const member = byAccount.get(account)
      if (member === undefined || member.stoppedHour !== undefined) continue
      member.stoppedHour = day * 24
      member.status = { status: 'banned', time: world.start + day * 86_400_000 }
    }
  }
  return {
    world,
    names,
    get day() {
      return day
    },
    members,
    moves: () => moves,
    nextDay(acts, write) {
      if (day >= world.days) return false
      act(acts)
      for (let hour = 0; hour < 24; hour++) {
        const next = hours.next()
        if (next.done) return false
        write(next.value.lines, next.value.count)
      }
      day++
      return true
    },
  }
}
