/** What new accounts are held against: the campaigns' values and how often honest new accounts show them. */
import { z } from 'zod'
import type { Matching } from '../decide/known.ts'
import { Settled } from '../decide/settled.ts'
import {
  type CampaignSketch,
  exchangesMax,
  inflationOf,
  type MatchOrigin,
  makeMatcher,
  match,
  type SketchValue,
  scoresOf,
  sumScores,
  valueKey,
} from '../decide/successor.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const matchingQueries = {
  campaigns: defineQuery(new URL('./campaign-shows.sql', import.meta.url), {
    params: z.object({
      run: z.string(),
      members: z.int(),
      exchanges: z.int(),
      least: z.number(),
      values: z.int(),
    }),
    row: z.object({
      campaign: z.string(),
      signal: z.string(),
      value: z.string(),
      holders: z.coerce.number(),
      size: z.coerce.number(),
    }),
  }),
  honest: defineQuery(new URL('./honest-shows.sql', import.meta.url), {
    params: z.object({
      run: z.string(),
      until: z.string(),
      keys: z.array(z.string()),
      most: z.int(),
      opened: z.string(),
      modulus: z.int(),
    }),
    row: z.object({ account: z.string(), shown: z.array(z.string()) }),
  }),
  settled: defineQuery(new URL('./settled-accounts.sql', import.meta.url), {
    params: z.object({ until: z.string(), most: z.int(), opened: z.string(), away: z.string() }),
    row: z.object({ account: z.string() }),
  }),
} as const

const dayMs = 86_400_000
/** Younger accounts are still under test: a pool that has not been recognised yet must not count as honest. */
export const testDays = 7
/** Who was silent for so long and comes back is new again. */
export const awayDays = 30
/** Enough to tell one in a hundred thousand, and few enough to count in seconds. */
const honestMax = 100_000
/** What more than this share of honest new accounts show says nothing. */
const honestMost = 0.05
const limits = { members: 2_000, exchanges: 100, least: 0.02, values: 60 }

/** Evidence of one origin is one fact; the same division as the signals'. */
const originOf: Readonly<Record<string, MatchOrigin>> = {
  'card-range': 'money',
  'shared-instrument': 'money',
  'mail-domain': 'identity',
  'mail-shape': 'identity',
  'referral-code': 'identity',
  'signup-device': 'identity',
  'signup-address': 'network',
  'shared-address': 'network',
  'shared-prefix': 'network',
  'shared-template': 'usage',
  'shared-system-prompt': 'usage',
  'shared-toolset': 'usage',
  'parameter-profile': 'usage',
  'client-bundle': 'usage',
  'shared-device': 'usage',
  'travelling-session': 'usage',
  'near-duplicate': 'usage',
}

export interface MatchingOptions {
  readonly run: string
  /** Event time up to which the run looked, epoch milliseconds. */
  readonly asOf: number
  /** Event time of the first run that named a campaign: before it nothing was under test. */
  readonly firstFound: number
  readonly accounts: number
  /** Campaigns to leave out: dismissed ones. */
  readonly without: ReadonlySet<string>
}

/** @returns nothing where there is no campaign to come back */
export async function readMatching(store: Store, options: MatchingOptions): Promise<Matching | undefined> {
  const { run, asOf, firstFound, accounts, without } = options
  const rows = await store.rows(matchingQueries.campaigns, { run, ...limits })
  const shared = rows.filter(row => !without.has(row.campaign) && originOf[row.signal] !== undefined)
  if (shared.length === 0) return undefined
  const until = new Date(asOf).toISOString()
  const opened = new Date(Math.max(firstFound, asOf - testDays * dayMs)).toISOString()
  const keys = [...new Set(shared.map(row => valueKey(row.signal, row.value)))]
  const modulus = Math.max(1, Math.ceil(accounts / honestMax))
  let honest = 0
  const shownBy: string[][] = []
  const holders = new Map<string, number>()
  const asked = { run, until, keys, most: exchangesMax, opened, modulus }
  for await (const { account, shown } of store.stream(matchingQueries.honest, asked)) {
    if (account === '') {
      honest = Number(shown[0] ?? 0)
      continue
    }
    shownBy.push(shown)
    for (const key of shown) holders.set(key, (holders.get(key) ?? 0) + 1)
  }
  const rate = (key: string): number => ((holders.get(key) ?? 0) + 1) / (honest + 1)
  const plain = { sketches: sketchesOf(shared, rate), inflation: 1, honest }
  const first = makeMatcher(plain)
  const telling = shownBy
    .map(shown => shown.filter(key => first.bets.has(key)))
    .filter(shown => shown.length > 0)
  const sketches = plain.sketches.map((sketch, i) => ({
    ...sketch,
    honestScores: sumScores(telling.map(shown => scoresOf(first, shown).get(i) ?? [])),
  }))
  const inflation = inflationOf(makeMatcher({ ...plain, sketches }), telling, honest - telling.length)
  const matcher = makeMatcher({ sketches, inflation, honest })
  const linked = telling.filter(shown =>
    match(matcher, { exchanges: exchangesMax, keys: new Set(shown) }),
  ).length
  const settled = await readSettled(store, asOf, accounts)
  return { sketches, inflation, honest, linked, settled: settled.toBase64() }
}

function sketchesOf(
  rows: readonly { campaign: string; signal: string; value: string; holders: number; size: number }[],
  rate: (key: string) => number,
): CampaignSketch[] {
  const byCampaign = new Map<string, SketchValue[]>()
  for (const { campaign, signal, value, holders, size } of rows) {
    const origin = originOf[signal]
    const honest = rate(valueKey(signal, value))
    if (origin === undefined || honest > honestMost) continue
    const values = byCampaign.get(campaign) ?? []
    values.push({ signal, value, origin, share: holders / size, honest })
    byCampaign.set(campaign, values)
  }
  return [...byCampaign].map(([campaign, values]) => ({ campaign, values, honestScores: [] }))
}

async function readSettled(store: Store, asOf: number, accounts: number): Promise<Settled> {
  const settled = new Settled(accounts)
  const asked = {
    until: new Date(asOf).toISOString(),
    most: exchangesMax,
    opened: new Date(asOf - testDays * dayMs).toISOString(),
    away: new Date(asOf - awayDays * dayMs).toISOString(),
  }
  for await (const { account } of store.stream(matchingQueries.settled, asked)) settled.add(account)
  return settled
}
