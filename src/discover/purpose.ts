/**
 * Test, second question: is that hand taking the model's capabilities, and hiding that it is one? Against the null
 * "an honest group": colleagues and classmates are alike, so a group counts as one draw, however large it is.
 */
import type { Evidence } from '../model/finding.ts'
import type { TraitSignal } from '../signals/signal.ts'
import { logCalibrate } from '../stats/evalues.ts'
import { logGamma, logMeanExp } from '../stats/special.ts'
import type { CandidateFacts } from './candidates.ts'
import type { Population } from './population.ts'

/** A trait's number for each account of the population; NaN where not known. */
export interface TraitValues {
  readonly signal: TraitSignal
  readonly values: Float64Array
}

export interface PurposeTest {
  readonly nats: number
  readonly evidence: readonly Evidence[]
}

/** Most nats one aspect may give. */
const aspectCap = 6

const median = (numbers: number[]): number => {
  numbers.sort((a, b) => a - b)
  return numbers[numbers.length >> 1] ?? 0
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)

/** Half of the bet is kept: a campaign need not show every trait, so its absence costs log 2 at most. */
const hedge = (nats: number): number => logMeanExp([0, nats])

/**
 * Share of accounts in a group that show a yes-or-no trait, against honest groups whose shares spread as Beta with
 * the population's mean and the weight of two accounts.
 */
function shareNats(yes: number, size: number, rate: number): number {
  const spread = 2
  const a = Math.max(1e-3, rate * spread)
  const b = Math.max(1e-3, (1 - rate) * spread)
  if (yes / size <= rate) return Math.log(0.5)
  return logBeta(yes + 1, size - yes + 1) - (logBeta(yes + a, size - yes + b) - logBeta(a, b))
}

/** Honest accounts whose volume is within a factor of eight of the group's typical member. */
function matched(population: Population, excluded: ReadonlySet<number>, typical: number): number[] {
  const out: number[] = []
  for (let i = 0; i < population.size; i++) {
    if (excluded.has(i)) continue
    const exchanges = population.traffic[i]?.exchanges ?? 0
    if (exchanges >= typical / 8 && exchanges <= typical * 8) out.push(i)
  }
  return out
}

function traitTest(
  trait: TraitValues,
  members: readonly number[],
  honest: readonly number[],
): { nats: number; group: number; honest: number } | undefined {
  const inside = members.map(i => trait.values[i] as number).filter(Number.isFinite)
  const outside = honest.map(i => trait.values[i] as number).filter(Number.isFinite)
  if (inside.length < Math.max(3, members.length / 4) || outside.length < 100) return undefined
  if (trait.signal.scale === 'share') {
    const yes = inside.filter(x => x >= 0.5).length
    const rate = (outside.filter(x => x >= 0.5).length + 0.5) / (outside.length + 1)
    return { nats: shareNats(yes, inside.length, rate), group: yes / inside.length, honest: rate }
  }
  const typical = median(inside)
  const above = outside.filter(x => x >= typical).length
  return { nats: logCalibrate((above + 1) / (outside.length + 1)), group: typical, honest: median(outside) }
}

/** Mail domains and organisations that members declare in common explain openly what they share. */
export function openExplanation(members: readonly number[], population: Population): Evidence[] {
  const share = (of: (i: number) => string): { value: string; share: number } => {
    const counts = new Map<string, number>()
    for (const i of members) {
      const value = of(i)
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    let value = ''
    for (const [candidate, count] of counts) if (count > (counts.get(value) ?? 0)) value = candidate
    return { value, share: (counts.get(value) ?? 0) / members.length }
  }
  const found: Evidence[] = []
  const organization = share(i => population.facts[i]?.organization ?? '')
  if (organization.share >= 0.5)
    found.push({
      signal: 'open-organisation',
      family: 'sign-up',
      weight: -3,
      detail: `${(100 * organization.share).toFixed(0)} % of members openly belong to one organisation`,
    })
  const education =
    members.filter(i => population.traffic[i]?.network_kind === 'education').length / members.length
  if (education >= 0.5)
    found.push({
      signal: 'open-campus',
      family: 'network',
      weight: -2,
      detail: `${(100 * education).toFixed(0)} % of members work from a campus network`,
    })
  const verified =
    members.filter(i =>
      /^(true|verified|full|passed|yes|business|enhanced)/.test(population.facts[i]?.kyc ?? ''),
    ).length / members.length
  if (verified >= 0.5)
    found.push({
      signal: 'open-verified',
      family: 'sign-up',
      weight: -2,
      detail: `${(100 * verified).toFixed(0)} % of members have a verified identity`,
    })
  const invoiced =
    members.filter(i => /invoice|contract/.test(population.facts[i]?.payment_kind ?? '')).length /
    members.length
  if (invoiced >= 0.5)
    found.push({
      signal: 'open-invoice',
      family: 'money',
      weight: -2,
      detail: `${(100 * invoiced).toFixed(0)} % of members are billed by invoice`,
    })
  return found
}

/** Classmates and benchmarkers ask the same questions; a work queue hands each one out once. */
function overlapEvidence(facts: CandidateFacts): Evidence | undefined {
  const overlap = facts.overlap
  if (!overlap || overlap.items < 50) return undefined
  const share = overlap.shared / overlap.items
  const again = 1 - overlap.items / overlap.askings
  const detail = `${(100 * share).toFixed(1)} % of ${overlap.items} distinct questions were asked by more than one member; ${(100 * again).toFixed(0)} % of askings repeat`
  if (share >= 0.15) return { signal: 'same-questions', family: 'content', weight: -3, detail }
  if (again >= 0.5) return { signal: 'same-questions', family: 'content', weight: -2, detail }
  if (share <= 0.02 && again <= 0.05)
    return {
      signal: 'work-queue',
      family: 'content',
      weight: Math.min(2, Math.log10(overlap.items) - 1.5),
      detail,
    }
  return undefined
}

export function testPurpose(
  members: readonly number[],
  suspects: ReadonlySet<number>,
  traits: readonly TraitValues[],
  population: Population,
  facts: CandidateFacts,
): PurposeTest {
  const excluded = new Set([...suspects, ...members])
  const typical = median(members.map(i => population.traffic[i]?.exchanges ?? 0))
  const honest = matched(population, excluded, typical)
  const evidence: Evidence[] = []
  const byAspect = new Map<TraitSignal['aspect'], number[]>()
  for (const trait of traits) {
    const all = trait.signal.id === 'steady-volume'
    const tested = traitTest(
      trait,
      members,
      all ? Array.from({ length: population.size }, (_, i) => i).filter(i => !excluded.has(i)) : honest,
    )
    if (!tested) continue
    const list = byAspect.get(trait.signal.aspect) ?? []
    byAspect.set(trait.signal.aspect, list)
    list.push(tested.nats)
    evidence.push({
      signal: trait.signal.id,
      family: trait.signal.family,
      weight: Number(hedge(tested.nats).toFixed(2)),
      detail: trait.signal.describe(tested.group, tested.honest),
    })
  }
  let nats = 0
  for (const list of byAspect.values()) nats += Math.min(aspectCap, hedge(logMeanExp(list)))
  const overlap = overlapEvidence(facts)
  for (const item of [...openExplanation(members, population), ...(overlap ? [overlap] : [])]) {
    nats += item.weight
    evidence.push(item)
  }
  evidence.sort((x, y) => y.weight - x.weight || (x.signal < y.signal ? -1 : 1))
  return { nats, evidence }
}
