/** What of a campaign may leave the house: values held by several members and by hardly anybody else. ADR 0010 says why. */
import { z } from 'zod'
import type { Finding, Run } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

export const sharedKinds = [
  'address-range',
  'user-agent',
  'ja4',
  'tool-set',
  'system-prompt',
  'template',
  'parameters',
  'card-range',
  'mail-domain',
] as const
export type SharedKind = (typeof sharedKinds)[number]

export interface SharedValue {
  readonly kind: SharedKind
  readonly value: string
  /** Members that hold it, and others in the records. */
  readonly members: number
  readonly others: number
  readonly exchanges: number
  readonly first: string
  readonly last: string
}

/** A value of fewer could point at one person. */
export const leastMembers = 5
/** Held by more others than this share of its members, a value would accuse the innocent elsewhere. */
export const mostOthers = 0.1
/** Of each kind: an indicator list longer than this is a dump, not a hint. */
export const mostValues = 2_000

/** Bytes: a client that names itself in more says something to whoever reads the list, not what it is. */
const longestValue = 512

const row = z.object({
  kind: z.enum(sharedKinds),
  value: z.string(),
  members: z.number(),
  others: z.number(),
  exchanges: z.number(),
  first: z.string(),
  last: z.string(),
})
const params = z.object({
  run: z.string(),
  id: z.string(),
  as_of: z.string(),
  least: z.int(),
  most: z.number(),
  limit: z.int(),
  longest: z.int(),
})

export const sharedQueries = {
  traffic: defineQuery(new URL('./shareable-traffic.sql', import.meta.url), { params, row }),
  accounts: defineQuery(new URL('./shareable-accounts.sql', import.meta.url), { params, row }),
} as const

/** What may be shared of one campaign; empty for a group, which accuses nobody. */
export async function sharedValues(store: Store, run: Run, finding: Finding): Promise<SharedValue[]> {
  if (finding.kind !== 'campaign') return []
  const bound = {
    run: run.run,
    id: finding.id,
    as_of: run.as_of.replace('T', ' ').replace('Z', ''),
    least: leastMembers,
    most: mostOthers,
    limit: mostValues,
    longest: longestValue,
  }
  return [
    ...(await store.rows(sharedQueries.traffic, bound)),
    ...(await store.rows(sharedQueries.accounts, bound)),
  ]
}
