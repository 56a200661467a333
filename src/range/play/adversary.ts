/** An operator that sees bans and refusals: when too much of a pool is lost, it comes back with a fresh one, a level up. */
import { runCampaign } from '../campaign/operator.ts'
import { drawPlan, type Level, type Plan } from '../campaign/plan.ts'
import { chance, randomBetween, randomLogUniform } from '../draw.ts'
import type { Cast, Emit, Member, Source, World } from '../traffic.ts'

interface Pool {
  readonly label: string
  readonly plan: Plan
  readonly sources: readonly Source[]
  readonly members: readonly Member[]
}

/** What the operator has done so far, for the reader of results and never for detection. */
export interface Moves {
  readonly pools: { label: string; level: Level; accounts: number; opened: number }[]
}

export interface Adversary extends Cast {
  readonly moves: Moves
}

const worstLevel = 8

/**
 * Plays `plan` until the operator gives its pool up; then the next plan of the same operator, one level higher, with
 * the same work queue. Draws come from the campaign's own name, so the same bans bring the same answer.
 */
export function openAdversary(world: World, label: string, plan: Plan): Adversary {
  const rng = world.rng(`${label}/adversary`)
  // Some come back at the first loss, some only when little is left.
  const patience = randomBetween(rng, 0.1, 0.7)
  const lagHours = randomLogUniform(rng, 1, 36)
  const abandons = chance(rng, 0.5)
  const pools: Pool[] = []
  const members: Member[] = []
  const moves: Moves = { pools: [] }

  const open = (next: Plan, own: string, hour: number): void => {
    const { sources } = runCampaign(world, own, next)
    const opened = sources.flatMap(source => source.members)
    for (const { label: told } of opened) if (pools[0] !== undefined) told.predecessor = pools.at(-1)?.label
    pools.push({ label: own, plan: next, sources, members: opened })
    members.push(...opened)
    moves.pools.push({ label: own, level: next.level, accounts: opened.length, opened: hour })
  }
  const comeBack = (last: Pool, hour: number): void => {
    const level = Math.min(worstLevel, last.plan.level + 1) as Level
    const own = `${label}.${pools.length + 1}`
    const start = Math.min(world.hours, Math.ceil(hour + lagHours))
    const { missions } = last.plan.desk
    const drawn = drawPlan(world.rng(`${own}/plan`), world, level, {
      operator: last.plan.operator,
      startHour: start,
      endHour: world.hours,
      pools: 1,
    })
    // The queue stays; what it is worth an account a day is what the new level can hide.
    open({ ...drawn, desk: { ...drawn.desk, missions } }, own, start)
    if (abandons) for (const member of last.members) member.stoppedHour ??= hour
  }
  // Who bans is the player: a plan's own bans would be somebody else's.
  open({ ...plan, pools: 1 }, label, plan.startHour)
  const source: Source = {
    members,
    hour(hour, emit: Emit) {
      const last = pools.at(-1)
      if (last !== undefined && hour >= last.plan.startHour && lostShare(last.members) >= patience)
        comeBack(last, hour)
      for (const pool of pools) for (const own of pool.sources) own.hour(hour, emit)
    },
  }
  return { sources: [source], moves, truth: { patience, lagHours, abandons, ...plan } }
}

/** Banned accounts count whole, limited ones half: they still give something. */
function lostShare(members: readonly Member[]): number {
  let lost = 0
  for (const { stoppedHour, isLimited } of members)
    lost += stoppedHour !== undefined ? 1 : isLimited ? 0.5 : 0
  return members.length === 0 ? 0 : lost / members.length
}
