/** Load of one arm, period by period, from the log. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const loadQuery = defineQuery(new URL('./period-load.sql', import.meta.url), {
  params: z.object({
    list: z.string(),
    role: z.enum(['treated', 'control']),
    from: z.string(),
    to: z.string(),
    period_ms: z.int(),
    washout_ms: z.int(),
  }),
  row: z.object({ period: z.number(), exchanges: z.number(), duration_ms: z.number() }),
})

export interface LoadsAsked {
  readonly list: string
  readonly role: 'treated' | 'control'
  /** Epoch milliseconds. */
  readonly from: number
  readonly periods: number
  readonly period_ms: number
  readonly washout_ms: number
}

/** Exchanges of every period, silent ones as 0, and the usual length of a call in milliseconds (0: not known). */
export async function loads(
  store: Store,
  asked: LoadsAsked,
): Promise<{ exchanges: number[]; callMs: number }> {
  const { list, role, from, periods, period_ms, washout_ms } = asked
  const exchanges = new Array<number>(periods).fill(0)
  if (periods === 0) return { exchanges, callMs: 0 }
  const rows = await store.rows(loadQuery, {
    list,
    role,
    from: new Date(from).toISOString(),
    to: new Date(from + periods * period_ms).toISOString(),
    period_ms,
    washout_ms,
  })
  let calls = 0
  let ms = 0
  for (const row of rows) {
    exchanges[row.period] = row.exchanges
    calls += row.exchanges
    ms += row.exchanges * row.duration_ms
  }
  return { exchanges, callMs: calls === 0 ? 0 : ms / calls }
}
