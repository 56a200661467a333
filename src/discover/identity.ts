/** Stable identity: a finding keeps its id from run to run; the id is the hand's, not the run's. */
import { createHash } from 'node:crypto'

export interface Earlier {
  readonly id: string
  readonly kind: 'campaign' | 'group'
  readonly accounts: ReadonlySet<string>
}

export interface Named {
  readonly id: string
  /** Ids of earlier findings that were merged into this one. */
  readonly merged: readonly string[]
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
  for (const pair of pairs) {
    if (given.has(pair.earlier)) continue
    const id = (earlier[pair.earlier] as Earlier).id
    given.add(pair.earlier)
    if (ids.has(pair.group)) merged.set(pair.group, [...(merged.get(pair.group) ?? []), id])
    else ids.set(pair.group, id)
  }
  const used = new Set(ids.values())
  return groups.map((accounts, group) => {
    let id = ids.get(group) ?? mint(accounts, 'sw')
    while (!ids.has(group) && used.has(id)) id = `${id}x`
    used.add(id)
    return { id, merged: merged.get(group) ?? [] }
  })
}
