/** Draws the range needs beyond `rng.ts`, and seeds derived from names so that no part disturbs another. */
import { makeRng, type Rng, randomNormal } from '../rng.ts'

/** FNV-1a over UTF-16 units, mixed with a salt. Not for secrets. */
export function hash32(text: string, salt = 0): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x735a2d97)
  return (hash ^ (hash >>> 15)) >>> 0
}

/**
 * A generator of its own for each name under one seed. A second hash rotates the sequence: 32 bits of seed alone
 * would make some pairs among a million accounts twins, down to the payment card.
 */
export function namedRng(seed: number, name: string): Rng {
  const next = makeRng(hash32(name, seed))
  const turn = hash32(name, seed ^ 0x2545f491) / 4294967296
  return () => {
    const value = next() + turn
    return value >= 1 ? value - 1 : value
  }
}

const hex = '0123456789abcdef'

/** `length` hexadecimal digits. */
export function randomHex(rng: Rng, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) text += hex[Math.floor(rng() * 16)]
  return text
}

/** Opaque and stable: 16 hexadecimal digits from a seed and a name. */
export function opaque(seed: number, name: string): string {
  return (
    hash32(name, seed).toString(16).padStart(8, '0') +
    hash32(name, seed ^ 0x5bd1e995)
      .toString(16)
      .padStart(8, '0')
  )
}

/** Poisson count; normal approximation above 60, where the error is far below the noise. */
export function randomPoisson(rng: Rng, mean: number): number {
  if (mean <= 0) return 0
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * randomNormal(rng)))
  const floor = Math.exp(-mean)
  let product = rng()
  let count = 0
  while (product > floor) {
    product *= rng()
    count++
  }
  return count
}

export const randomLogNormal = (rng: Rng, median: number, sigma: number): number =>
  median * Math.exp(sigma * randomNormal(rng))

/** Waiting time with the given mean. */
export const randomExponential = (rng: Rng, mean: number): number => -mean * Math.log(1 - rng())

/** Log-uniform in [low, high): as likely between 5 and 50 as between 50 and 500. */
export const randomLogUniform = (rng: Rng, low: number, high: number): number =>
  low * Math.exp(rng() * Math.log(high / low))

export const randomBetween = (rng: Rng, low: number, high: number): number => low + rng() * (high - low)

export const chance = (rng: Rng, probability: number): boolean => rng() < probability

/** One item by weight. */
export function weighted<T>(rng: Rng, items: readonly (readonly [T, number])[]): T {
  let total = 0
  for (const [, weight] of items) total += weight
  let left = rng() * total
  let last: T | undefined
  for (const [item, weight] of items) {
    last = item
    left -= weight
    if (left < 0) break
  }
  if (last === undefined) throw new RangeError('weighted needs a non-empty list')
  return last
}

/** Rank in [0, size) with a Zipf-like tail: low ranks are popular. */
export const randomRank = (rng: Rng, size: number, skew = 2): number => Math.floor(size * rng() ** skew)

/** `count` different items, order drawn; all of them when there are fewer. */
export function sample<T>(rng: Rng, items: readonly T[], count: number): T[] {
  const pool = [...items]
  const kept: T[] = []
  while (kept.length < count && pool.length > 0) {
    const at = Math.floor(rng() * pool.length)
    const last = pool.pop() as T
    if (at < pool.length) {
      kept.push(pool[at] as T)
      pool[at] = last
    } else kept.push(last)
  }
  return kept
}
