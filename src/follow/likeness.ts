/**
 * How much like a campaign does an account begin? Learned from the campaign's members and from honest accounts, each
 * as they began.
 *
 * Each fact has a rate among members and one among honest accounts; the logarithm of their ratio, averaged over an
 * account's exchanges and summed by facet, is what naive Bayes would add up (Good 1950). Facets depend on each other,
 * so they are not added but weighed by a logistic regression, one for each number of exchanges seen. What one facet says is
 * capped: whoever is like the campaign in one thing alone, however much, is not like it.
 */
import { accountFacts, type Conduct, exchangeFacts, kindOf } from './conduct.ts'
import { countFacts } from './fact-rates.ts'
import { fitLogistic, type LogOdds, type Sample } from './logistic.ts'

/** Numbers of exchanges after which an account is looked at. */
export const stages: readonly number[] = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50]
/** Fewer accounts than this teach nothing about a stage. */
const learnedLeast = 5

const kinds = [...exchangeFacts, ...accountFacts]
const facets: readonly string[] = [...new Set(kinds.map(([, facet]) => facet))]
const facetOfKind = kinds.map(([, facet]) => facets.indexOf(facet))
const facetNamed = (name: string): number => facets.indexOf(name)
/** What people write or set up themselves: that only the pool showed it before is a show of its own. */
const own = ['wording', 'near-duplicates', 'configuration', 'repeats', 'client'].map(facetNamed)
const repeats = facetNamed('repeats')
const configuration = facetNamed('configuration')
const client = facetNamed('client')
const isWording = kinds.map(([, facet]) => ['wording', 'near-duplicates', 'repeats'].includes(facet))
const featureCount = facets.length + own.length + 3
/** Which features one facet speaks through; how many configurations and clients there are is one of its own, and so is the pace. */
const voices = [...facets.keys(), ...own, facets.length, facets.length, facets.length + 1]
const voiceCount = facets.length + 2
/** In nats: no facet says more than fifty to one. */
const voiceMost = Math.log(50)

export interface Seen {
  /** Exchanges the account had made. */
  readonly exchanges: number
  /** Log-odds. */
  readonly score: number
}

export interface Likeness {
  /** Score at each stage an account reached. */
  path(conduct: Conduct): Seen[]
  /** The facets that speak most for the campaign in all that an account has shown. */
  reasons(conduct: Conduct): string[]
}

/** @param breath awaited often: learning takes seconds, and others wait for the process meanwhile */
export async function learnLikeness(
  members: readonly Conduct[],
  honest: readonly Conduct[],
  breath: () => Promise<void>,
): Promise<Likeness> {
  const rates = await countFacts({ member: members, honest }, isWording, breath)

  const walk = (conduct: Conduct): { stage: number; features: Float64Array }[] => {
    const known = new Map<number, number>()
    const ratio = (fact: number): number => {
      const before = known.get(fact)
      if (before !== undefined) return before
      const told = rates.ratio(conduct.account, fact)
      known.set(fact, told)
      return told
    }
    const sums = new Float64Array(facets.length)
    const record = new Float64Array(facets.length)
    const theirs = new Float64Array(facets.length)
    const configurations = new Set<number>()
    const clients = new Set<number>()
    for (const fact of conduct.opened) add(record, facetOfKind[kindOf(fact)], ratio(fact))
    const found: { stage: number; features: Float64Array }[] = []
    for (const [i, facts] of conduct.exchanges.entries()) {
      for (const fact of facts) {
        const facet = facetOfKind[kindOf(fact)] ?? 0
        if (facet !== repeats) add(sums, facet, ratio(fact))
        if (own.includes(facet) && rates.isTheirs(conduct.account, fact)) add(theirs, facet, 1)
        if (facet === configuration) configurations.add(fact)
        if (facet === client) clients.add(fact)
      }
      const count = i + 1
      const stage = stages.indexOf(count)
      if (stage < 0) continue
      const features = new Float64Array(featureCount)
      for (let f = 0; f < facets.length; f++) features[f] = (record[f] ?? 0) + (sums[f] ?? 0) / count
      for (const [j, facet] of own.entries()) features[facets.length + j] = Math.log1p(theirs[facet] ?? 0)
      // One person has one configuration or two; a reseller's account has its customers'. And the pace.
      features[featureCount - 3] = configurations.size / Math.sqrt(count)
      features[featureCount - 2] = clients.size / Math.sqrt(count)
      features[featureCount - 1] = Math.log1p(((conduct.times[i] ?? 0) - (conduct.times[0] ?? 0)) / 60_000)
      found.push({ stage, features })
    }
    return found
  }

  const samples: Sample[][] = stages.map(() => [])
  for (const [positive, conducts] of [
    [true, members],
    [false, honest],
  ] as const)
    for (const conduct of conducts) {
      for (const { stage, features } of walk(conduct)) samples[stage]?.push({ features, positive })
      await breath()
    }
  const scores: (((features: Float64Array) => number) | undefined)[] = []
  for (const some of samples) {
    const usual = some.filter(one => !one.positive)
    const isEnough = some.length - usual.length >= learnedLeast && usual.length >= learnedLeast
    scores.push(isEnough ? await learnStage(some, meanOf(usual), breath) : undefined)
  }
  return {
    path: conduct =>
      walk(conduct).flatMap(({ stage, features }) => {
        const score = scores[stage]?.(features)
        return score === undefined ? [] : [{ exchanges: stages[stage] ?? 0, score }]
      }),
    reasons(conduct) {
      const last = walk(conduct).at(-1)
      if (last === undefined) return []
      return facets
        .map((facet, f): [string, number] => [facet, last.features[f] ?? 0])
        .filter(([, sum]) => sum > 0)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 4)
        .map(([facet]) => facet)
    },
  }
}

function add(sums: Float64Array, facet: number | undefined, value: number): void {
  if (facet !== undefined) sums[facet] = (sums[facet] ?? 0) + value
}

function meanOf(samples: readonly Sample[]): Float64Array {
  const mean = new Float64Array(featureCount)
  for (const { features } of samples)
    for (let f = 0; f < featureCount; f++) mean[f] = (mean[f] ?? 0) + (features[f] ?? 0) / samples.length
  return mean
}

/**
 * Learned twice: the second time each member stands there once more without the facet that gave him away most, as one who
 * changed it would. Whoever relies on a single facet is lost with it.
 */
async function learnStage(
  samples: readonly Sample[],
  usual: Float64Array,
  breath: () => Promise<void>,
): Promise<(features: Float64Array) => number> {
  const said = saidBy(await fitLogistic(samples, breath), usual)
  const changed = samples
    .filter(one => one.positive)
    .map(({ features, positive }) => {
      const told = said(features)
      const loudest = told.indexOf(Math.max(...told))
      return {
        positive,
        features: features.map((value, f) => (voices[f] === loudest ? (usual[f] ?? 0) : value)),
      }
    })
  const odds = await fitLogistic([...samples, ...changed], breath)
  const start = odds.base + odds.weights.reduce((sum, weight, f) => sum + weight * (usual[f] ?? 0), 0)
  const heard = saidBy(odds, usual)
  return features => heard(features).reduce((sum, value) => sum + Math.min(value, voiceMost), start)
}

/** What each facet says beyond the usual honest account, in nats. */
function saidBy({ weights }: LogOdds, usual: Float64Array): (features: Float64Array) => Float64Array {
  const said = new Float64Array(voiceCount)
  return features => {
    said.fill(0)
    for (let f = 0; f < featureCount; f++) {
      const voice = voices[f] ?? 0
      said[voice] = (said[voice] ?? 0) + (weights[f] ?? 0) * ((features[f] ?? 0) - (usual[f] ?? 0))
    }
    return said
  }
}
