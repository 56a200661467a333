/**
 * Is a new account the next one of a known campaign? A test that may be looked at after every exchange.
 *
 * One origin of evidence (money, identity, network, usage) is one score, however many values speak: one configuration
 * fixes template, tools and client at once, so their agreement is one fact. A value that honest new accounts show with
 * rate p is worth its stake/p, and these are summed. The score S is turned into a bet by holding it against n honest
 * accounts' scores: E = (n + 1)·S / (their sum + S); half of the bet is made on S², so that the rare tail counts. If the new account is honest,
 * it is exchangeable with them and E has expectation 1, exactly and whatever depends on what (Vovk 2020, conformal
 * e-prediction). S only grows while the account goes on, so E does too, and a process that only grows reaches 1/α with
 * probability at most α times its final expectation (Markov; the monotone case of Ville 1939): looking often is free.
 * Origins are multiplied, which is sound as far as strangers' origins are independent: the product's measured mean over
 * the honest accounts, `inflation`, divides it. Campaigns share the error between them.
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
  /** Sums over the honest accounts of each power of their scores, by origin in the order of `origins`. */
  readonly honestScores: readonly (readonly number[])[]
}

/** An account is new for this many exchanges; honest rates are counted over as many. */
export const exchangesMax = 50
/** Promised share of honest new accounts that are ever linked, over all campaigns together. */
export const falseLinks = 1e-4
/** What is bet on an origin: as much as the campaign's members agree in it, within bounds. The rest is kept. */
const stakeBounds = [0.1, 0.8] as const
/** Powers of the score that are bet on, in equal parts: above 1, one rare value weighs more than many common ones. */
const powers = [1, 2] as const
/** An origin speaks when its bet alone is worth this; two must speak. */
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
  /** Honest accounts behind the scores. */
  readonly honest: number
  /** For each campaign and origin: what is bet on it (0: nothing), and the honest accounts' scores. */
  readonly stakes: readonly (readonly number[])[]
  readonly honestScores: readonly (readonly (readonly number[])[])[]
}

export const valueKey = (signal: string, value: string): string => `${signal}\t${value}`

/** What a matcher is made of; `Matching` of a snapshot has it. */
export interface Reference {
  readonly sketches: readonly CampaignSketch[]
  readonly inflation: number
  readonly honest: number
}

/** Stakes go to what tells most: share × log(share/honest). What honest accounts show as often is left out. */
export function makeMatcher({ sketches, inflation, honest }: Reference): Matcher {
  const bets = new Map<string, Bet[]>()
  const stakes: number[][] = []
  for (const [sketch, { values }] of sketches.entries()) {
    const worth = (one: SketchValue): number => Math.max(0, one.share * Math.log(one.share / one.honest))
    const totals = origins.map(() => 0)
    const agreed = origins.map(() => 0)
    for (const one of values) {
      const origin = origins.indexOf(one.origin)
      if (worth(one) <= 0) continue
      totals[origin] = (totals[origin] ?? 0) + worth(one)
      agreed[origin] = Math.max(agreed[origin] ?? 0, one.share)
    }
    const [least, most] = stakeBounds
    stakes.push(agreed.map(share => (share === 0 ? 0 : Math.min(most, Math.max(least, share)))))
    for (const one of values) {
      const origin = origins.indexOf(one.origin)
      if (worth(one) <= 0) continue
      const key = valueKey(one.signal, one.value)
      const gain = worth(one) / (totals[origin] ?? 1) / one.honest
      const text = `${one.signal}: ${percent(one.share)} of the campaign, ${percent(one.honest)} of honest new accounts`
      bets.set(key, [...(bets.get(key) ?? []), { sketch, origin, gain, text }])
    }
  }
  return {
    campaigns: sketches.map(one => one.campaign),
    inflation,
    bar: Math.max(1, sketches.length) / falseLinks,
    bets,
    honest,
    stakes,
    honestScores: sketches.map(one => one.honestScores),
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

/** Scores by campaign and origin of whoever showed `keys`; campaigns of which nothing was shown are absent. */
export function scoresOf(matcher: Matcher, keys: Iterable<string>): Map<number, number[]> {
  const scores = new Map<number, number[]>()
  for (const key of keys)
    for (const { sketch, origin, gain } of matcher.bets.get(key) ?? []) {
      const own = scores.get(sketch) ?? origins.map(() => 0)
      own[origin] = (own[origin] ?? 0) + gain
      scores.set(sketch, own)
    }
  return scores
}

function betOn(score: number, honestScores: readonly number[], honest: number): number {
  if (score === 0) return 0
  const bets = powers.map(
    (power, i) => ((honest + 1) * score ** power) / ((honestScores[i] ?? 0) + score ** power),
  )
  return bets.reduce((sum, bet) => sum + bet, 0) / bets.length
}

/** What `honestScores` of a sketch holds, from the scores of each honest account that showed any of its values. */
export function sumScores(scores: readonly (readonly number[])[]): number[][] {
  return origins.map((_, o) =>
    powers.map(power => scores.reduce((sum, own) => sum + (own[o] ?? 0) ** power, 0)),
  )
}

/** The wealth of one campaign's bets, and how many origins speak. */
function wealthOf(
  matcher: Matcher,
  sketch: number,
  scores: readonly number[],
): { wealth: number; speaking: number } {
  let wealth = 1
  let speaking = 0
  for (const [o, stake] of (matcher.stakes[sketch] ?? []).entries()) {
    const bet = betOn(scores[o] ?? 0, matcher.honestScores[sketch]?.[o] ?? [], matcher.honest)
    wealth *= 1 - stake + stake * bet
    if (bet >= speaks) speaking++
  }
  return { wealth, speaking }
}

/** The campaign whose bar is passed by most, if any: at least two origins, and only while the account is new. */
export function match(matcher: Matcher, shown: Shown): SuccessorLink | undefined {
  if (shown.exchanges > exchangesMax) return undefined
  let best: { sketch: number; wealth: number } | undefined
  for (const [sketch, scores] of scoresOf(matcher, shown.keys)) {
    const { wealth, speaking } = wealthOf(matcher, sketch, scores)
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
  const silent = matcher.campaigns.map((_, sketch) => wealthOf(matcher, sketch, []).wealth)
  const idle = silent.reduce((sum, wealth) => sum + wealth, 0) / campaigns
  let total = others * idle
  for (const keys of honest) {
    const own = scoresOf(matcher, keys)
    let sum = 0
    for (const [sketch, wealth] of silent.entries()) {
      const scores = own.get(sketch)
      sum += scores === undefined ? wealth : wealthOf(matcher, sketch, scores).wealth
    }
    total += sum / campaigns
  }
  return Math.max(1, total / Math.max(1, honest.length + others))
}

const percent = (share: number): string =>
  share >= 0.01 ? `${(100 * share).toFixed(0)} %` : `${Number((100 * share).toPrecision(1))} %`
