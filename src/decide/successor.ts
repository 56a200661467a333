/**
 * Is a new account the next one of a known campaign? A test that may be looked at after every exchange.
 *
 * For a value v that an honest new account shows within its first exchanges with probability p(v), the bet
 * 1{v was shown}/p(v) has expectation 1 and only grows while the account goes on. So does a weighted mean of such bets,
 * however they depend on each other: one origin of evidence is one mean, never a product, because one configuration
 * fixes template, tools and client at once. A process that only grows reaches 1/α with probability at most α times its
 * final expectation (Markov; the monotone case of Ville 1939), so looking often costs nothing.
 * Origins are multiplied, which strangers' origins allow only as far as they are independent: `inflation` is the
 * product's measured mean over honest new accounts, and divides it. p(v) counts the new account itself, (h + 1)/(n + 1),
 * which makes each bet exact and not estimated (Vovk 2020, conformal e-prediction).
 */

export const origins = ['money', 'identity', 'network', 'usage'] as const
export type MatchOrigin = (typeof origins)[number]

/** A value the campaign's members show, and how often honest new accounts do. */
export interface SketchValue {
  readonly signal: string
  readonly value: string
  readonly origin: MatchOrigin
  /** Share of the campaign's members that showed it. */
  readonly share: number
  /** Probability that an honest new account shows it within `exchangesMax`. */
  readonly honest: number
}

export interface CampaignSketch {
  readonly campaign: string
  readonly values: readonly SketchValue[]
}

/** An account is new for this many exchanges; honest rates are counted over as many. */
export const exchangesMax = 50
/** Promised share of honest new accounts that are ever linked, over all campaigns together. */
export const falseLinks = 1e-4
/** Half of each origin's stake is not bet: an origin that stays silent costs a factor of two, not everything. */
const kept = 0.5
/** An origin speaks when its bets alone are worth this; two must speak. */
const speaks = 10
const originsLeast = 2

/** Bets on one value. */
interface Bet {
  readonly sketch: number
  readonly origin: number
  readonly gain: number
  readonly text: string
}

export interface Matcher {
  readonly campaigns: readonly string[]
  readonly inflation: number
  /** Wealth that links: campaigns share the error, so more of them need more. */
  readonly bar: number
  readonly bets: ReadonlyMap<string, readonly Bet[]>
  /** Which origins a campaign bets on at all. */
  readonly played: readonly (readonly boolean[])[]
}

export const valueKey = (signal: string, value: string): string => `${signal}\t${value}`

/** Stakes go to what tells most: share × log(share/honest). What honest accounts show as often is left out. */
export function makeMatcher(sketches: readonly CampaignSketch[], inflation = 1): Matcher {
  const bets = new Map<string, Bet[]>()
  const played: boolean[][] = []
  for (const [sketch, { values }] of sketches.entries()) {
    const stake = (one: SketchValue): number => Math.max(0, one.share * Math.log(one.share / one.honest))
    const totals = origins.map(origin =>
      values.reduce((sum, one) => (one.origin === origin ? sum + stake(one) : sum), 0),
    )
    played.push(totals.map(total => total > 0))
    for (const one of values) {
      const origin = origins.indexOf(one.origin)
      const total = totals[origin] ?? 0
      if (total <= 0 || stake(one) <= 0) continue
      const key = valueKey(one.signal, one.value)
      const bet: Bet = {
        sketch,
        origin,
        gain: stake(one) / total / one.honest,
        text: `${one.signal}: ${percent(one.share)} of the campaign, ${percent(one.honest)} of honest new accounts`,
      }
      bets.set(key, [...(bets.get(key) ?? []), bet])
    }
  }
  return {
    campaigns: sketches.map(one => one.campaign),
    inflation,
    bar: Math.max(1, sketches.length) / falseLinks,
    bets,
    played,
  }
}

/** What an account has shown so far, as far as any campaign bets on it. */
export interface Shown {
  exchanges: number
  readonly keys: Set<string>
}

export interface SuccessorLink {
  readonly campaign: string
  /** How many times likelier than chance, after every correction; linked from `bar` on. */
  readonly wealth: number
  readonly exchanges: number
  readonly reasons: readonly string[]
}

/**
 * Adds what one exchange (or the account's own record) shows.
 * @returns whether anything new was shown that some campaign bets on
 */
export function show(matcher: Matcher, shown: Shown, keys: Iterable<string>): boolean {
  const before = shown.keys.size
  for (const key of keys) if (matcher.bets.has(key)) shown.keys.add(key)
  return shown.keys.size > before
}

/** Wealth of every campaign that was bet on, before the bar: `weigh(…).get(sketch)`. */
export function weigh(
  matcher: Matcher,
  keys: Iterable<string>,
): Map<number, { wealth: number; speaking: number }> {
  const gains = new Map<number, number[]>()
  for (const key of keys)
    for (const bet of matcher.bets.get(key) ?? []) {
      const own = gains.get(bet.sketch) ?? origins.map(() => 0)
      own[bet.origin] = (own[bet.origin] ?? 0) + bet.gain
      gains.set(bet.sketch, own)
    }
  return new Map(
    [...gains].map(([sketch, own]) => {
      const played = matcher.played[sketch] ?? []
      const wealth = own.reduce(
        (product, gain, o) => (played[o] ? product * (kept + (1 - kept) * gain) : product),
        1,
      )
      return [sketch, { wealth, speaking: own.filter(gain => gain >= speaks).length }]
    }),
  )
}

/** The campaign whose bar is passed by most, if any: at least two origins, and only while the account is new. */
export function match(matcher: Matcher, shown: Shown): SuccessorLink | undefined {
  if (shown.exchanges > exchangesMax) return undefined
  let best: { sketch: number; wealth: number } | undefined
  for (const [sketch, { wealth, speaking }] of weigh(matcher, shown.keys)) {
    const corrected = wealth / matcher.inflation
    if (speaking < originsLeast || corrected < matcher.bar) continue
    if (best === undefined || corrected > best.wealth) best = { sketch, wealth: corrected }
  }
  if (best === undefined) return undefined
  const { sketch, wealth } = best
  const reasons = [...shown.keys].flatMap(key =>
    (matcher.bets.get(key) ?? []).filter(bet => bet.sketch === sketch),
  )
  return {
    campaign: matcher.campaigns[sketch] ?? '',
    wealth,
    exchanges: shown.exchanges,
    reasons: reasons
      .sort((a, b) => b.gain - a.gain)
      .slice(0, 8)
      .map(bet => bet.text),
  }
}

/**
 * The mean over honest new accounts of the wealth averaged over campaigns, at least 1: what independence of the
 * origins got wrong. `others` is the number of honest accounts that showed nothing.
 */
export function inflationOf(matcher: Matcher, honest: readonly Iterable<string>[], others: number): number {
  const campaigns = Math.max(1, matcher.campaigns.length)
  const silent = matcher.played.map(played =>
    played.reduce((product, plays) => (plays ? product * kept : product), 1),
  )
  const idle = silent.reduce((sum, wealth) => sum + wealth, 0) / campaigns
  let total = others * idle
  for (const keys of honest) {
    const own = weigh(matcher, keys)
    let sum = 0
    for (const [sketch, wealth] of silent.entries()) sum += own.get(sketch)?.wealth ?? wealth
    total += sum / campaigns
  }
  return Math.max(1, total / Math.max(1, honest.length + others))
}

const percent = (share: number): string =>
  share >= 0.01 ? `${(100 * share).toFixed(0)} %` : `${Number((100 * share).toPrecision(1))} %`
