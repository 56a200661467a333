/**
 * Test, second question: is that hand taking the model's capabilities, and hiding that it is one? Against the null
 * "an honest group": colleagues and classmates are alike, so a group counts as one draw, however large it is.
 */
import type { Evidence } from '../model/finding.ts'
import type { TraitSignal } from '../signals/signal.ts'
import { atLeast } from '../stats/at-least.ts'
import { logCalibrate } from '../stats/evalues.ts'
import { logGamma, logMeanExp } from '../stats/special.ts'
import type { CandidateFacts } from './candidates.ts'
import { openExplanation, rise, workDomain } from './open.ts'
import { pooledVolume } from './pooled.ts'
import type { Population } from './population.ts'
import type { HandTest } from './same-hand.ts'

/** A trait's number for each account of the population; NaN where not known. */
export interface TraitValues {
  readonly signal: TraitSignal
  readonly values: Float64Array
}

export interface PurposeTest {
  readonly nats: number
  readonly evidence: readonly Evidence[]
}

/** Most nats one side of the question may give, so that none convicts alone. */
const sideCap = 7
/** Honest accounts a rank is taken among, at least. */
const peersLeast = 200

const median = (numbers: number[]): number => {
  numbers.sort((a, b) => a - b)
  return numbers[numbers.length >> 1] ?? 0
}

const quarter = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 2] ?? 0
/** A smaller portion of what an account asks is a coincidence. */
const littleLeast = 0.1

/** Half of the bet is kept: a campaign need not show everything, so absence costs log 2 at most. */
const hedge = (nats: number): number => logMeanExp([0, nats])

/** What a trait says about: how the model is used, or who is said to use it. */
const sides = ['conduct', 'concealment'] as const
type Side = (typeof sides)[number]
const sideOf = ({ signal }: TraitValues): Side | undefined =>
  signal.aspect === 'concealment' ? 'concealment' : signal.aspect === 'machine' ? undefined : 'conduct'

const octave = (exchanges: number): number => Math.min(20, Math.round(Math.log2(Math.max(1, exchanges))))

/** Share of ascending `sorted` that reaches `x`, with one pseudo-peer. */
const upperTail = (sorted: Float64Array, x: number): number => (atLeast(sorted, x) + 1) / (sorted.length + 1)

/**
 * How unusual each account is on each side, all traits of it taken together: the sum of the surprises of its ranks
 * among honest accounts of its own volume (Fisher 1932). Traits depend on each other, so the sum is never read off
 * a table; it is ranked again among the same peers.
 */
export interface Conduct {
  readonly scores: Readonly<Record<Side, Float64Array>>
  /** Honest accounts near each octave of volume. */
  readonly peers: readonly Int32Array[]
  /** What each account was given, in answers of usual length. */
  readonly given: Float64Array
}

export function measureConduct(
  traits: readonly TraitValues[],
  given: Float64Array,
  suspects: ReadonlySet<number>,
  population: Population,
): Conduct {
  const byOctave: number[][] = Array.from({ length: 21 }, () => [])
  for (let i = 0; i < population.size; i++)
    if (!suspects.has(i)) byOctave[octave(population.traffic[i]?.exchanges ?? 0)]?.push(i)
  const peers = byOctave.map((_, o) => {
    let reach = 1
    const gather = (): number[] => byOctave.slice(Math.max(0, o - reach), o + reach + 1).flat()
    let found = gather()
    while (found.length < peersLeast && reach < 21) {
      reach++
      found = gather()
    }
    return Int32Array.from(found)
  })
  const scores = {
    conduct: new Float64Array(population.size),
    concealment: new Float64Array(population.size),
  }
  for (const trait of traits) {
    if (trait.signal.scale === 'share') continue
    const everybody = trait.signal.id === 'steady-volume'
    const sorted = peers.map((list, o) =>
      everybody && o > 0
        ? new Float64Array(0)
        : Float64Array.from(
            [...(everybody ? byOctave.flat() : list)]
              .map(i => trait.values[i] as number)
              .filter(Number.isFinite),
          ).sort(),
    )
    const name = sideOf(trait)
    if (name === undefined) continue
    const side = scores[name]
    for (let i = 0; i < population.size; i++) {
      const x = trait.values[i] as number
      if (!Number.isFinite(x)) continue
      const among = sorted[everybody ? 0 : octave(population.traffic[i]?.exchanges ?? 0)] as Float64Array
      side[i] = (side[i] as number) - Math.log(upperTail(among, x))
    }
  }
  return { scores, peers, given }
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)

/**
 * A yes-or-no trait: the members' share against honest groups, whose shares spread around the honest rate as widely
 * as two accounts' would (beta-binomial).
 */
function shareNats(yes: number, size: number, rate: number): number {
  if (yes / size <= rate) return Math.log(0.5)
  const a = Math.max(1e-3, 2 * rate)
  const b = Math.max(1e-3, 2 * (1 - rate))
  // Uniform over the share against Beta(a, b): the binomial coefficients cancel.
  return hedge(logBeta(yes + 1, size - yes + 1) - (logBeta(yes + a, size - yes + b) - logBeta(a, b)))
}

/** Nats that a group's typical member is too unusual for an honest account of its volume; the group is one draw. */
function sideNats(side: Side, members: readonly number[], conduct: Conduct, population: Population): number {
  const typical = median(members.map(i => population.traffic[i]?.exchanges ?? 0))
  const peers = conduct.peers[octave(typical)] as Int32Array
  const sorted = Float64Array.from(peers, i => conduct.scores[side][i] as number).sort()
  const score = median(members.map(i => conduct.scores[side][i] as number))
  return Math.min(sideCap, hedge(logCalibrate(upperTail(sorted, score))))
}

/**
 * One honest group in thirty grades answers, asks for reasons or makes rows of data for its living (12 of 421 in two dozen
 * made worlds), and all its members do: a trade is one draw, however few individuals ply it.
 */
const tradeMost = Math.log(30)

function traitEvidence(
  trait: TraitValues,
  members: readonly number[],
  conduct: Conduct,
  population: Population,
): Evidence | undefined {
  const typical = octave(median(members.map(i => population.traffic[i]?.exchanges ?? 0)))
  const known = (list: Iterable<number>): number[] =>
    [...list].map(i => trait.values[i] as number).filter(Number.isFinite)
  const inside = known(members)
  const outside = known(conduct.peers[typical] ?? [])
  if (inside.length < Math.max(3, members.length / 4) || outside.length < 50) return undefined
  const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length
  // Three in four of a mixed group's members may all take a little, where hardly anybody else takes any.
  const bar = trait.signal.scale === 'portion' ? Math.min(0.5, Math.max(littleLeast, quarter(inside))) : 0.5
  const yes = (list: number[]): number => list.filter(x => x >= bar).length
  const unanimity = (): number =>
    shareNats(yes(inside), inside.length, (yes(outside) + 0.5) / (outside.length + 1))
  const rank = (): number => hedge(logCalibrate(upperTail(Float64Array.from(outside).sort(), median(inside))))
  const { scale } = trait.signal
  const [group, honest] =
    scale === 'share' ? [mean(inside), mean(outside)] : [median(inside), median(outside)]
  const nats =
    scale === 'share' ? unanimity() : scale === 'level' ? rank() : logMeanExp([rank(), unanimity()])
  return {
    signal: trait.signal.id,
    family: trait.signal.family,
    weight: Number(Math.min(trait.signal.aspect === 'taking' ? tradeMost : Infinity, nats).toFixed(2)),
    detail: trait.signal.describe(group, honest),
  }
}

/**
 * Nats by which asking what the others ask speaks against a campaign: classes and benchmarks do, and so does one campaign in
 * five that has every task solved several times.
 */
const sameQuestions = 1.5

/**
 * Classmates and benchmarkers ask the same questions; a work queue hands each one out once. The typical member is asked,
 * so that a busy account that came in by mistake does not answer for the others.
 */
function overlapEvidence(facts: CandidateFacts, made: number): Evidence | undefined {
  const overlap = facts.overlap
  if (!overlap || overlap.items < 50 || overlap.members < 3) return undefined
  const { shared, again } = overlap
  // Classmates and benchmarkers come with cards and machines of their own: where one hand made the accounts, a question
  // that several ask is as likely a task whose answers are compared.
  const detail = `of the typical member's questions ${(100 * shared).toFixed(1)} % were asked by another member too, and ${(100 * again).toFixed(0)} % of its askings repeat its own; ${overlap.items} questions in all`
  const same = Math.max((made >= 2 ? 0.5 : 1) * rise(shared, 0.15, 0.5), rise(again, 0.3, 0.6))
  if (same > 0)
    return {
      signal: 'same-questions',
      family: 'content',
      weight: Number((-sameQuestions * same).toFixed(2)),
      detail,
    }
  // Retries and second samples repeat a little; from one in ten on, a repeat is no accident.
  const fresh = Math.max(0, 1 - shared / 0.1) * Math.max(0, 1 - again / 0.2)
  const weight = Number((fresh * Math.min(2, Math.log10(overlap.items) - 1.5)).toFixed(2))
  if (weight > 0) return { signal: 'work-queue', family: 'content', weight, detail }
  return undefined
}

/** Marks of identities made by one hand. A common day, place or referral is not: classes and
 * launches have those; they have a mail system too, so mail speaks only beside another mark. */
const madeBy = {
  money: ['shared-instrument', 'card-range'],
  'sign-up device': ['signup-device'],
  'mail pattern': ['mail-shape', 'mail-domain'],
}

/** A mark of fewer members is theirs and not the group's: four machines on one card do not speak for sixty strangers. */
const markedLeast = 0.2

/** The marks that a group's members agree in. */
const marksOf = ({ bySignal, covered }: HandTest): string[] =>
  Object.entries(madeBy)
    .filter(([, signals]) =>
      signals.some(signal => (bySignal.get(signal) ?? 0) >= 3 && (covered.get(signal) ?? 0) >= markedLeast),
    )
    .map(([mark]) => mark)
    .filter((mark, _, all) => mark !== 'mail pattern' || all.length > 1)

/**
 * Accounts that one hand made, though on paper they know nothing of each other. An honest group usually says what it
 * is; where the provider asks, the silence of all members is evidence, and more so when their identities agree.
 */
function unrelatedOnPaper(
  open: readonly Evidence[],
  members: readonly number[],
  hand: HandTest,
  population: Population,
): Evidence | undefined {
  const known = members.filter(i => population.facts[i] !== undefined).length
  if (open.length > 0 || known < members.length / 2 || !population.asksOrganization) return undefined
  const made = marksOf(hand)
  const step = 1.5
  // Colleagues under their firm's own domain are related on paper, whatever the field for it says, and joined one by one; who
  // registers a domain for a batch of accounts opens them on one day.
  const batch = (hand.commonest.get('signup-day') ?? 0) > 0.5
  const related = !batch && workDomain(members, population) ? 1 : 0
  let detail = `${members.length} accounts act together and nothing that can be checked says what they have in common: no organisation borne out, campus, contract or verified identity`
  if (related > 0)
    detail = `${members.length} accounts act together under a mail domain of their own, and nothing else that can be checked says what they have in common: no organisation borne out, campus, contract or verified identity`
  const agreed = made.length > 0 ? `; yet they agree in ${made.join(', ')}` : ''
  return {
    signal: 'unrelated-on-paper',
    family: 'sign-up',
    weight: step * (1 + Math.min(2, made.length) - related),
    detail: detail + agreed,
  }
}

/**
 * A controller shares work out evenly; people's volumes spread over orders of magnitude. Spread of the logarithm of
 * members' daily volume: about 1 among people (Zipf-like use), below a half under a scheduler.
 */
function evenLoad(members: readonly number[], population: Population): Evidence | undefined {
  if (members.length < 8) return undefined
  const logs = members.map(i =>
    Math.log((population.traffic[i]?.exchanges ?? 1) / (population.traffic[i]?.days || 1)),
  )
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length
  const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (logs.length - 1))
  const density = (centre: number, width: number): number =>
    -Math.log(width) - (spread - centre) ** 2 / (2 * width * width)
  const nats = density(0.4, 0.2) - density(0.9, 0.25)
  return {
    signal: 'even-load',
    family: 'timing',
    weight: Number(Math.min(1.5, hedge(nats)).toFixed(2)),
    detail: `members' daily volumes spread by a factor of ${Math.exp(spread).toFixed(1)}; people's by about 2.5, a scheduler's by less than 1.6`,
  }
}

/**
 * What every honest pipeline shows too: machines, rented addresses, a queue worked off evenly and in bulk. It counts,
 * but an honest back-fill must never be convicted by it alone.
 */
const automation = new Set(['pooled-volume', 'work-queue', 'even-load'])
// Pipelines run on a few accounts: beyond twenty, each doubling makes an honest one half as likely.
const automationCap = (members: number): number => 4 + Math.max(0, Math.log(members / 20))

/**
 * How a group pays and what it leaves unsaid is concealment, and strangers who took up one offer conceal alike. It counts
 * only beside what no crowd of people shows: a use, or the hours or the exits of one controller, at ten to one.
 */
const crowdMost = Math.log(10)

export function testPurpose(
  members: readonly number[],
  traits: readonly TraitValues[],
  conduct: Conduct,
  suspects: ReadonlySet<number>,
  hand: HandTest,
  population: Population,
  facts: CandidateFacts,
): PurposeTest {
  const open = openExplanation(members, population)
  const circumstances = [
    ...open,
    pooledVolume(members, suspects, conduct.given),
    unrelatedOnPaper(open, members, hand, population),
    overlapEvidence(facts, marksOf(hand).length),
    evenLoad(members, population),
  ].filter(item => item !== undefined)
  const evidence = [
    ...traits.flatMap(trait => traitEvidence(trait, members, conduct, population) ?? []),
    ...circumstances,
  ].sort((x, y) => y.weight - x.weight || (x.signal < y.signal ? -1 : 1))
  const weightsOf = (which: (trait: TraitSignal) => boolean): number[] =>
    traits
      .filter(trait => which(trait.signal))
      .flatMap(trait => evidence.find(item => item.signal === trait.signal.id)?.weight ?? [])
  const average = (list: number[]): number => (list.length > 0 ? logMeanExp(list) : 0)
  // Together or apart: the average of e-values is one, whichever way a campaign shows.
  const taking = average(weightsOf(trait => trait.aspect === 'taking'))
  const appetite = average(weightsOf(trait => trait.aspect === 'appetite'))
  const conductNats = logMeanExp([sideNats('conduct', members, conduct, population), taking + appetite])
  const bought = average(weightsOf(trait => trait.aspect === 'concealment' && trait.scale === 'share'))
  const hidden = weightsOf(trait => trait.aspect === 'concealment' && trait.scale !== 'share')
  const machine = average(weightsOf(trait => trait.aspect === 'machine'))
  const concealed = average([sideNats('concealment', members, conduct, population), ...hidden])
  const also = (automatic: boolean): number =>
    circumstances
      .filter(item => automation.has(item.signal) === automatic)
      .reduce((sum, item) => sum + item.weight, 0)
  const automatic = Math.min(automationCap(members.length), machine + concealed + also(true))
  const nats = Math.min(sideCap, conductNats) + Math.min(sideCap, bought) + automatic + also(false)
  const use = Math.max(0, conductNats) + Math.max(0, automatic)
  // Strangers who took up one offer have no master's hours, no exits in common, and each his own questions.
  const joint =
    Math.max(0, hand.byOrigin.get('timing') ?? 0) +
    Math.max(0, hand.byOrigin.get('network') ?? 0) +
    crowdMost * rise(facts.overlap?.shared ?? 0, 0.15, 0.5)
  const crowd = use + joint < crowdMost
  return { nats: crowd ? Math.min(nats, use) : nats, evidence }
}
