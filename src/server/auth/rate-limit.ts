/** Token buckets by name, as many as fit a bound: a stranger with many addresses costs no memory. */
import type { Clock } from '../../clock.ts'

export interface RateLimit {
  /** Takes one; gives 0, or the seconds after which one is there again. */
  take(name: string): number
}

export interface RateLimitOptions {
  readonly perSecond: number
  /** How many may come at once. */
  readonly burst: number
  readonly clock: Clock
  readonly names?: number
}

interface Bucket {
  left: number
  at: number
}

export function rateLimit({ perSecond, burst, clock, names = 10_000 }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Bucket>()
  return {
    take(name) {
      const now = clock()
      const old = buckets.get(name) ?? { left: burst, at: now }
      const left = Math.min(burst, old.left + ((now - old.at) / 1000) * perSecond)
      const isGiven = left >= 1
      // The map keeps the order of use: what was not asked for longest is forgotten first, and is full again.
      buckets.delete(name)
      buckets.set(name, { left: isGiven ? left - 1 : left, at: now })
      if (buckets.size > names) {
        const [oldest] = buckets.keys()
        if (oldest !== undefined) buckets.delete(oldest)
      }
      return isGiven ? 0 : Math.ceil((1 - left) / perSecond)
    },
  }
}

/** Somebody with IPv6 has a whole /64; IPv4 may come mapped. */
export function addressName(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d)/i, '')
  return plain.includes(':') ? expanded(plain).slice(0, 4).join(':') : plain
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  return [...first, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last]
}
