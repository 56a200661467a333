/**
 * What the reviewers' verdicts say about the promise of detection. Pure. It only ever proposes: a promise changes on
 * a person's word, in the log.
 */
import type { Calibration } from '../model/review.ts'
import { betaCdf, betaQuantile } from '../stats/beta.ts'
import type { State } from './state.ts'

/** Lower ends of the buckets of e-values; campaigns are named from 500 up. */
const bucketEdges = [0, 500, 1e4, 1e6, 1e9]

/** Jeffreys' prior: half a verdict each way. */
const prior = 0.5
/** How sure the verdicts must be before a change is proposed. */
const sureEnough = 0.9
/** A promise is moved within these bounds, and by a tenth at most, so that no batch of verdicts swings it. */
const lowest = 1e-5
const highest = 0.2

interface Counted {
  readonly kind: 'campaign' | 'group'
  readonly e_value: number
  readonly confirmed: boolean
}

/** The newest verdict on each finding; what was never judged says nothing. */
export function verdictsOf(state: State): Counted[] {
  return [...state.campaigns.values()].flatMap(({ verdicts }) => {
    const last = verdicts.at(-1)
    if (last === undefined) return []
    const { kind, e_value } = last.judged
    return [{ kind, e_value, confirmed: last.verdict === 'confirm' }]
  })
}

/**
 * Compares verdicts with the promised share of false campaigns.
 * @param promise promised share of false campaigns among those named, in (0, 1)
 */
export function calibrate(verdicts: readonly Counted[], promise: number): Calibration {
  const named = verdicts.filter(one => one.kind === 'campaign')
  const missed = verdicts.filter(one => one.kind === 'group' && one.confirmed).length
  const wrong = named.filter(one => !one.confirmed).length
  const right = named.length - wrong
  const buckets = bucketEdges.map((from, i) => {
    const to = bucketEdges[i + 1]
    const inside = named.filter(one => one.e_value >= from && (to === undefined || one.e_value < to))
    return { from, ...(to !== undefined && { to }), ...precision(inside) }
  })
  return {
    promise,
    verdicts: named.length,
    missed,
    buckets,
    ...suggest(right, wrong, missed, promise),
    limits,
  }
}

function precision(inside: readonly Counted[]) {
  const confirmed = inside.filter(one => one.confirmed).length
  const dismissed = inside.length - confirmed
  const [a, b] = [prior + confirmed, prior + dismissed]
  return {
    confirmed,
    dismissed,
    precision: rounded(a / (a + b)),
    low: rounded(betaQuantile(0.05, a, b)),
    high: rounded(betaQuantile(0.95, a, b)),
  }
}

function suggest(
  right: number,
  wrong: number,
  missed: number,
  promise: number,
): Pick<Calibration, 'advice' | 'false_campaigns' | 'because'> {
  const falseShare = (prior + wrong) / (2 * prior + right + wrong)
  const broken = 1 - betaCdf(promise, prior + wrong, prior + right)
  const kept = betaCdf(promise / 2, prior + wrong, prior + right)
  if (wrong > 0 && broken >= sureEnough) {
    const level = Math.max(lowest, promise / 10, (promise * promise) / falseShare)
    return {
      advice: 'tighten',
      false_campaigns: rounded(level),
      because: `${wrong} of ${right + wrong} named campaigns were dismissed, more than the promised share allows (${percent(broken)} sure).`,
    }
  }
  if (missed > 0 && kept >= sureEnough) {
    return {
      advice: 'loosen',
      false_campaigns: rounded(Math.min(highest, promise * 2)),
      because: `${missed} coordinated groups that were left alone are campaigns by your word, and ${right} named ones hold.`,
    }
  }
  return {
    advice: 'keep',
    false_campaigns: promise,
    because:
      right + wrong === 0
        ? 'Nothing that was named has been judged yet.'
        : `${wrong} of ${right + wrong} named campaigns were dismissed; that does not speak against the promise.`,
  }
}

const limits =
  'Only what somebody judged is counted. Reviewers look at what was named first, and see the evidence when they judge.'

const percent = (share: number): string => `${Math.floor(share * 100)} %`
const rounded = (value: number): number => Number(value.toPrecision(4))
