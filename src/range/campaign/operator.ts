/** The operator: one queue, one switch, many accounts. Emits a whole campaign hour by hour. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import { clientJson } from '../clients.ts'
import { chance, randomExponential, randomHex, randomPoisson, weighted } from '../draw.ts'
import { controllersChoice, type ModelChoice, models } from '../models.ts'
import { harnesses } from '../people/agents.ts'
import { drawKind, speakerOf } from '../people/kinds.ts'
import { hourMs, makeDraft } from '../person.ts'
import type { Dialogue, Speaker } from '../speaker.ts'
import type { Cast, Emit, Source, World } from '../traffic.ts'
import { drawDemand } from './controller.ts'
import { openDesk } from './desk.ts'
import type { Plan } from './plan.ts'
import { openPool, type Worker } from './pool.ts'
import { makeRecorder } from './recorder.ts'

/** How much of the hour's work an account may take, by the dispatcher's habit. */
function appetite(plan: Plan, worker: Worker, hour: number): number {
  switch (plan.dispatch) {
    case 'even':
    case 'pinned':
      return worker.share
    case 'windows':
      // Consumer plans meter by five-hour windows: work until the quota is gone, then wait for the next.
      return (hour / 5 + worker.phase) % 1 < 0.6 ? worker.share : 0
    case 'shifts':
      return (hour / 24 + worker.phase) % 1 < 0.4 ? worker.share : 0.02
    case 'human':
      return worker.share * worker.rhythm.weight(hour)
  }
}

export interface Pools {
  /** The pool in use at an hour. */
  at(hour: number): number
  readonly bannedAt: readonly number[]
}

/** Pools one after the other; members of those that end are marked as banned. */
export function schedulePools(plan: Plan, workers: readonly Worker[], world: World): Pools {
  const span = (plan.endHour - plan.startHour) / plan.pools
  const bannedAt = Array.from({ length: plan.pools - 1 }, (_, i) => plan.startHour + span * (i + 1))
  for (const { member, pool } of workers) {
    const hour = bannedAt[pool]
    if (hour !== undefined) member.status = { status: 'banned', time: world.start + hour * hourMs }
  }
  return {
    bannedAt,
    at(hour) {
      const pool = bannedAt.filter(banned => hour >= banned).length
      const since = pool > 0 ? hour - (bannedAt[pool - 1] ?? 0) : Number.POSITIVE_INFINITY
      // After a ban the next pool takes a while to be switched on.
      return since < Math.floor(plan.banLagHours) ? -1 : pool
    },
  }
}

interface Desks {
  readonly extract: (rng: Rng, hour: number) => Dialogue
  readonly serve: (rng: Rng, hour: number, worker: number) => Dialogue
  readonly extractTurns: number
  readonly serveTurns: number
}

/** Real customers behind a reseller: several per account, each with a voice of their own. */
function openDesks(rng: Rng, plan: Plan): Desks {
  const desk = openDesk(rng, plan.desk)
  const customers: Speaker[] =
    plan.cover === 0
      ? []
      : Array.from({ length: Math.min(400, plan.size * 2) }, () =>
          speakerOf(
            rng,
            drawKind(rng),
            pick(rng, ['en', 'en', 'zh', 'es'] as const),
            weighted(rng, harnesses),
          ),
        )
  const mean =
    customers.reduce((sum, customer) => sum + customer.meanTurns, 0) / Math.max(1, customers.length)
  const recorder = plan.stored > 0 ? makeRecorder(plan.storedHours) : undefined
  return {
    extract(draw, hour) {
      const stored =
        recorder !== undefined && chance(draw, plan.stored) ? recorder.take(draw, hour) : undefined
      return stored ?? desk.next(draw)
    },
    serve(draw, hour, worker) {
      const customer =
        customers[(worker * 3 + randomInt(draw, 0, 2)) % customers.length] ?? pick(draw, customers)
      const dialogue = customer.open(draw, hour)
      return recorder?.record(dialogue, hour) ?? dialogue
    },
    extractTurns: desk.meanTurns,
    serveTurns: Math.max(1, mean),
  }
}

/** Plays a drawn plan in a world. */
export function runCampaign(world: World, label: string, plan: Plan): Cast {
  const rng = world.rng(label)
  const workers = openPool(rng, world, plan, label)
  const desks = openDesks(rng, plan)
  const pools = schedulePools(plan, workers, world)
  const demand = drawDemand(rng, world, plan.startHour, plan.endHour)
  const model = controllersChoice(
    pick(rng, [models.flagship, models.flagship, models.reasoner]),
    world,
    plan.pivotHours,
  )
  const play = makePlay(rng, world, plan, model, workers)
  const source: Source = {
    members: workers.map(worker => worker.member),
    hour(hour, emit) {
      const level = demand[hour] ?? 0
      if (level <= 0) return
      const pool = pools.at(hour)
      const team = workers.filter(
        ({ pool: own, member }) => own === pool && !(hour >= (member.stoppedHour ?? world.hours)),
      )
      const weights = team.map(worker => appetite(plan, worker, hour))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      if (total <= 0) return
      // Below level 8 the queue sets the pace and accounts share it; at level 8 each account keeps human hours.
      const wanted = (plan.perDay / 24) * level * team.length * world.scale
      const paced = plan.level === 8 ? plan.perDay * total * level * world.scale : wanted
      for (const [index, worker] of team.entries()) {
        const mean = (paced * (weights[index] ?? 0)) / total
        const works = randomPoisson(rng, (mean * (1 - plan.cover)) / desks.extractTurns)
        for (let n = 0; n < works; n++) play(hour, worker, team, desks.extract(rng, hour), true, emit)
        const serves = plan.cover === 0 ? 0 : randomPoisson(rng, (mean * plan.cover) / desks.serveTurns)
        for (let n = 0; n < serves; n++) play(hour, worker, team, desks.serve(rng, hour, index), false, emit)
      }
    },
  }
  const { desk, ...rest } = plan
  return { sources: [source], truth: { ...rest, ...desk, bannedAt: pools.bannedAt } }
}

type Play = (
  hour: number,
  worker: Worker,
  team: readonly Worker[],
  dialogue: Dialogue,
  isExtracting: boolean,
  emit: Emit,
) => void

function makePlay(rng: Rng, world: World, plan: Plan, model: ModelChoice, workers: readonly Worker[]): Play {
  const quota = new Map<Worker, { day: number; used: number }>()
  const isSpent = (worker: Worker, hour: number): boolean => {
    if (plan.level < 8) return false
    const day = Math.floor(hour / 24)
    const own = quota.get(worker)
    if (own === undefined || own.day !== day) {
      quota.set(worker, { day, used: 1 })
      return false
    }
    own.used++
    return own.used > 6
  }
  const mate = (worker: Worker, team: readonly Worker[]): Worker => {
    const other = pick(rng, team)
    return other.compartment === worker.compartment ? other : worker
  }
  return (hour, worker, team, dialogue, isExtracting, emit) => {
    let current =
      workers.length === 1
        ? worker
        : plan.travels > 0 && chance(rng, plan.travels)
          ? mate(worker, team)
          : worker
    let ip = current.addresses(rng, hour)
    let time = world.start + (hour + rng()) * hourMs
    const conversation = worker.tellsConversation ? `cv_${randomHex(rng, 14)}` : undefined
    const send = (status: number, turn: ReturnType<Dialogue['turn']>, index: number): void => {
      const client = clientJson(rng, ip, current.fragment, current.rttMs, current.extraTlsMs)
      const call = {
        time,
        key: current.key,
        conversation,
        pathway: current.pathway,
        model: model(hour),
        client,
        status,
      }
      emit(current.member, { ...makeDraft(rng, call, dialogue, turn, index), isExtracting })
    }
    for (let index = 0; index < dialogue.turns; index++) {
      if (isSpent(current, hour)) return
      const turn = dialogue.turn(index)
      if (chance(rng, current.member.isLimited ? Math.max(0.5, plan.refusals) : plan.refusals)) {
        send(chance(rng, 0.7) ? 429 : 400, turn, index)
        time += 500 + randomExponential(rng, plan.retrySeconds * 1000)
        current = mate(current, team)
        ip = current.addresses(rng, hour)
      }
      send(200, turn, index)
      time += dialogue.gapMs()
      const moves = isExtracting ? plan.travels : plan.reroutes
      if (index + 1 < dialogue.turns && moves > 0 && chance(rng, moves)) {
        current = mate(current, team)
        ip = current.addresses(rng, hour)
      }
    }
  }
}
