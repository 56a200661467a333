/** Stable identity: a finding keeps its id from run to run; the id is the hand's, not the run's. */
import { createHash } from 'node:crypto'
import type { Ancestor } from '../model/finding.ts'

export interface Earlier {
  readonly id: string
  readonly kind: 'campaign' | 'group'
  readonly accounts: ReadonlySet<string>
}

export interface Named {
  readonly id: string
  /** Ids of earlier findings that were merged into this one. */
  readonly merged: readonly string[]
  /** Earlier finding whose larger part went on under its own id. */
  readonly splitFrom?: string
}

/** A new id is made of the first member and the time, so that the same data name it the same. */
const mint = (accounts: readonly string[], prefix: string): string =>
  `${prefix}-${createHash('sha256')
    .update([...accounts].sort().slice(0, 16).join('\n'))
    .digest('hex')
    .slice(0, 10)}`

/**
 * Gives each group of accounts the id of the earlier finding it shares most accounts with, largest overlap first;
 * an id is given once.
 */
export function identify(groups: readonly (readonly string[])[], earlier: readonly Earlier[]): Named[] {
  const pairs: { group: number; earlier: number; shared: number }[] = []
  groups.forEach((accounts, group) => {
    earlier.forEach((one, e) => {
      let shared = 0
      for (const account of accounts) if (one.accounts.has(account)) shared++
      if (shared > 0 && shared * 3 >= Math.min(accounts.length, one.accounts.size))
        pairs.push({ group, earlier: e, shared })
    })
  })
  pairs.sort((a, b) => b.shared - a.shared || a.group - b.group || a.earlier - b.earlier)
  const ids = new Map<number, string>()
  const given = new Set<number>()
  const merged = new Map<number, string[]>()
  const split = new Map<number, string>()
  for (const pair of pairs) {
    const id = (earlier[pair.earlier] as Earlier).id
    if (given.has(pair.earlier)) {
      if (!split.has(pair.group)) split.set(pair.group, id)
      continue
    }
    given.add(pair.earlier)
    if (ids.has(pair.group)) merged.set(pair.group, [...(merged.get(pair.group) ?? []), id])
    else ids.set(pair.group, id)
  }
  const used = new Set(ids.values())
  return groups.map((accounts, group) => {
    let id = ids.get(group) ?? mint(accounts, 'sw')
    while (!ids.has(group) && used.has(id)) id = `${id}x`
    used.add(id)
    const splitFrom = ids.has(group) ? undefined : split.get(group)
    return { id, merged: merged.get(group) ?? [], ...(splitFrom !== undefined && { splitFrom }) }
  })
}

/** What a run saw go into a finding, dated with the run's event time (RFC 3339). */
export const ancestorsOf = (named: Named | undefined, seen: string): Ancestor[] => [
  ...(named?.merged ?? []).map(earlier => ({ relation: 'merged' as const, earlier, seen })),
  ...(named?.splitFrom === undefined ? [] : [{ relation: 'split' as const, earlier: named.splitFrom, seen }]),
]
