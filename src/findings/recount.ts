/** Counts a finding's numbers again from the exchanges, so that a dossier can be checked instead of believed. */
import { z } from 'zod'
import type { Finding, Run } from '../model/finding.ts'
import { capabilities } from '../model/sketch.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { findingQueries } from './read.ts'

const params = z.object({ run: z.string(), id: z.string(), as_of: z.string() })

const totals = defineQuery(new URL('./recount-totals.sql', import.meta.url), {
  params,
  row: z.object({
    accounts: z.number(),
    exchanges: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    first_day: z.string(),
    last_day: z.string(),
  }),
})
const shares = defineQuery(new URL('./recount-capabilities.sql', import.meta.url), {
  params: params.extend({ bits: z.int() }),
  row: z.object({ bit: z.number(), share: z.number() }),
})
const timeline = defineQuery(new URL('./recount-timeline.sql', import.meta.url), {
  params,
  row: z.object({ day: z.string(), exchanges: z.number(), accounts: z.number() }),
})
const models = defineQuery(new URL('./recount-models.sql', import.meta.url), {
  params,
  row: z.object({ model: z.string(), exchanges: z.number() }),
})

export const recountQueries = { totals, shares, timeline, models } as const

/** One number of the dossier: what was stored, what the store says now, and the query that asks it. */
export interface Recounted {
  what: string
  stored: string
  now: string
  query: string
}

export interface Recount {
  numbers: Recounted[]
  /** Name, text and bound values of each query. */
  queries: { name: string; sql: string; params: Record<string, string | number> }[]
}

/** Runs every query of the appendix once. */
export async function recount(store: Store, run: Run, finding: Finding): Promise<Recount> {
  const bound = { run: run.run, id: finding.id, as_of: run.as_of.replace('T', ' ').replace('Z', '') }
  const [sum] = await store.rows(totals, bound)
  const days = await store.rows(timeline, bound)
  const perModel = await store.rows(models, bound)
  const perBit = await store.rows(shares, { ...bound, bits: capabilities.length })
  const number = (what: string, stored: unknown, now: unknown, query: string): Recounted => ({
    what,
    stored: String(stored),
    now: String(now),
    query,
  })
  const share = (name: string): number | undefined =>
    perBit.find(row => capabilities[row.bit] === name)?.share
  const numbers = [
    number('accounts', finding.accounts, sum?.accounts ?? 0, totals.name),
    number('exchanges', finding.exchanges, sum?.exchanges ?? 0, totals.name),
    number('input tokens', finding.input_tokens, sum?.input_tokens ?? 0, totals.name),
    number('output tokens', finding.output_tokens, sum?.output_tokens ?? 0, totals.name),
    number('first day', finding.first.slice(0, 10), sum?.first_day ?? '', totals.name),
    number('last day', finding.last.slice(0, 10), sum?.last_day ?? '', totals.name),
    number(
      'days with traffic',
      finding.timeline.filter(one => one.exchanges > 0).length,
      days.length,
      timeline.name,
    ),
    ...finding.models.map(one =>
      number(
        `exchanges with ${one.model}`,
        one.exchanges,
        perModel.find(row => row.model === one.model)?.exchanges ?? 0,
        models.name,
      ),
    ),
    ...finding.capabilities.map(one =>
      number(
        `share of ${one.capability}`,
        one.share.toFixed(3),
        share(one.capability)?.toFixed(3) ?? 'not known',
        shares.name,
      ),
    ),
  ]
  const described = [totals, timeline, models].map(query => ({
    name: query.name,
    sql: query.sql,
    params: bound,
  }))
  return {
    numbers,
    queries: [
      ...described,
      { name: shares.name, sql: shares.sql, params: { ...bound, bits: capabilities.length } },
      {
        name: findingQueries.one.name,
        sql: findingQueries.one.sql,
        params: { run: bound.run, id: bound.id },
      },
    ],
  }
}
