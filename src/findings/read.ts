/** Reads what detection stored. All of it speaks of the newest run; older runs are history. */
import { z } from 'zod'
import {
  type Finding,
  findingSchema,
  type Member,
  memberSchema,
  type Run,
  runSchema,
} from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { lineageQuery, readAncestry, withAncestry } from './lineage.ts'

/** More findings than a person reads; a run that names more is a fault of the run, not of the list. */
export const mostFindings = 10_000

const bodyRow = z.object({ body: z.string() })

export const findingQueries = {
  timeline: defineQuery(new URL('./timeline.sql', import.meta.url), { params: z.object({}), row: bodyRow }),
  firstFlagged: defineQuery(new URL('./first-flagged.sql', import.meta.url), {
    params: z.object({ until: z.string() }),
    row: z.object({ account: z.string(), since: z.number() }),
  }),
  run: defineQuery(new URL('./newest-run.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: bodyRow,
  }),
  list: defineQuery(new URL('./list-findings.sql', import.meta.url), {
    params: z.object({ run: z.string(), kind: z.string(), limit: z.int() }),
    row: bodyRow,
  }),
  one: defineQuery(new URL('./one-finding.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: bodyRow,
  }),
  members: defineQuery(new URL('./members.sql', import.meta.url), {
    params: z.object({
      run: z.string(),
      id: z.string(),
      search: z.string(),
      offset: z.int(),
      limit: z.int(),
    }),
    row: bodyRow,
  }),
  memberCount: defineQuery(new URL('./member-count.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), search: z.string() }),
    row: z.object({ count: z.number() }),
  }),
  lineage: lineageQuery,
  exportMembers: defineQuery(new URL('./export-members.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: z.object({ campaign: z.string(), body: z.string() }),
  }),
} as const

/** One run by its id; the newest when the id is empty. */
export async function readRun(store: Store, run: string): Promise<Run | undefined> {
  const [row] = await store.rows(findingQueries.run, { run })
  return row === undefined ? undefined : runSchema.parse(JSON.parse(row.body))
}

/** The run that speaks for the present, or nothing before the first `detect`. */
export const newestRun = (store: Store): Promise<Run | undefined> => readRun(store, '')

/** Campaigns, groups, or both, the largest first. */
export async function listFindings(store: Store, kind?: Finding['kind']): Promise<Finding[]> {
  const run = await newestRun(store)
  if (run === undefined) return []
  const rows = await store.rows(findingQueries.list, { run: run.run, kind: kind ?? '', limit: mostFindings })
  const known = await readAncestry(store, run.as_of)
  return rows.map(row => withAncestry(findingSchema.parse(JSON.parse(row.body)), known))
}

/** One campaign or group of the newest run. */
export async function finding(store: Store, id: string): Promise<Finding | undefined> {
  const run = await newestRun(store)
  if (run === undefined) return undefined
  const [row] = await store.rows(findingQueries.one, { run: run.run, id })
  if (row === undefined) return undefined
  return withAncestry(findingSchema.parse(JSON.parse(row.body)), await readAncestry(store, run.as_of, id))
}

export interface MemberPage {
  offset: number
  limit: number
  /** Part of an account's name; empty for all. */
  search?: string
}

/** A page of members, the surest first. */
export async function members(store: Store, id: string, page: MemberPage): Promise<Member[]> {
  const run = await newestRun(store)
  if (run === undefined) return []
  const { offset, limit, search = '' } = page
  const rows = await store.rows(findingQueries.members, { run: run.run, id, search, offset, limit })
  return rows.map(row => memberSchema.parse(JSON.parse(row.body)))
}

/** How many members answer to `search`. */
export async function countMembers(store: Store, id: string, search = ''): Promise<number> {
  const run = await newestRun(store)
  if (run === undefined) return 0
  const [row] = await store.rows(findingQueries.memberCount, { run: run.run, id, search })
  return row?.count ?? 0
}

/** Every member of every campaign, never of a group, without holding them in memory. */
export async function* campaignMembers(store: Store): AsyncIterable<{ campaign: string; member: Member }> {
  const run = await newestRun(store)
  if (run === undefined) return
  for await (const row of store.stream(findingQueries.exportMembers, { run: run.run })) {
    yield { campaign: row.campaign, member: memberSchema.parse(JSON.parse(row.body)) }
  }
}

/** Every look in event time, oldest first: what a replay found step by step. */
export async function timeline(store: Store): Promise<Run[]> {
  const rows = await store.rows(findingQueries.timeline, {})
  return rows.map(row => runSchema.parse(JSON.parse(row.body)))
}

/** Event time, epoch milliseconds, at which each account was first a member of a campaign, up to `until` (RFC 3339). */
export async function firstFlagged(store: Store, until: string): Promise<Map<string, number>> {
  const rows = await store.rows(findingQueries.firstFlagged, { until })
  return new Map(rows.map(row => [row.account, row.since]))
}
