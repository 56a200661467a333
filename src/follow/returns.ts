/**
 * A pool that is shut out comes back as a pool: new accounts begin within days, and they begin as its members did.
 *
 * Whoever begins in such a window is scored by how much like the campaign he begins (likeness.ts); his statistic is the
 * highest score over campaigns and over every look. Honest accounts that began before have the same statistic, each
 * scored by rates without himself. An honest newcomer is exchangeable with them, so that he passes the r-th highest of
 * n with probability at most r/(n + 1), whatever depends on what and however often he is looked at (conformal
 * prediction; Vovk, Gammerman and Shafer 2005). r is the largest whole number for which that, times the share of all
 * new accounts that begin in such windows, is at most the promised `falseLinks`. Besides, no newcomer is linked before
 * more of them pass than chance explains: a stranger who happens to resemble the campaign comes alone.
 */
import { falseLinks } from '../decide/successor.ts'
import type { Conduct } from './conduct.ts'
import type { Likeness, Seen } from './likeness.ts'

const dayMs = 86_400_000
/** How long after its last member was shut out a pool's return is awaited. */
export const returnMs = 4 * dayMs
/** At most so many of all accounts are taken to begin in such windows; where more do, the bar rises. */
const lateShareLeast = 0.5
/** Chance that so many honest newcomers pass together, at most; and as few as a group has are none yet. */
const chanceMost = 0.01
const togetherLeast = 3

export interface Closure {
  readonly campaign: string
  /** Epoch milliseconds: the first and the last member shut out. */
  readonly from: number
  readonly to: number
}

export interface ReturnModel {
  readonly campaigns: readonly (Closure & { readonly likeness: Likeness })[]
  /** The honest accounts' statistics, the highest first. */
  readonly honest: Float64Array
  /** Accounts that had begun before the first closing. */
  readonly accounts: number
}

export interface Returned {
  readonly account: string
  readonly campaign: string
  readonly exchanges: number
  /** How many times more newcomers pass than chance would let through. */
  readonly wealth: number
  readonly reasons: readonly string[]
}

interface Newcomer {
  readonly account: string
  readonly campaign: string
  readonly best: Seen
  readonly exchanges: number
  /** Hours after the first member was shut out. */
  readonly hours: number
  /** What is most alike, where it is alike at all. */
  readonly alike: readonly string[]
}

export interface Returns {
  /** Takes what an account has done so far. */
  see(conduct: Conduct): void
  /** Who is linked now and was not before. */
  due(): Returned[]
}

type Awaited = ReturnModel['campaigns'][number]

/** The highest score an account had with any of the campaigns so far; undefined before the first stage. */
function highest(
  campaigns: readonly Awaited[],
  conduct: Conduct,
): { awaited: Awaited; best: Seen } | undefined {
  let found: { awaited: Awaited; best: Seen } | undefined
  for (const awaited of campaigns)
    for (const best of awaited.likeness.path(conduct))
      if (found === undefined || best.score > found.best.score) found = { awaited, best }
  return found
}

/** The honest accounts' statistics; `honest` are the very accounts that the likenesses were learned from. */
export async function honestStatistics(
  campaigns: readonly Awaited[],
  honest: readonly Conduct[],
  breath: () => Promise<void>,
): Promise<Float64Array> {
  const scores = new Float64Array(honest.length)
  for (const [i, conduct] of honest.entries()) {
    scores[i] = highest(campaigns, conduct)?.best.score ?? Number.NEGATIVE_INFINITY
    await breath()
  }
  return scores.sort().reverse()
}

/**
 * What has to be exceeded when so many have begun, and the probability that an honest newcomer does, at most. Log-odds
 * below 0 speak for an honest account, however few honest accounts come near them.
 */
export function barOf(model: ReturnModel, arrivals: number): { score: number; p: number } {
  const { honest, accounts } = model
  const late = Math.max(lateShareLeast, (arrivals + 1) / (accounts + arrivals + 1))
  const rank = Math.floor(((honest.length + 1) * falseLinks) / late)
  if (rank < 1) return { score: Number.POSITIVE_INFINITY, p: 0 }
  const bar = honest[rank - 1] ?? Number.POSITIVE_INFINITY
  return { score: Math.max(0, bar), p: rank / (honest.length + 1) }
}

export function makeReturns(model: ReturnModel): Returns {
  const newcomers = new Map<string, Newcomer | undefined>()
  const linked = new Set<string>()
  return {
    see(conduct) {
      const [first] = conduct.times
      if (first === undefined || linked.has(conduct.account)) return
      const awaited = model.campaigns.filter(one => first >= one.from && first <= one.to + returnMs)
      if (awaited.length === 0) return
      newcomers.set(conduct.account, newcomerOf(awaited, conduct, first))
    },
    due() {
      const bar = barOf(model, newcomers.size - linked.size)
      const passing = [...newcomers.values()].filter(
        (one): one is Newcomer => one !== undefined && one.best.score > bar.score,
      )
      const found: Returned[] = []
      for (const campaign of new Set(passing.map(one => one.campaign))) {
        const theirs = passing.filter(one => one.campaign === campaign)
        if (theirs.length < togetherLeast || atLeast(theirs.length, newcomers.size * bar.p) > chanceMost)
          continue
        for (const one of theirs) {
          const { account, exchanges } = one
          if (linked.has(account)) continue
          linked.add(account)
          const wealth = theirs.length / (newcomers.size * bar.p)
          found.push({
            account,
            campaign,
            exchanges,
            wealth,
            reasons: reasonsOf(model, one, theirs.length, bar.p),
          })
        }
      }
      return found
    },
  }
}

function newcomerOf(awaited: readonly Awaited[], conduct: Conduct, first: number): Newcomer | undefined {
  const own = highest(awaited, conduct)
  if (own === undefined) return undefined
  const { campaign, from, likeness } = own.awaited
  return {
    account: conduct.account,
    campaign,
    best: own.best,
    exchanges: conduct.exchanges.length,
    hours: (first - from) / 3_600_000,
    alike: own.best.score > 0 ? likeness.reasons(conduct) : [],
  }
}

function reasonsOf({ honest }: ReturnModel, { hours, alike }: Newcomer, cohort: number, p: number): string[] {
  const above = Math.max(0, Math.round(p * (honest.length + 1)) - 1)
  return [
    `began ${hours.toFixed(1)} hours after members were shut out, one of ${cohort} that begin as they did`,
    `more like the campaign than all but ${above} of ${honest.length} honest accounts`,
    `most alike in ${alike.join(', ')}`,
  ]
}

/** Probability that a Poisson number of mean `mean` is `count` or more. */
function atLeast(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let k = 0; k < count; k++) {
    below += term
    term *= mean / (k + 1)
  }
  return Math.max(0, 1 - below)
}
