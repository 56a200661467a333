/** The questions a dossier rests on, in the order of its appendix. */
import { z } from 'zod'
import type { Answer } from '../model/dossier.ts'
import { defineQuery, type Query } from '../query.ts'
import type { AskedSignal } from './recount.ts'

export const recountQueries = {
  verdict: defineQuery(new URL('./recount/verdict.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({
      kind: z.string(),
      state: z.string(),
      since: z.string(),
      confidence: z.number(),
      doubt: z.number(),
      e_value: z.number(),
      promise: z.number(),
      same_hand: z.number(),
      purpose: z.number(),
      why_not: z.string(),
      predecessor: z.string(),
    }),
  }),
  totals: defineQuery(new URL('./recount/totals.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      accounts: z.number(),
      exchanges: z.number(),
      input_tokens: z.number(),
      output_tokens: z.number(),
      first_day: z.string(),
      last_day: z.string(),
      days: z.number(),
      per_account_day: z.number(),
      models: z.number(),
    }),
  }),
  busiest: defineQuery(new URL('./recount/busiest.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      busiest_day: z.string(),
      most: z.number(),
      median: z.number(),
      most_accounts: z.number(),
    }),
  }),
  timeline: defineQuery(new URL('./recount/timeline.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({ day: z.string(), exchanges: z.number(), accounts: z.number() }),
  }),
  capabilities: defineQuery(new URL('./recount/capabilities.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string(), names: z.array(z.string()) }),
    row: z.object({ capability: z.string(), share: z.number(), elsewhere: z.number() }),
  }),
  models: defineQuery(new URL('./recount/models.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({ model: z.string(), exchanges: z.number(), share: z.number() }),
  }),
  cover: defineQuery(new URL('./recount/cover.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      addresses: z.number(),
      ranges: z.number(),
      networks: z.number(),
      agents: z.number(),
      fingerprints: z.number(),
      rented_share: z.number().nullable(),
      home_share: z.number().nullable(),
      askings: z.number(),
      questions: z.number(),
      repeated_share: z.number().nullable(),
    }),
  }),
  paper: defineQuery(new URL('./recount/paper.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      known: z.number(),
      instruments: z.number(),
      paying: z.number(),
      mail_domains: z.number(),
      with_organisation: z.number(),
      bought_cards: z.number(),
      first_created: z.string(),
      last_created: z.string(),
      suspended: z.number(),
      banned: z.number(),
    }),
  }),
  networks: defineQuery(new URL('./recount/networks.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({ kind: z.string(), exchanges: z.number(), share: z.number(), accounts: z.number() }),
  }),
  countries: defineQuery(new URL('./recount/countries.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({ country: z.string(), exchanges: z.number(), share: z.number() }),
  }),
  leak: defineQuery(new URL('./recount/leak.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      before: z.number(),
      after: z.number(),
      before_share: z.number().nullable(),
      first_named: z.string(),
    }),
  }),
  evidence: defineQuery(new URL('./recount/evidence.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({ signal: z.string(), family: z.string(), weight: z.number(), detail: z.string() }),
  }),
  sureness: defineQuery(new URL('./recount/sureness.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({
      members: z.number(),
      surest: z.number(),
      least: z.number().nullable(),
      strangers: z.number(),
    }),
  }),
  rank: defineQuery(new URL('./recount/rank.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({ campaigns: z.number(), by_exchanges: z.number(), by_accounts: z.number() }),
  }),
  campaigns: defineQuery(new URL('./recount/campaigns.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({
      id: z.string(),
      accounts: z.number(),
      exchanges: z.number(),
      output_tokens: z.number(),
      first_day: z.string(),
      last_day: z.string(),
      days: z.number(),
      name: z.string(),
    }),
  }),
  lookAlikes: defineQuery(new URL('./recount/look-alikes.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({
      id: z.string(),
      name: z.string(),
      accounts: z.number(),
      same_hand: z.number(),
      purpose: z.number(),
    }),
  }),
  run: defineQuery(new URL('./recount/run.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: z.object({
      version: z.string(),
      as_of: z.string(),
      exchanges: z.number(),
      accounts: z.number(),
      campaigns: z.number(),
      groups: z.number(),
      members: z.number(),
    }),
  }),
  sources: defineQuery(new URL('./recount/sources.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: z.object({ source: z.string(), coverage: z.number() }),
  }),
  signals: defineQuery(new URL('./recount/signals.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: z.object({ signal: z.string(), family: z.string(), found: z.number() }),
  }),
  members: defineQuery(new URL('./recount/members.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string(), as_of: z.string() }),
    row: z.object({
      account: z.string(),
      probability: z.number(),
      exchanges: z.number(),
      first_day: z.string(),
      last_day: z.string(),
      since: z.string(),
    }),
  }),
  actsCount: defineQuery(new URL('./recount/acts-count.sql', import.meta.url), {
    params: z.object({ id: z.string() }),
    row: z.object({ entries: z.number() }),
  }),
  acts: defineQuery(new URL('./recount/acts.sql', import.meta.url), {
    params: z.object({ id: z.string() }),
    row: z.object({
      seq: z.number(),
      moment: z.string(),
      act: z.string(),
      actor_kind: z.string(),
      hash: z.string(),
    }),
  }),
  auditHead: defineQuery(new URL('./recount/audit-head.sql', import.meta.url), {
    params: z.object({}),
    row: z.object({ entries: z.number(), head: z.string() }),
  }),
  inputs: defineQuery(new URL('./recount/inputs.sql', import.meta.url), {
    params: z.object({}),
    row: z.object({
      files: z.number(),
      parts: z.number(),
      lines: z.number(),
      taken: z.number(),
      repeated: z.number(),
      rejected: z.number(),
      digest: z.string(),
    }),
  }),
  custody: defineQuery(new URL('./recount/custody.sql', import.meta.url), {
    params: z.object({}),
    row: z.object({
      file: z.string(),
      name: z.string(),
      parts: z.number(),
      lines: z.number(),
      taken: z.number(),
      repeated: z.number(),
      rejected: z.number(),
      accounts: z.number(),
      first_stored: z.string(),
      last_stored: z.string(),
    }),
  }),
} as const

const around = { run: z.string(), id: z.string(), until: z.string() }
const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const heldValues = defineQuery(new URL('./recount/held-values.sql', import.meta.url), {
  params: z.object(around),
  row: anyRow,
})
const traitValues = defineQuery(new URL('./recount/trait-values.sql', import.meta.url), {
  params: z.object(around),
  row: anyRow,
})

/** The signal's own query, inside the one that counts members and others. */
export function signalQuery(signal: AskedSignal): Query<unknown, Answer['rows'][number]> {
  const outer = signal.kind === 'attribute' ? heldValues : traitValues
  return {
    name: `signals/${signal.id}`,
    sql: outer.sql.replace('signal_query', () => `(\n${signal.sql.trimEnd()}\n  )`),
    params: z.object(around),
    row: anyRow,
  }
}
