/**
 * Conduct: the traits of every account out of its tallies, to rounding what each trait's own query gives; a trait that
 * is not counted here is asked.
 */
import { traitSignals } from '../signals/index.ts'
import type { Store } from '../store/store.ts'
import type { Population } from './population.ts'
import type { TraitValues } from './purpose.ts'
import { capabilityBits, hoursOfDay, type Tallies } from './tallies.ts'

/** Entropy in nats of counts that sum to `total`; NaN of nothing. */
function entropy(counts: Uint32Array, from: number, to: number, more: number): number {
  let total = more
  let weighted = more > 0 ? more * Math.log(more) : 0
  for (let i = from; i < to; i++) {
    const n = counts[i] as number
    if (n === 0) continue
    total += n
    weighted += n * Math.log(n)
  }
  return total > 0 ? Math.log(total) - weighted / total : Number.NaN
}

/** Answers in units of what the same model usually writes, and how many of them have a known length. */
function usualAnswers({ models }: Tallies, size: number): { usual: Float64Array; answers: Float64Array } {
  const usual = new Float64Array(size)
  const answers = new Float64Array(size)
  for (const name of [...models.keys()].sort()) {
    let [tokens, written] = [0, 0]
    for (const own of models.get(name)?.values() ?? []) {
      tokens += own.tokens
      written += own.written
    }
    if (written === 0) continue
    for (const [position, own] of models.get(name) ?? []) {
      usual[position] = (usual[position] as number) + own.tokens / (tokens / written)
      answers[position] = (answers[position] as number) + own.answers
    }
  }
  return { usual, answers }
}

/** Answers against what the same model usually writes: one number an account, NaN where no length is known. */
function lengths(tallies: Tallies, size: number): Float64Array {
  const { usual, answers } = usualAnswers(tallies, size)
  return usual.map((sum, i) => sum / (answers[i] as number))
}

/** What each account was given, in answers of usual length for their model; an answer of unknown length counts as one. */
export function answersGiven(tallies: Tallies, size: number): Float64Array {
  const { usual, answers } = usualAnswers(tallies, size)
  return usual.map(
    (sum, i) => sum + Math.max(0, (tallies.sums.exchanges[i] as number) - (answers[i] as number)),
  )
}

type Count = (tallies: Tallies, size: number) => Float64Array
const each = (size: number, value: (position: number) => number): Float64Array =>
  Float64Array.from({ length: size }, (_, position) => value(position))
const quotient =
  (of: (tallies: Tallies) => Float64Array, by: (tallies: Tallies) => Float64Array): Count =>
  (tallies, size) =>
    each(size, i => (of(tallies)[i] as number) / (by(tallies)[i] as number))

/** 0 / 0 is NaN: not known. */
const countOf: Readonly<Record<string, Count>> = {
  'broad-harvest': ({ single, sums }, size) =>
    each(size, i =>
      entropy(single, i * capabilityBits, (i + 1) * capabilityBits, sums.conversing[i] as number),
    ),
  'hidden-network': quotient(
    t => t.sums.hidden,
    t => t.sums.known,
  ),
  'long-output': lengths,
  'many-addresses': quotient(
    t => t.days.ranges,
    t => t.days.ranged_days,
  ),
  'one-shot': quotient(
    t => t.sums.alone,
    t => t.sums.exchanges,
  ),
  'round-the-clock': ({ hours }, size) =>
    each(size, i => entropy(hours, i * hoursOfDay, (i + 1) * hoursOfDay, 0)),
  'steady-volume': quotient(
    t => t.sums.exchanges,
    t => t.days.days,
  ),
  'taking-style': quotient(
    t => t.sums.taking,
    t => t.sums.sketched,
  ),
  'training-value': quotient(
    t => t.sums.training,
    t => t.sums.sketched,
  ),
}

/** Every trait of everybody. */
export async function readTraits(
  store: Store,
  until: string,
  population: Population,
  tallies: Tallies,
): Promise<TraitValues[]> {
  const out: TraitValues[] = []
  for (const signal of traitSignals) {
    const counted = countOf[signal.id]?.(tallies, population.size)
    const values = counted ?? new Float64Array(population.size).fill(Number.NaN)
    if (!counted) {
      const { account = [], value = [] } = await store.columns(signal.query, { until })
      for (let i = 0; i < account.length; i++) {
        const position = population.index.get(account[i] as string)
        if (position !== undefined) values[position] = Number(value[i])
      }
    }
    out.push({ signal, values })
  }
  return out
}
