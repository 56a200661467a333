/** Headers between two connections: RFC 9110 § 7.6.1 names what belongs to one of them only. */

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** `[name, value]` in the order they came. */
export type HeaderPairs = readonly (readonly [string, string])[]

export function pairsOf(rawHeaders: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return pairs
}

/** Node's flat list again, without what ends here and without `also` (lower case). */
export function passedOn(pairs: HeaderPairs, also: ReadonlySet<string> = new Set()): string[] {
  const named = new Set(
    pairs
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.split(',').map(token => token.trim().toLowerCase())),
  )
  return pairs
    .filter(([name]) => {
      const lower = name.toLowerCase()
      return !hopByHop.has(lower) && !named.has(lower) && !also.has(lower)
    })
    .flat()
}

export const headerOf = (pairs: HeaderPairs, wanted: string): string | undefined =>
  pairs.find(([name]) => name.toLowerCase() === wanted)?.[1]
