/** What kind of network an autonomous system is, from its number and its organisation's name. Unknown stays ''. */
import { kindAsns } from './kind-asns.ts'
import { kindWords } from './kind-words.ts'

export const networkKinds = [
  'hosting',
  'vpn',
  'residential',
  'mobile',
  'education',
  'government',
  'business',
] as const
export type NetworkKind = (typeof networkKinds)[number]

/** Raised with every change of the rules, so that lists loaded under older rules are loaded again. */
export const kindRulesVersion = 1

const byNumber = new Map<number, NetworkKind | ''>()
for (const [kind, numbers] of kindAsns) for (const number of numbers) byNumber.set(number, kind)

/**
 * @example networkKind(24940, 'Hetzner Online GmbH') // 'hosting'
 * @example networkKind(64500, 'Example AG') // ''
 */
export function networkKind(asn: number, name: string): NetworkKind | '' {
  const known = byNumber.get(asn)
  if (known !== undefined) return known
  const plain = ` ${plainName(name)} `
  return kindWords.find(([, pattern]) => pattern.test(plain))?.[0] ?? ''
}

const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
