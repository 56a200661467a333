/** When somebody is active: hour of day in their own clock, day of week, days off, and events. */
import type { Rng } from '../rng.ts'
import { chance, randomBetween, randomLogNormal } from './draw.ts'
import type { World } from './traffic.ts'

/** Expected share of one hour, such that a plain day sums to 1 in the mean. */
export interface Rhythm {
  weight(hour: number): number
}

const shapes = {
  office: [
    0, 0, 0, 0, 0, 0.1, 0.4, 1.2, 3, 4, 4.2, 3.8, 2.4, 3.4, 4, 3.9, 3.4, 2.4, 1, 0.7, 0.6, 0.5, 0.3, 0.1,
  ],
  evening: [
    0.8, 0.3, 0.1, 0, 0, 0.1, 0.3, 0.7, 0.8, 0.8, 0.9, 1, 1.2, 1, 0.9, 1, 1.2, 1.6, 2.2, 3, 3.6, 3.6, 2.8,
    1.7,
  ],
  student: [
    1.6, 0.9, 0.4, 0.1, 0, 0, 0.1, 0.4, 0.9, 1.6, 2, 2, 1.4, 1.7, 2.1, 2.2, 2, 1.8, 1.7, 2.2, 2.7, 2.9, 2.8,
    2.3,
  ],
  night: [
    3, 2.6, 2, 1.2, 0.6, 0.2, 0.1, 0.1, 0.2, 0.4, 0.6, 0.9, 1.1, 1.3, 1.4, 1.5, 1.5, 1.5, 1.6, 1.9, 2.2, 2.6,
    3, 3.2,
  ],
  flat: Array.from({ length: 24 }, () => 1),
} as const
export type Shape = keyof typeof shapes

export interface RhythmOptions {
  readonly shape: Shape
  /** Activity on Saturday and Sunday against a weekday. */
  readonly weekend: number
  readonly offsetHours: number
  /** Probability that a day is used at all. */
  readonly daysActive: number
  /** Spread of the day's volume. */
  readonly spread?: number
  /** Multiplies the weight of a world hour: deadlines, events, accounts that open late. */
  readonly envelope?: (hour: number) => number
}

/** A rhythm with the person's own shift, sharpness and days. */
export function makeRhythm(rng: Rng, world: World, options: RhythmOptions): Rhythm {
  const shape = shapes[options.shape]
  const isFlat = options.shape === 'flat'
  const shift = isFlat ? 0 : randomBetween(rng, -2.2, 2.2)
  const sharpness = isFlat ? 1 : randomBetween(rng, 0.7, 1.6)
  const profile = new Float32Array(24)
  let total = 0
  for (let hour = 0; hour < 24; hour++) {
    const from = (((hour + shift) % 24) + 24) % 24
    const low = shape[Math.floor(from)] ?? 0
    const high = shape[(Math.floor(from) + 1) % 24] ?? 0
    const mixed = low + (high - low) * (from - Math.floor(from))
    const own = mixed ** sharpness * randomLogNormal(rng, 1, isFlat ? 0.08 : 0.35)
    profile[hour] = own
    total += own
  }
  for (let hour = 0; hour < 24; hour++) profile[hour] = (profile[hour] ?? 0) / total
  // One extra day on each side: a local day overhangs the world's days.
  const days = new Float32Array(world.days + 3)
  const { spread = 0.6 } = options
  for (let day = 0; day < days.length; day++) {
    const isUsed = chance(rng, options.daysActive)
    const factor = randomLogNormal(rng, Math.exp((-spread * spread) / 2), spread)
    days[day] = isUsed ? factor / options.daysActive : 0
  }
  const { offsetHours, weekend, envelope } = options
  const weekday0 = new Date(world.start).getUTCDay()
  return {
    weight(hour) {
      const local = hour + offsetHours
      const day = Math.floor(local / 24)
      const weekday = (((weekday0 + day) % 7) + 7) % 7
      const base = (profile[Math.floor(local - day * 24)] ?? 0) * (days[day + 1] ?? 0)
      const rested = weekday === 0 || weekday === 6 ? base * weekend : base
      return envelope === undefined ? rested : rested * envelope(hour)
    },
  }
}
