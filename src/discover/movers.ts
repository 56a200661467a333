/** Movers: who among the holders of one value moves with the others? The rest hold it by coincidence, or for another hand. */
import { coActivity } from '../signals/co-activity.ts'
import { along, commonMovement, type Rhythms, robustScale } from './rhythm.ts'

/** Rounds of expectation and maximisation; the mixture has two numbers to settle. */
const rounds = 30
/** Below this many rows a common movement is a coincidence of two or three people. */
export const moversLeast = 8

/** Rows of strangers by which a direction is scaled: enough for a median and a spread. */
const scaleRows = 300

/**
 * How far an account moves with others, in spreads of strangers; its own part is taken out of theirs where it is one of
 * them. NaN without a rhythm.
 */
export function agreementWith(accounts: Iterable<number>, rhythms: Rhythms): (account: number) => number {
  const { rowOf, accountOf } = rhythms
  const own = [...accounts].filter(account => (rowOf[account] as number) >= 0)
  const direction = commonMovement(rhythms, own)
  const dots = new Float64Array(accountOf.length).fill(Number.NaN)
  const raw = (row: number): number => {
    const known = dots[row] as number
    if (!Number.isNaN(known)) return known
    const dot = along(rhythms, row, direction)
    dots[row] = dot
    return dot
  }
  const within = new Set(own)
  const step = Math.max(1, Math.floor(accountOf.length / scaleRows))
  const strangers: number[] = []
  for (let row = 0; row < accountOf.length; row += step)
    if (!within.has(accountOf[row] as number)) strangers.push(raw(row))
  const { centre, spread } = robustScale(strangers)
  let strength = 0
  for (const account of own) strength += raw(rowOf[account] as number)
  return account => {
    const row = rowOf[account] as number
    if (row < 0) return Number.NaN
    const score = raw(row)
    if (!within.has(account)) return (score - centre) / spread
    // The sum's length without this row, whose length is 1.
    const without = Math.sqrt(Math.max(1e-9, strength * strength - 2 * score * strength + 1))
    return ((score * strength - 1) / without - centre) / spread
  }
}

/** Below a third of a spread, or two standard errors of a median, members do not move together. */
const centreLeast = (members: number): number => Math.max(0.33, (2 * 1.25) / Math.sqrt(members))

/**
 * Nats for moving with a group: normal densities fitted to members (leave-one-out) and to everybody else.
 * @returns undefined where the group does not move together, or the account has no rhythm
 */
export function movement(
  members: Iterable<number>,
  rhythms: Rhythms,
  floor: number,
): ((account: number) => number | undefined) | undefined {
  const own = [...members].filter(member => (rhythms.rowOf[member] as number) >= 0)
  if (own.length < moversLeast) return undefined
  const score = agreementWith(own, rhythms)
  const group = robustScale(own.map(score))
  if (group.centre < centreLeast(own.length)) return undefined
  const spread = Math.max(1, group.spread)
  return account => {
    const x = score(account)
    if (Number.isNaN(x)) return undefined
    const z = group.centre
    const raw = -Math.log(spread) - (x - z) ** 2 / (2 * spread * spread) + (x * x) / 2
    return Math.max(floor, Math.min(coActivity.cap, x > z ? Math.max(raw, 0) : raw))
  }
}

/**
 * The holders who move together: a mixture of strangers (standard normal) and movers (normal, fitted), and those
 * more likely to be of the second kind. Holders without a rhythm stay out: they come in later, if others speak for them.
 */
export function movers(holders: Int32Array, rhythms: Rhythms): Int32Array {
  let kept = [...holders].filter(holder => (rhythms.rowOf[holder] as number) >= 0)
  for (let pass = 0; pass < 3; pass++) {
    if (kept.length < moversLeast) return new Int32Array(0)
    const z = Float64Array.from(kept, agreementWith(kept, rhythms))
    let share = 0.5
    let mean = Math.max(1, z.reduce((a, b) => a + b, 0) / z.length)
    let variance = 1
    const chance = (x: number): number => {
      const mover = (share / Math.sqrt(variance)) * Math.exp(-((x - mean) ** 2) / (2 * variance))
      return mover / (mover + (1 - share) * Math.exp(-(x * x) / 2) + 1e-300)
    }
    for (let round = 0; round < rounds; round++) {
      const weights = z.map(chance)
      const total = weights.reduce((a, b) => a + b, 0)
      share = Math.min(0.99, Math.max(0.01, total / z.length))
      mean = Math.max(0.5, weights.reduce((sum, w, i) => sum + w * (z[i] as number), 0) / total)
      variance = Math.max(
        0.5,
        weights.reduce((sum, w, i) => sum + w * ((z[i] as number) - mean) ** 2, 0) / total,
      )
    }
    const next = kept.filter((_, i) => (z[i] as number) >= mean || chance(z[i] as number) > 0.5)
    if (next.length === kept.length) break
    kept = next
  }
  return Int32Array.from(kept)
}
