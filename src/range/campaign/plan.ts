/** Draws one campaign's hidden parameters from its level. Levels are cumulative: each keeps what the last one hid. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import { chance, randomBetween, randomLogUniform, sample } from '../draw.ts'
import type { Language } from '../text/languages.ts'
import type { World } from '../traffic.ts'
import type { DeskPlan } from './desk.ts'
import { missions } from './missions.ts'

export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
export type Addressing = 'one' | 'range' | 'rotating' | 'exits' | 'residential' | 'gateway' | 'homes'
export type Dispatch = 'even' | 'pinned' | 'windows' | 'shifts' | 'human'

export interface Plan {
  readonly level: Level
  readonly operator: string
  /** Accounts in all, over all pools. */
  readonly size: number
  /** Pools used one after the other; a ban ends each but the last. */
  readonly pools: number
  readonly banLagHours: number
  readonly perDay: number
  readonly startHour: number
  readonly endHour: number
  readonly addressing: Addressing
  readonly dispatch: Dispatch
  readonly desk: DeskPlan
  /** Client identities in the pool; 0 means one per account. */
  readonly clients: number
  readonly devices: number
  readonly cards: number
  readonly bins: number
  readonly mail: 'pattern' | 'disposable' | 'own-domain' | 'human'
  readonly signupDays: number
  readonly agedDays: number
  readonly pivotHours: number
  readonly refusals: number
  readonly retrySeconds: number
  /** Share of turns that move to another account in the middle of a session. */
  readonly travels: number
  /** Share of the accounts' exchanges that are real customers'. */
  readonly cover: number
  /** Share of the campaign's own work that is customers' stored requests, sent again later. */
  readonly stored: number
  /** Hours that a stored request lies before it is sent again. */
  readonly storedHours: number
  /** Share of a customer's turns that are routed to another account of the pool while the session runs. */
  readonly reroutes: number
  readonly pathways: number
  readonly compartments: number
  readonly extraTlsMs: number
  /** Exchanges in all, where a plan names them; 0 leaves it to the switch. */
  readonly total: number
  /** Credentials that the whole pool shares; 0 means one per account. */
  readonly keys: number
}

// [accounts low, high, exchanges an account a day low, high] at a test world of 10,000 honest accounts.
const sizes: Record<Level, readonly [number, number, number, number]> = {
  0: [1, 60, 20, 2000],
  1: [20, 80, 40, 400],
  2: [30, 150, 25, 250],
  3: [80, 400, 10, 120],
  4: [60, 400, 8, 80],
  5: [60, 400, 8, 80],
  6: [60, 400, 10, 60],
  7: [80, 400, 8, 50],
  8: [80, 300, 2, 6],
}

/** Campaigns must not drown a small world: exchanges are held to a share of what honest people make. */
const trafficShare = 0.07
const honestPerDay = 11

function drawSize(rng: Rng, world: World, level: Level): { size: number; perDay: number } {
  const [low, high, slow, fast] = sizes[level]
  const grown = Math.sqrt(world.accounts / 10_000)
  const floor = Math.min(low, 30)
  // A naive pool is as large in a small world: one key in bulk, or tens of accounts on one card.
  const drawn = randomLogUniform(rng, low, high + 1)
  let size = Math.max(floor, level === 0 ? Math.floor(drawn) : Math.round(drawn * grown))
  // In bulk: what a naive pool takes in all does not shrink with the pool.
  let perDay =
    level === 0
      ? Math.max(slow, randomLogUniform(rng, 300, fast) / Math.sqrt(size))
      : randomLogUniform(rng, slow, fast)
  const limit = world.accounts * honestPerDay * trafficShare
  if (size * perDay > limit) perDay = Math.max(slow, limit / size)
  if (size * perDay > limit) size = Math.max(floor, Math.round(limit / perDay))
  return { size, perDay }
}

function drawDesk(rng: Rng, level: Level): DeskPlan {
  const wanted = sample(rng, missions, level >= 7 ? randomInt(rng, 3, 5) : randomInt(rng, 1, 3))
  const isChinese = chance(rng, 0.35)
  const own: readonly (readonly [Language, number])[] =
    level >= 5
      ? [
          ['en', 5],
          ['zh', randomInt(rng, 0, 5)],
          ['es', randomInt(rng, 0, 2)],
          ['ja', randomInt(rng, 0, 2)],
          ['ru', randomInt(rng, 0, 2)],
        ]
      : isChinese
        ? [
            ['zh', 2],
            ['en', 1],
          ]
        : [['en', 1]]
  return {
    missions: wanted.map(mission => [mission, 0.3 + rng()] as const),
    languages: own,
    templates: level >= 5 ? 0 : randomInt(rng, 1, level <= 1 ? 4 : 10),
    meanTurns: chance(rng, 0.5) ? 1 : randomBetween(rng, 2, 9),
    output: randomLogUniform(rng, 500, 3500),
  }
}

const addressings: Record<Level, readonly Addressing[]> = {
  0: ['one'],
  1: ['range', 'rotating'],
  2: ['range', 'exits', 'rotating'],
  3: ['residential', 'gateway'],
  4: ['homes'],
  5: ['homes'],
  6: ['homes', 'homes', 'exits'],
  7: ['homes'],
  8: ['homes'],
}

const dispatches: Record<Level, readonly Dispatch[]> = {
  0: ['even'],
  1: ['even', 'pinned'],
  2: ['pinned', 'windows'],
  3: ['even', 'windows', 'shifts'],
  4: ['human', 'shifts'],
  5: ['human', 'shifts'],
  6: ['human'],
  7: ['human'],
  8: ['human'],
}

export function drawPlan(rng: Rng, world: World, level: Level, fixed: Partial<Plan> = {}): Plan {
  const { size, perDay } = drawSize(rng, world, level)
  const early = world.hours * (chance(rng, 0.5) ? 0 : rng() * 0.3)
  const late = world.hours * (chance(rng, 0.6) ? 1 : randomBetween(rng, 0.7, 1))
  const isMixed = level === 6 || level === 7
  return {
    level,
    operator: `operator-${randomInt(rng, 100, 999)}`,
    size,
    pools: level >= 3 && level <= 7 && size >= 90 && chance(rng, 0.5) ? randomInt(rng, 2, 3) : 1,
    banLagHours: randomLogUniform(rng, 0.2, 12),
    perDay,
    startHour: Math.floor(early),
    endHour: Math.floor(late),
    addressing: pick(rng, addressings[level]),
    dispatch: pick(rng, dispatches[level]),
    desk: drawDesk(rng, level),
    clients: level >= 4 ? 0 : level === 3 ? randomInt(rng, 3, 12) : level === 2 ? randomInt(rng, 1, 3) : 1,
    devices: level === 2 ? randomInt(rng, 1, 4) : level === 3 && chance(rng, 0.4) ? randomInt(rng, 4, 12) : 0,
    cards:
      level === 0
        ? 1
        : level === 1
          ? randomInt(rng, 1, 2)
          : level === 2
            ? Math.max(2, Math.ceil(size / randomInt(rng, 8, 25)))
            : 0,
    bins: level === 3 ? randomInt(rng, 1, 3) : level === 4 ? randomInt(rng, 3, 8) : 0,
    mail:
      level <= 2
        ? pick(rng, ['pattern', 'own-domain'])
        : level === 3
          ? pick(rng, ['pattern', 'disposable'])
          : 'human',
    signupDays:
      level <= 2
        ? randomBetween(rng, 0.2, 4)
        : level === 3
          ? randomBetween(rng, 0.1, 3)
          : level === 4
            ? randomBetween(rng, 8, 40)
            : randomBetween(rng, 20, 120),
    agedDays:
      level === 8
        ? randomBetween(rng, 200, 500)
        : level >= 5
          ? randomBetween(rng, 0, 60)
          : randomBetween(rng, 0, 10),
    pivotHours: randomLogUniform(rng, 0.5, 24),
    refusals: randomBetween(rng, 0.01, 0.06),
    retrySeconds: level <= 2 ? randomBetween(rng, 1, 5) : randomLogUniform(rng, 5, 240),
    travels: level <= 3 && chance(rng, 0.4) ? randomBetween(rng, 0.05, 0.6) : 0,
    cover: isMixed ? randomBetween(rng, 0.5, 0.8) : 0,
    pathways: level >= 7 ? randomInt(rng, 2, 4) : 1,
    compartments: level === 8 ? Math.max(2, Math.round(size / randomInt(rng, 10, 50))) : 1,
    extraTlsMs: level >= 3 && (level < 5 || chance(rng, 0.5)) ? randomBetween(rng, 40, 220) : 0,
    total: 0,
    keys: level === 0 ? randomInt(rng, 1, 3) : 0,
    stored: isMixed && chance(rng, 0.6) ? randomBetween(rng, 0.2, 0.8) : 0,
    storedHours: isMixed ? randomLogUniform(rng, 2, 96) : 0,
    reroutes: isMixed && chance(rng, 0.6) ? randomBetween(rng, 0.05, 0.5) : 0,
    ...fixed,
  }
}
