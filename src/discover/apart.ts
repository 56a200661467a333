/** Apart: who openly belongs together does not vanish among those who do not. */
import { groupLeast } from './group.ts'
import type { Population } from './population.ts'

/** From this share of named members on, the whole group is explained by them; see `openExplanation`. */
export const namedLeast = 0.2

/**
 * A pool that varies its use comes close to honest machines that do the same work: a few members of one organisation
 * in a group of strangers are a group of their own. Where many members name theirs, they speak for all and stay.
 */
export function apartByOrganisation<Member extends { readonly account: number }>(
  groups: readonly (readonly Member[])[],
  population: Population,
): Member[][] {
  return groups.flatMap(members => {
    const named = new Map<string, Member[]>()
    for (const member of members) {
      const name = population.facts[member.account]?.organization
      if (name) named.set(name, [...(named.get(name) ?? []), member])
    }
    const open = [...named.values()].filter(list => list.length >= groupLeast)
    const leaving = new Set(open.flat())
    if (leaving.size > namedLeast * members.length) return [[...members]]
    return [members.filter(member => !leaving.has(member)), ...open]
  })
}
