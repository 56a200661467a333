/** What a probe would see: worked out before anybody is slowed, from how the untreated load varies by itself. Pure. */
import { makeRng } from '../rng.ts'
import { differences, logCapital } from './evidence.ts'

export interface PowerAsked {
  /** Load of the untreated in earlier periods of the same length, oldest first. */
  readonly history: readonly number[]
  /** Load of the treated in the same periods. */
  readonly treated: readonly number[]
  readonly pairs: number
  readonly alpha: number
  /** Share of the treated load that the change keeps away, by its own size. */
  readonly slowed: number
  /** Share of what is kept away that a controller would move to the others. */
  readonly moved: number
  readonly seed: number
  readonly runs?: number
}

/**
 * Share of simulated experiments in which a controller would be seen: real consecutive periods, drawn at random, and
 * the effect that one hand would have added to them.
 */
export function powerOf(asked: PowerAsked): number {
  const { history, treated, pairs, alpha, slowed, moved, seed, runs = 300 } = asked
  if (history.length < 4) return 0
  const rng = makeRng(seed)
  let seen = 0
  for (let run = 0; run < runs; run++) {
    const drawn = Array.from({ length: pairs }, () => {
      const at = Math.floor(rng() * (history.length - 1))
      const onFirst = rng() < 0.5
      const [first, second] = [history[at] ?? 0, history[at + 1] ?? 0]
      const extra = (treated[onFirst ? at : at + 1] ?? 0) * slowed * moved
      return onFirst ? { on: first + extra, off: second } : { on: second + extra, off: first }
    })
    if (logCapital(differences(drawn)).some(log => log >= Math.log(1 / alpha))) seen++
  }
  return seen / runs
}

/**
 * Share of its load that an account loses when every call takes longer, for a client that works without pause.
 * @param callMs usual duration of a call
 */
export const slowedBy = (delayMs: number, callMs: number): number => delayMs / (delayMs + Math.max(1, callMs))
