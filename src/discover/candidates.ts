/** What is asked about all candidates at once, joined with who is in which; what was counted of accounts is only added up. */
import { z } from 'zod'
import { capabilities } from '../model/sketch.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { Population } from './population.ts'
import { capabilityBits, type Tallies } from './tallies.ts'

const asked = z.object({ run: z.string(), until: z.string() })
const number = z.coerce.number()

const overlapQuery = defineQuery(new URL('./group-overlap.sql', import.meta.url), {
  params: asked,
  row: z.object({ candidate: number, items: number, shared: number, again: number, members: number }),
})
const timelineQuery = defineQuery(new URL('./group-timeline.sql', import.meta.url), {
  params: asked,
  row: z.object({ candidate: number, day: z.string(), exchanges: number, accounts: number }),
})

export interface CandidateFacts {
  /** Of the typical member's questions: the share another member asked too, the share of askings that repeat his own. */
  readonly overlap?: { items: number; members: number; shared: number; again: number }
  readonly capabilities: { capability: string; share: number; honest: number }[]
  readonly timeline: { day: string; exchanges: number; accounts: number }[]
  readonly models: { model: string; exchanges: number }[]
}

/** Sketched exchanges of some accounts, and how many of them exercise each capability. */
function takenBy(
  accounts: Iterable<number>,
  { sums, single, within }: Tallies,
): { sketched: number; by: number[] } {
  const by = capabilities.map(() => 0)
  let sketched = 0
  for (const account of accounts) {
    sketched += sums.sketched[account] as number
    for (let bit = 0; bit < by.length; bit++) {
      const at = account * capabilityBits + bit
      by[bit] = (by[bit] as number) + (single[at] as number) + (within[at] as number)
    }
  }
  return { sketched, by }
}

/** Exchanges by model, most first. */
function modelsOf(accounts: Iterable<number>, { models }: Tallies): CandidateFacts['models'] {
  const list = [...accounts]
  return [...models]
    .map(([model, byAccount]) => ({
      model,
      exchanges: list.reduce((sum, account) => sum + (byAccount.get(account)?.exchanges ?? 0), 0),
    }))
    .filter(({ exchanges }) => exchanges > 0)
    .sort((a, b) => b.exchanges - a.exchanges || (a.model < b.model ? -1 : 1))
}

/** Writes who is in which candidate, then asks. `members[c]` are positions in the population. */
export async function askCandidates(
  store: Store,
  run: string,
  until: string,
  members: readonly ArrayLike<number>[],
  population: Population,
  tallies: Tallies,
): Promise<CandidateFacts[]> {
  if (members.length === 0) return []
  const rows = members.flatMap((list, candidate) =>
    Array.from(list, position => ({ run, candidate, account: population.traffic[position]?.account ?? '' })),
  )
  await store.append('candidates', `${run}/candidates`, rows)
  const overlaps = await store.rows(overlapQuery, { run, until })
  const days = await store.rows(timelineQuery, { run, until })
  const inside = new Set(members.flatMap(list => Array.from(list)))
  const others: number[] = []
  for (let account = 0; account < population.size; account++) if (!inside.has(account)) others.push(account)
  const elsewhere = takenBy(others, tallies)
  return members.map((list, candidate) => {
    const overlap = overlaps.find(row => row.candidate === candidate)
    const accounts = Array.from(list)
    const { sketched, by } = takenBy(accounts, tallies)
    return {
      ...(overlap && { overlap }),
      capabilities: capabilities
        .map((capability, bit) => ({
          capability,
          share: (by[bit] as number) / Math.max(1, sketched),
          honest: (elsewhere.by[bit] as number) / Math.max(1, elsewhere.sketched),
        }))
        .filter(() => sketched > 0)
        .sort((a, b) => b.share - a.share || (a.capability < b.capability ? -1 : 1)),
      timeline: days
        .filter(row => row.candidate === candidate)
        .map(({ day, exchanges, accounts }) => ({ day, exchanges, accounts })),
      models: modelsOf(accounts, tallies),
    }
  })
}
