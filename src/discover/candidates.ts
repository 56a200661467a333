/** Questions about all candidates at once: one scan each, joined with who is in which. */
import { z } from 'zod'
import { capabilities } from '../model/sketch.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { Population } from './population.ts'

const asked = z.object({ run: z.string(), until: z.string() })
const number = z.coerce.number()

const overlapQuery = defineQuery(new URL('./group-overlap.sql', import.meta.url), {
  params: asked,
  row: z.object({ candidate: number, items: number, shared: number, again: number, members: number }),
})
const capabilitiesQuery = defineQuery(new URL('./group-capabilities.sql', import.meta.url), {
  params: asked.extend({ bits: z.number() }),
  row: z.object({ candidate: number, bit: number, with_it: number, sketched: number }),
})
const timelineQuery = defineQuery(new URL('./group-timeline.sql', import.meta.url), {
  params: asked,
  row: z.object({ candidate: number, day: z.string(), exchanges: number, accounts: number }),
})
const modelsQuery = defineQuery(new URL('./group-models.sql', import.meta.url), {
  params: asked,
  row: z.object({ candidate: number, model: z.string(), exchanges: number }),
})

export interface CandidateFacts {
  /** Of the typical member's questions: the share another member asked too, the share of askings that repeat his own. */
  readonly overlap?: { items: number; members: number; shared: number; again: number }
  readonly capabilities: { capability: string; share: number; honest: number }[]
  readonly timeline: { day: string; exchanges: number; accounts: number }[]
  readonly models: { model: string; exchanges: number }[]
}

/** The candidate number the queries give to everybody who is in none. */
const nobody = 4294967295

/** Writes who is in which candidate, then asks. `members[c]` are positions in the population. */
export async function askCandidates(
  store: Store,
  run: string,
  until: string,
  members: readonly ArrayLike<number>[],
  population: Population,
): Promise<CandidateFacts[]> {
  if (members.length === 0) return []
  const rows = members.flatMap((list, candidate) =>
    Array.from(list, position => ({ run, candidate, account: population.traffic[position]?.account ?? '' })),
  )
  await store.append('candidates', `${run}/candidates`, rows)
  const overlaps = await store.rows(overlapQuery, { run, until })
  const bits = await store.rows(capabilitiesQuery, { run, until, bits: capabilities.length })
  const days = await store.rows(timelineQuery, { run, until })
  const models = await store.rows(modelsQuery, { run, until })
  const honest = new Map(
    bits
      .filter(row => row.candidate === nobody)
      .map(row => [row.bit, row.with_it / Math.max(1, row.sketched)]),
  )
  return members.map((_, candidate) => {
    const overlap = overlaps.find(row => row.candidate === candidate)
    return {
      ...(overlap && { overlap }),
      capabilities: bits
        .filter(row => row.candidate === candidate)
        .map(row => ({
          capability: capabilities[row.bit] ?? 'unknown',
          share: row.with_it / Math.max(1, row.sketched),
          honest: honest.get(row.bit) ?? 0,
        }))
        .sort((a, b) => b.share - a.share || (a.capability < b.capability ? -1 : 1)),
      timeline: days
        .filter(row => row.candidate === candidate)
        .map(({ day, exchanges, accounts }) => ({ day, exchanges, accounts })),
      models: models
        .filter(row => row.candidate === candidate)
        .map(({ model, exchanges }) => ({ model, exchanges })),
    }
  })
}
