/** Seeded randomness. sfc32: Chris Doty-Humphrey, PractRand; seeded through splitmix32. Never for secrets. */

/** Uniform in [0, 1). */
export type Rng = () => number

/**
 * A generator that yields the same sequence for the same seed on every machine.
 * @example const rng = makeRng(7); rng() // 0 ≤ x < 1
 */
export function makeRng(seed: number): Rng {
  let state = seed >>> 0
  const splitmix = (): number => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return (t ^ (t >>> 15)) | 0
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let counter = 1
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

/** Integer in [low, high], both included. */
export const randomInt = (rng: Rng, low: number, high: number): number =>
  low + Math.floor(rng() * (high - low + 1))

/** One item of a non-empty list. */
export function pick<T>(rng: Rng, items: readonly T[]): T {
  const item = items[Math.floor(rng() * items.length)]
  if (item === undefined) throw new RangeError('pick needs a non-empty list')
  return item
}

/** Standard normal, Box and Muller 1958. */
export const randomNormal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
