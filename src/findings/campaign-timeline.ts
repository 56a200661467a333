/** What happened to one finding day by day: exchanges by pool, members stopped, models that came, who followed. */
import { z } from 'zod'
import { verdicts } from '../model/decision.ts'
import type { Finding, Run } from '../model/finding.ts'
import type { CampaignTimeline } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { poolsOf } from './pools.ts'
import { remember } from './remember.ts'

const findingParams = z.object({ run: z.string(), id: z.string(), as_of: z.string() })

export const timelineQueries = {
  pools: defineQuery(new URL('./pool-activity.sql', import.meta.url), {
    params: findingParams,
    row: z.object({ started: z.string(), day: z.string(), exchanges: z.number(), accounts: z.number() }),
  }),
  stopped: defineQuery(new URL('./members-stopped.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({ day: z.string(), status: z.string(), accounts: z.number() }),
  }),
  told: defineQuery(new URL('./calls-told.sql', import.meta.url), {
    params: z.object({ id: z.string() }),
    row: z.object({ day: z.string(), decision: z.enum(verdicts), exchanges: z.number() }),
  }),
  debuts: defineQuery(new URL('./model-debuts.sql', import.meta.url), {
    params: z.object({ as_of: z.string() }),
    row: z.object({ model: z.string(), day: z.string() }),
  }),
} as const

type Mark = CampaignTimeline['marks'][number]
type Day = CampaignTimeline['days'][number]

/** `others` are the other findings of the same run: a successor names its predecessor. */
export async function campaignTimeline(
  store: Store,
  run: Run,
  finding: Finding,
  others: readonly Finding[],
): Promise<CampaignTimeline> {
  const asked = { run: run.run, id: finding.id, as_of: run.as_of }
  const { pools, days } = await remember(store, run.run, `pools ${finding.id}`, () =>
    poolDays(store, asked, finding),
  )
  const debuts = await remember(store, run.run, 'debuts', () =>
    store.rows(timelineQueries.debuts, { as_of: run.as_of }),
  )
  const stopped = await remember(store, run.run, `stopped ${finding.id}`, () =>
    store.rows(timelineQueries.stopped, { run: run.run, id: finding.id }),
  )
  // Not remembered: gateways go on deciding between two runs.
  const told = await store.rows(timelineQueries.told, { id: finding.id })
  const first = finding.first.slice(0, 10)
  const last = finding.last.slice(0, 10)
  const marks: Mark[] = [
    { day: finding.since.slice(0, 10), kind: 'named', what: '' },
    ...debuts
      .filter(
        one => one.day >= first && one.day <= last && finding.models.some(own => own.model === one.model),
      )
      .map(one => ({ day: one.day, kind: 'model' as const, what: one.model })),
    ...others
      .filter(one => one.predecessor === finding.id)
      .map(one => ({ day: one.first.slice(0, 10), kind: 'successor' as const, what: one.name, id: one.id })),
    ...others
      .filter(one => one.id === finding.predecessor)
      .map(one => ({ day: one.last.slice(0, 10), kind: 'predecessor' as const, what: one.name, id: one.id })),
  ]
  return { pools, days, stopped, told, marks: marks.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }
}

async function poolDays(store: Store, asked: z.infer<typeof findingParams>, finding: Finding) {
  const rows = await store.rows(timelineQueries.pools, asked)
  // Exchanges may have been dropped since; the finding's own days remain.
  if (rows.length === 0) {
    const { accounts } = finding
    const pools = [{ pool: 1, first: finding.first.slice(0, 10), last: finding.first.slice(0, 10), accounts }]
    return { pools, days: finding.timeline.map(one => ({ ...one, pool: 1 })) }
  }
  const begun = rows
    .filter(row => row.started === row.day)
    .map(row => ({ day: row.day, accounts: row.accounts }))
  const pools = poolsOf(begun)
  const days = new Map<string, Day>()
  for (const row of rows) {
    const pool = pools.findLast(one => one.first <= row.started)?.pool ?? 1
    const key = `${pool} ${row.day}`
    const held = days.get(key) ?? { day: row.day, pool, exchanges: 0, accounts: 0 }
    held.exchanges += row.exchanges
    held.accounts += row.accounts
    days.set(key, held)
  }
  return { pools, days: [...days.values()].toSorted((a, b) => a.pool - b.pool || (a.day < b.day ? -1 : 1)) }
}
