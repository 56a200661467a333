/**
 * Random people do random things in random order, through the very functions the service uses, over a store that
 * keeps the log in memory. Whatever they do, nobody is held who must not be.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import { entries } from '../audit/read.ts'
import { verifyAudit } from '../audit/verify.ts'
import { AppError } from '../errors.ts'
import type { Actor, Entry } from '../model/audit.ts'
import type { Measure } from '../model/decision.ts'
import type { Query } from '../query.ts'
import type { Store } from '../store/store.ts'
import { allow, disallow, recallAccount, releaseAccount } from './allow-list.ts'
import { answerAppeal, openAppeal } from './appeal.ts'
import { approve, lift, propose, refuse } from './containment.ts'
import { extend } from './extend.ts'
import { fold } from './fold.ts'
import { readState } from './load.ts'
import { review } from './review.ts'
import { setRules } from './settings.ts'
import { readStanding } from './standing.ts'
import { emptyState, inForce } from './state.ts'

const world = believableFindings(7)
const campaigns = ['c-b21d04c8', 'c-7f3a91e2']
const membersOf = (id: string) => (world.members.get(id) ?? []).slice(0, 40)
type Row = Record<string, unknown>

/** The log and the lists, and nothing else: what the containment code asks of a store, answered from arrays. */
function memoryStore(): Store {
  const tables = new Map<string, Row[]>()
  const batches = new Set<string>()
  const of = (table: string): Row[] => tables.get(table) ?? []
  const stored = (row: Row): Row => ({ ...row, at: row.at })
  const answers: Record<string, (params: Row) => Row[]> = {
    'audit/head': () =>
      of('audit')
        .slice(-1)
        .map(({ seq, hash }) => ({ seq, hash })),
    'audit/entries': ({ after, until, areas, actor, request }) =>
      of('audit')
        .filter(row => request === '' || (row.request === request && row.actor === actor))
        .filter(row => Number(row.seq) > Number(after) && (until === 0 || Number(row.seq) <= Number(until)))
        .filter(row => {
          const wanted = areas as string[]
          return wanted.length === 0 || wanted.includes(String(row.act).split('/')[0] ?? '')
        })
        .map(stored),
    'contain/list-accounts': ({ lists }) =>
      of('act_accounts')
        .filter(row => (lists as string[]).includes(String(row.act)))
        .map(row => ({ list: row.act, account: row.account, probability: row.probability, role: row.role })),
    'contain/finding-members': ({ id }) =>
      membersOf(String(id)).map(({ account, probability }) => ({ account, probability })),
    'contain/appeal-texts': ({ appeals }) =>
      of('appeals')
        .filter(row => (appeals as string[]).includes(String(row.appeal)))
        .map(row => ({ appeal: row.appeal, text: row.text })),
    'contain/estimate': () => [],
    'contain/all-exchanges': () => [{ exchanges: 1_000 }],
    'findings/newest-run': () => [{ body: JSON.stringify(world.run) }],
    'findings/one-finding': ({ id }) =>
      world.findings.filter(one => one.id === id).map(one => ({ body: JSON.stringify(one) })),
    'findings/lineage': () => [],
  }
  const rows = async <P, R>(query: Query<P, R>, params: P): Promise<R[]> => {
    const answer = answers[query.name]
    if (answer === undefined) throw new Error(`the store in memory does not know ${query.name}`)
    return answer(params as Row).map(row => query.row.parse(row))
  }
  return {
    engine: 'embedded',
    rows,
    async *stream(query, params) {
      yield* await rows(query, params)
    },
    run: async () => undefined,
    async append(table, batch, appended) {
      if (batches.has(`${table}/${batch}`)) return
      batches.add(`${table}/${batch}`)
      tables.set(table, [...of(table), ...appended])
    },
    columns: async () => ({}),
    close: async () => undefined,
  }
}

const hour = 3_600_000
const start = Date.parse(world.run.as_of)
const actors: Actor[] = [
  { id: 'ada', kind: 'person' },
  { id: 'bob', kind: 'person' },
  { id: 'stillwatch', kind: 'system' },
]
const why = 'because it is so'
const measures: Exclude<Measure, 'none'>[] = ['watch', 'limit', 'withhold', 'verify', 'suspend']

const step = fc.record({
  kind: fc.constantFrom(
    'confirm',
    'dismiss',
    'release',
    'contain',
    'contain',
    'contain',
    'propose',
    'approve',
    'approve',
    'approve',
    'approve',
    'refuse',
    'lift',
    'allow',
    'disallow',
    'let-go',
    'recall',
    'appeal',
    'answer',
    'extend',
    'rules',
    'wait',
  ),
  actor: fc.nat(actors.length - 1),
  campaign: fc.nat(campaigns.length - 1),
  pick: fc.nat(39),
  measure: fc.nat(measures.length - 1),
  shadow: fc.boolean(),
})
interface Step {
  kind: string
  actor: number
  campaign: number
  pick: number
  measure: number
  shadow: boolean
}

async function carryOut(store: Store, one: Step, at: number): Promise<unknown> {
  const actor = actors[one.actor] as Actor
  const by = { actor, at }
  const campaign = campaigns[one.campaign] ?? ''
  const account = membersOf(campaign)[one.pick]?.account ?? ''
  const state = await readState(store)
  const known = [...state.containments.values()]
  const containment = known[one.pick % Math.max(1, known.length)]?.id ?? 'k-none'
  const appeal = [...state.appeals.keys()][one.pick % Math.max(1, state.appeals.size)] ?? 'p-none'
  const terms = {
    measure: measures[one.measure] ?? 'limit',
    mode: one.shadow ? ('shadow' as const) : ('enforce' as const),
    hours: 5 + one.pick,
  }
  const acts: Record<string, () => Promise<unknown>> = {
    confirm: () => review(store, campaign, { verdict: 'confirm', reason: why }, by),
    dismiss: () => review(store, campaign, { verdict: 'dismiss', reason: why }, by),
    release: () => review(store, campaign, { verdict: 'release', reason: why }, by),
    contain: () => review(store, campaign, { verdict: 'contain', reason: why, terms }, by),
    propose: () => propose(store, campaign, terms, why, by),
    approve: () => approve(store, containment, why, by),
    refuse: () => refuse(store, containment, why, by),
    lift: () => lift(store, containment, why, by),
    allow: () => allow(store, { kind: 'account', value: account, reason: why }, by),
    disallow: () => disallow(store, { kind: 'account', value: account }, why, by),
    'let-go': () => releaseAccount(store, account, one.shadow ? '*' : campaign, why, by),
    recall: () => recallAccount(store, account, one.shadow ? '*' : campaign, why, by),
    appeal: () => openAppeal(store, { account, text: 'please', language: 'en' }, by),
    answer: () =>
      answerAppeal(
        store,
        appeal,
        { outcome: one.shadow ? 'granted' : 'refused', reason: why, message: why.repeat(2) },
        by,
      ),
    extend: () =>
      extend(
        store,
        containment,
        {
          accounts: membersOf(campaign).map(({ account: name }) => ({ account: name, probability: 0.99 })),
          role: 'successor',
          reason: why,
        },
        by,
      ),
    rules: () =>
      setRules(store, { shadow_hours: one.pick % 3, two_persons_above: one.pick, most_honest: 1 }, why, by),
  }
  return acts[one.kind]?.()
}

/** How often somebody was held by an enforced measure: a simulation in which nobody ever is would prove nothing. */
let seenHeld = 0

async function mustHold(store: Store, at: number): Promise<void> {
  const state = await readState(store)
  const standing = await readStanding(store, at)
  const enforced = new Map<string, number>()
  for (const held of standing.containments) {
    const one = state.containments.get(held.id)
    const persons = new Set(one?.approvals.map(given => given.actor.id))
    expect(persons.has('stillwatch')).toBe(false)
    expect(persons.size).toBeGreaterThanOrEqual(1)
    expect(standing.states.get(held.campaign)).not.toBe('dismissed')
    expect(standing.states.get(held.campaign)).not.toBe('released')
    expect(held.accounts.size).toBeLessThanOrEqual(one?.most ?? 0)
    expect(held.until).toBeGreaterThan(at)
    if (held.mode === 'enforce' && held.accounts.size > 0) seenHeld++
    if (held.mode === 'enforce') enforced.set(held.campaign, (enforced.get(held.campaign) ?? 0) + 1)
    for (const account of held.accounts.keys()) {
      expect(standing.allowed.accounts.has(account)).toBe(false)
      const from = standing.released.get(account)
      expect(from?.has('*') === true || from?.has(held.campaign) === true).toBe(false)
    }
  }
  for (const [campaign, count] of enforced) {
    expect(count).toBe(1)
    expect(standing.states.get(campaign)).toBe('contained')
  }
  for (const [campaign, told] of standing.states)
    if (told === 'contained') expect(enforced.has(campaign)).toBe(true)
  // An enforced measure beyond watching, with no shadow behind it, has the word of two persons.
  for (const one of state.containments.values()) {
    if (one.approvals.length === 0 || one.since === 0) continue
    const approvers = new Set(one.approvals.map(given => given.actor.id))
    expect(approvers.size).toBe(one.approvals.length)
    if (inForce(one, at)) expect(one.approvals.every(given => Date.parse(given.at) <= at)).toBe(true)
  }
}

test('nobody is held who is allow-listed, released or unapproved, whatever people do in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 80 }), async steps => {
      const store = memoryStore()
      let at = start
      for (const one of steps) {
        at += one.kind === 'wait' ? (one.pick % 4) * hour : 1
        try {
          await carryOut(store, one, at)
        } catch (error) {
          // A no is an answer; anything else is a fault.
          if (!(error instanceof AppError) || error.kind === 'bug') throw error
        }
        await mustHold(store, at)
      }
      expect((await verifyAudit(store)).broken).toBeUndefined()
      const log: Entry[] = []
      for await (const entry of entries(store)) log.push(entry)
      const whole = fold(emptyState, log)
      const cut = Math.floor(log.length / 2)
      expect(fold(fold(emptyState, log.slice(0, cut)), log.slice(cut))).toEqual(whole)
      // Entries met twice, as after a retry, change nothing.
      expect(fold(whole, log)).toEqual(whole)
    }),
    { numRuns: 30, seed: 7 },
  )
  expect(seenHeld).toBeGreaterThan(100)
}, 120_000)
