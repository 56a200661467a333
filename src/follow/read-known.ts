/** Reads from the store what decisions rest on. Everything but successors, which have a file of their own. */
import { z } from 'zod'
import { readStanding, type Standing } from '../contain/standing.ts'
import type { AccountFacts } from '../decide/compile-policy.ts'
import type { Known, KnownProbe, KnownSuccessor } from '../decide/known.ts'
import type { Settings } from '../decide/settings.ts'
import { listFindings, newestRun } from '../findings/read.ts'
import { DisjointSets } from '../graph/disjoint-sets.ts'
import { defineQuery } from '../query.ts'
import { spansOf } from '../reaction/design.ts'
import { type StandingProbe, standingProbes } from '../reaction/probe.ts'
import type { Store } from '../store/store.ts'
import { successorOf } from './recognise.ts'

const none = z.object({})

const followQueries = {
  marker: defineQuery(new URL('./marker.sql', import.meta.url), {
    params: none,
    row: z.object({
      runs: z.coerce.number(),
      facts: z.coerce.number(),
      successors: z.coerce.number(),
      acts: z.coerce.number(),
    }),
  }),
  members: defineQuery(new URL('./member-accounts.sql', import.meta.url), {
    params: z.object({ run: z.string() }),
    row: z.object({ campaign: z.string(), account: z.string(), probability: z.number() }),
  }),
  classes: defineQuery(new URL('./account-classes.sql', import.meta.url), {
    params: z.object({ at: z.string(), limit: z.int() }),
    row: z.object({
      accounts: z.array(z.string()),
      kyc_level: z.string(),
      plan_name: z.string(),
      account_country: z.string(),
      owners_country: z.string(),
      payment: z.string(),
      programme: z.string(),
      organization_name: z.string(),
      account_status: z.string(),
      age: z.coerce.number(),
    }),
  }),
  persons: defineQuery(new URL('./persons.sql', import.meta.url), {
    params: z.object({ most: z.int() }),
    row: z.object({ accounts: z.array(z.string()) }),
  }),
  models: defineQuery(new URL('./models-seen.sql', import.meta.url), {
    params: z.object({ since: z.string(), limit: z.int() }),
    row: z.object({ name: z.string() }),
  }),
  successors: defineQuery(new URL('./successors-known.sql', import.meta.url), {
    params: none,
    row: z.object({
      account: z.string(),
      campaign: z.string(),
      exchanges: z.coerce.number(),
      wealth: z.number(),
      reasons: z.array(z.string()),
    }),
  }),
} as const

/** Accounts decided about at most; beyond it a provider shards its gateways by account. */
const accountsMax = 10_000_000
/** One number behind more accounts than this is no person. */
const accountsOfPersonMost = 20
const modelsMax = 1_000
const dayMs = 86_400_000

/** What the rules and limits of a policy need to know; nothing is read that nobody asks about. */
export interface Needs {
  readonly facts: boolean
  readonly persons: boolean
  readonly models: boolean
}

export const needsOf = (policy: {
  readonly settings: Settings
  readonly reads: { readonly account: ReadonlySet<string>; readonly model: ReadonlySet<string> }
}): Needs => ({
  facts: policy.reads.account.size > 0,
  persons: Object.keys(policy.settings.limits.person).length > 0,
  models: policy.reads.model.has('name') || policy.reads.model.has('known'),
})

/** Changes when the store may say something new; cheap enough to be asked every second. */
export async function readMarker(store: Store): Promise<string> {
  const [row] = await store.rows(followQueries.marker, {})
  return JSON.stringify(row)
}

export interface KnownStore {
  /** Without what successors are matched against: `readMatching` gives that. */
  readonly known: Omit<Known, 'version' | 'matching'>
  /** Run of detection it rests on; empty before the first. */
  readonly run: string
  readonly asOf: number
  readonly standing: Standing
  /** Campaign → the one whose work it took up. */
  readonly predecessors: ReadonlyMap<string, string>
}

/** @param now epoch milliseconds */
export async function readKnown(store: Store, needs: Needs, now: number): Promise<KnownStore> {
  const standing = await readStanding(store, now)
  const run = await newestRun(store)
  const findings = run === undefined ? [] : await listFindings(store, 'campaign')
  const members = new Map<string, Map<string, number>>()
  if (run !== undefined)
    for await (const row of store.stream(followQueries.members, { run: run.run })) {
      const known = members.get(row.campaign)
      if (known) known.set(row.account, row.probability)
      else members.set(row.campaign, new Map([[row.account, row.probability]]))
    }
  const since = new Date(now - 30 * dayMs).toISOString()
  return {
    run: run?.run ?? '',
    asOf: run === undefined ? 0 : Date.parse(run.as_of),
    standing,
    predecessors: new Map(
      findings.flatMap(({ id, predecessor }) =>
        predecessor === undefined ? [] : [[id, predecessor] as const],
      ),
    ),
    known: {
      readAt: now,
      campaigns: findings.map(one => ({
        id: one.id,
        confidence: one.confidence,
        members: one.accounts,
        state: standing.states.get(one.id) ?? 'new',
      })),
      members: [...members].map(([campaign, accounts]) => ({ campaign, accounts })),
      // Only what a decision reads: the copy on disk holds the same, so that a restart decides as before.
      containments: standing.containments.map(({ since: _, ...one }) => one),
      released: [...standing.released].map(([account, from]) => [account, [...from]]),
      allowed: { accounts: [...standing.allowed.accounts], keys: [...standing.allowed.keys] },
      facts: needs.facts ? await readFacts(store, now) : [],
      persons: needs.persons ? await readPersons(store) : [],
      models: needs.models
        ? (await store.rows(followQueries.models, { since, limit: modelsMax })).map(row => row.name)
        : [],
      successors: await readSuccessors(store),
      probes: (await standingProbes(store, now)).map(knownProbe),
    },
  }
}

const knownProbe = ({ probe, campaign, design, accounts }: StandingProbe): KnownProbe => ({
  id: probe,
  campaign,
  slow: design.change.kind === 'delay' ? { delay_ms: design.change.ms } : { concurrent: design.change.most },
  on: spansOf(design),
  accounts,
})

async function readFacts(store: Store, now: number): Promise<Known['facts']> {
  const classes: { facts: AccountFacts; accounts: readonly string[] }[] = []
  const at = new Date(now).toISOString()
  for await (const row of store.stream(followQueries.classes, { at, limit: accountsMax }))
    classes.push({
      accounts: row.accounts,
      facts: {
        kyc: row.kyc_level,
        plan: row.plan_name,
        country: row.account_country,
        owner_country: row.owners_country,
        payment: row.payment,
        programme: row.programme,
        organization: row.organization_name,
        status: row.account_status,
        age_days: row.age,
      },
    })
  return classes
}

async function readPersons(store: Store): Promise<string[][]> {
  const groups = await store.rows(followQueries.persons, { most: accountsOfPersonMost })
  const names = [...new Set(groups.flatMap(group => group.accounts))].sort()
  const index = new Map(names.map((name, i) => [name, i]))
  const sets = new DisjointSets(names.length)
  for (const { accounts } of groups)
    for (const account of accounts) sets.union(index.get(accounts[0] ?? '') ?? 0, index.get(account) ?? 0)
  const persons = new Map<number, string[]>()
  for (const [i, name] of names.entries()) {
    const root = sets.find(i)
    persons.set(root, [...(persons.get(root) ?? []), name])
  }
  return [...persons.values()].filter(accounts => accounts.length <= accountsOfPersonMost)
}

async function readSuccessors(store: Store): Promise<KnownSuccessor[]> {
  const rows = await store.rows(followQueries.successors, {})
  return rows.map(successorOf)
}
