/**
 * How much like a campaign does an account begin? Learned from the campaign's members and from honest accounts, each
 * as they began.
 *
 * Each fact has a rate among members and one among honest accounts; the logarithm of their ratio, averaged over an
 * account's exchanges and summed by facet, is what naive Bayes would add up (Good 1950). Facets depend on each other,
 * so they are not added but weighed by a logistic regression, one for each number of exchanges seen.
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
  const odds: (LogOdds | undefined)[] = []
  for (const some of samples) {
    const positives = some.filter(one => one.positive).length
    const isEnough = positives >= learnedLeast && some.length - positives >= learnedLeast
    odds.push(isEnough ? await fitLogistic(some, breath) : undefined)
  }
  return {
    path: conduct =>
      walk(conduct).flatMap(({ stage, features }) => {
        const score = odds[stage]?.(features)
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
