/**
 * Do the untreated answer? Under the null hypothesis that slowing the treated does nothing to the others, each pair's
 * difference (load while on minus load while off) has the sign of a fair coin whatever its size. Everything here rests
 * on that coin and on nothing else: no model of the load, no independence between accounts. Pure.
 */
import type { Rng } from '../rng.ts'

/** Of a pair of periods: load of the untreated while others were slowed, and while they were not. */
export interface Pair {
  readonly on: number
  readonly off: number
}

/** Differences, as parts of the pair's load, so that busy hours do not speak louder than they should. */
export const differences = (pairs: readonly Pair[]): number[] =>
  pairs.map(({ on, off }) => (on + off === 0 ? 0 : (on - off) / (on + off)))

/** Share of the bankroll put on each pair; below 1, so that one bad pair does not end the bet. */
const stake = 0.5

/**
 * A bet on each pair that pays if the untreated do more while others are slowed; its capital is an e-process, so it
 * may be looked at after every pair and stopped at any time (Ramdas et al. 2023, Game-theoretic statistics and safe
 * anytime-valid inference). The size of a bet depends on earlier pairs only; the payoff is odd in the difference, so
 * a fair coin makes it fair.
 * @returns capital after each pair, natural log; crossing log(1/alpha) has probability at most alpha under the null
 */
export function logCapital(values: readonly number[]): number[] {
  const out: number[] = []
  let log = 0
  let squares = 0
  values.forEach((value, i) => {
    const scale = i === 0 ? 0 : Math.sqrt(squares / i)
    // Unknown scale: bet on the sign alone.
    const payoff = scale === 0 ? Math.sign(value) : Math.tanh(value / scale)
    log += Math.log1p(stake * payoff)
    squares += value * value
    out.push(log)
  })
  return out
}

/** Exact up to here; beyond, that many random flips. */
const exactPairs = 14
const flips = 20_000

/**
 * The randomisation test on the mean difference, one-sided: the share of sign flips that look at least as much like an
 * answer. Valid at one look only; for stopping early there is `logCapital`.
 */
export function signFlipP(values: readonly number[], rng: Rng): number {
  const observed = sum(values)
  if (values.length === 0) return 1
  const reached = (total: number): boolean => total >= observed - 1e-12
  if (values.length <= exactPairs) {
    const all = 2 ** values.length
    let count = 0
    for (let mask = 0; mask < all; mask++)
      if (reached(values.reduce((total, v, i) => total + ((mask >> i) & 1 ? Math.abs(v) : -Math.abs(v)), 0)))
        count++
    return count / all
  }
  let count = 1
  for (let flip = 0; flip < flips; flip++)
    if (reached(values.reduce((total, v) => total + (rng() < 0.5 ? v : -v), 0))) count++
  return count / (flips + 1)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

export interface Reading {
  readonly pairs: number
  /** Mean difference as a share of the load: 0.1 is 10 % more of a pair's load while others are slowed. */
  readonly answer: number
  readonly log_capital: number
  /** One-sided, of all pairs; a description, not what the probe is stopped on. */
  readonly p: number
  /** `answers`: one hand. `silent`: all pairs were used and nothing was seen. `running`: not yet. */
  readonly verdict: 'answers' | 'silent' | 'running'
  /** Pair after which the verdict stood. */
  readonly stopped_after: number
}

/** Reads an experiment so far against what was stated before it began. */
export function read(pairs: readonly Pair[], planned: number, alpha: number, rng: Rng): Reading {
  const values = differences(pairs)
  const capital = logCapital(values)
  const crossed = capital.findIndex(log => log >= Math.log(1 / alpha))
  const answers = crossed >= 0
  return {
    pairs: pairs.length,
    answer: values.length === 0 ? 0 : sum(values) / values.length,
    log_capital: capital.at(-1) ?? 0,
    p: signFlipP(values, rng),
    verdict: answers ? 'answers' : pairs.length >= planned ? 'silent' : 'running',
    stopped_after: answers ? crossed + 1 : pairs.length,
  }
}
