/**
 * Probes as acts: planned within the rules, approved by a second person, stopped by anybody, read at any time. All that
 * decides the outcome (who, when, which test, when to stop) is in the log before the first call is slowed.
 */
import { z } from 'zod'
import { appendNext, exclusively } from '../audit/append.ts'
import { sha256 } from '../audit/entry.ts'
import { entries } from '../audit/read.ts'
import { requireFinding } from '../contain/containment.ts'
import { readLists, writeList } from '../contain/lists.ts'
import { readState } from '../contain/load.ts'
import type { By } from '../contain/request.ts'
import { campaignStateAt, isReleased, type State } from '../contain/state.ts'
import { chooseTargets, findingMembers, protectedAccounts } from '../contain/targets.ts'
import { AppError } from '../errors.ts'
import { actorSchema, type Entry } from '../model/audit.ts'
import { reasonText, sealedSchema } from '../model/containment.ts'
import { makeRng } from '../rng.ts'
import type { Store } from '../store/store.ts'
import { type Change, type Design, designSchema, draw, endOf } from './design.ts'
import { type Pair, type Reading, read } from './evidence.ts'
import { loads } from './loads.ts'
import { powerOf, slowedBy } from './power.ts'

const planSchema = z.object({
  campaign: z.string(),
  reason: reasonText,
  design: designSchema,
  treated: sealedSchema,
  control: sealedSchema,
  power: z.number(),
})

export const probeSchema = planSchema.extend({
  id: z.string(),
  status: z.enum(['planned', 'approved', 'stopped']),
  planned_by: actorSchema,
  approved_by: actorSchema.optional(),
  stopped: z.string().optional().describe('RFC 3339.'),
})
export type Probe = z.infer<typeof probeSchema>

export interface ProbeAsked {
  readonly change: Change
  /** Accounts to slow. */
  readonly treated: number
  readonly pairs: number
  /** Milliseconds. */
  readonly period_ms: number
  /** Epoch milliseconds. */
  readonly starts: number
  readonly reason: string
  /** Drawn by the caller, recorded in the plan. */
  readonly seed: number
}

/** How much of what is kept away a controller is taken to move: half, so that power is not promised too high. */
const movedAssumed = 0.5
/** What a lower concurrency keeps away is not known beforehand; taken as a third. */
const slowedByConcurrency = 1 / 3

/**
 * Plans a probe of a campaign that a person confirmed. Holds it against every bound of the rules and works out its
 * power from the log; a probe that would probably see nothing is refused.
 * @throws denied `probe/off`; conflict `probe/unreviewed`, `probe/too-wide`, `probe/too-long`, `probe/underpowered`
 */
export function planProbe(store: Store, campaign: string, asked: ProbeAsked, by: By): Promise<Probe> {
  return exclusively(store, async () => {
    const state = await readState(store)
    const { probe: rules } = state.rules
    if (!rules.allowed) throw new AppError('denied', 'probe/off', 'the rules allow no probe')
    const { run } = await requireFinding(store, campaign)
    mustBeReviewed(state, campaign, by.at)
    const safe = await protectedAccounts(store, state, campaign, by.at)
    const members = await findingMembers(store, run.run, campaign)
    const { held } = chooseTargets(members, rules.least_probability, safe)
    mustStayWithin(rules, asked, held.length, by.at)
    const { change, seed, pairs, period_ms, starts } = asked
    const washout_ms = Math.floor(period_ms / 10)
    const design = { seed, pairs, change, starts, period_ms, washout_ms, alpha: rules.alpha }
    const drawn = draw(
      held.map(one => one.account),
      asked.treated,
      design,
    )
    const id = `b-${sha256(JSON.stringify([campaign, asked, state.seq])).slice(0, 12)}`
    const probability = new Map(held.map(one => [one.account, one.probability]))
    const listed = (accounts: readonly string[]) =>
      accounts.map(account => ({ account, probability: probability.get(account) ?? 0 }))
    const treated = await writeList(store, `${id}/treated`, listed(drawn.treated), 'treated')
    const control = await writeList(store, `${id}/control`, listed(drawn.control), 'control')
    const power = await foreseenPower(store, id, drawn.design, Date.parse(run.as_of))
    if (power < rules.least_power)
      throw new AppError(
        'conflict',
        'probe/underpowered',
        `it would be seen with probability ${power.toFixed(2)} only: more pairs, longer periods or more accounts`,
      )
    const detail = { campaign, reason: asked.reason, design: drawn.design, treated, control, power }
    await appendNext(store, { ...by, act: 'probe/plan', subject: id, detail })
    return requireProbe(store, id)
  })
}

function mustBeReviewed(state: State, campaign: string, at: number): void {
  const now = campaignStateAt(state, campaign, at)
  if (now === 'confirmed' || now === 'contained') return
  throw new AppError(
    'conflict',
    'probe/unreviewed',
    `the campaign is ${now}: only a confirmed one may be probed`,
  )
}

function mustStayWithin(
  rules: State['rules']['probe'],
  asked: ProbeAsked,
  members: number,
  at: number,
): void {
  const most = Math.min(rules.most_accounts, Math.floor(members * rules.most_share))
  if (asked.treated < 1 || asked.treated > most)
    throw new AppError('conflict', 'probe/too-wide', `between 1 and ${most} accounts may be slowed`)
  if (asked.change.kind === 'delay' && asked.change.ms > rules.longest_delay_ms)
    throw new AppError(
      'conflict',
      'probe/too-slow',
      `a call may be delayed by ${rules.longest_delay_ms} ms at most`,
    )
  const hours = (2 * asked.pairs * asked.period_ms) / 3_600_000
  if (hours > rules.longest_hours || asked.starts < at)
    throw new AppError(
      'conflict',
      'probe/too-long',
      `it must start in the future and last ${rules.longest_hours} hours at most`,
    )
}

/** From the days before: how the untreated vary by themselves, and how much there is to move. */
async function foreseenPower(store: Store, id: string, design: Design, until: number): Promise<number> {
  const { period_ms, alpha, on_first, change, seed } = design
  const periods = 2 * on_first.length
  const window = { from: until - periods * period_ms, periods, period_ms, washout_ms: 0 }
  const control = await loads(store, { list: `${id}/control`, role: 'control', ...window })
  const treated = await loads(store, { list: `${id}/treated`, role: 'treated', ...window })
  const slowed =
    change.kind === 'delay' ? slowedBy(change.ms, treated.callMs || control.callMs) : slowedByConcurrency
  const [history, load] = [control.exchanges, treated.exchanges]
  return powerOf({ history, treated: load, pairs: on_first.length, alpha, slowed, moved: movedAssumed, seed })
}

/** A second person's word; without it nothing is ever slowed. */
export function approveProbe(store: Store, id: string, reason: string, by: By): Promise<Probe> {
  return exclusively(store, async () => {
    const probe = await requireProbe(store, id)
    if (by.actor.kind === 'system' || by.actor.id === probe.planned_by.id)
      throw new AppError(
        'denied',
        'probe/same-person',
        'somebody else than who planned it must approve a probe',
      )
    if (probe.status === 'approved') return probe
    if (probe.status === 'stopped') throw new AppError('conflict', 'probe/stopped', 'the probe was stopped')
    if (by.at > probe.design.starts)
      throw new AppError('conflict', 'probe/late', 'its first period has begun: plan it anew')
    await appendNext(store, { ...by, act: 'probe/approve', subject: id, detail: { reason } })
    return requireProbe(store, id)
  })
}

/** Ends a probe at once. Anybody who may review may stop it, for any reason. */
export function stopProbe(store: Store, id: string, reason: string, by: By): Promise<Probe> {
  return exclusively(store, async () => {
    const probe = await requireProbe(store, id)
    if (probe.status !== 'stopped')
      await appendNext(store, { ...by, act: 'probe/stop', subject: id, detail: { reason } })
    return requireProbe(store, id)
  })
}

/**
 * The stopping rule: whatever has been decided, or has run its course, ends. To be called while a probe runs.
 * @returns ids of the probes that ended
 */
export async function stopDecided(store: Store, at: number): Promise<string[]> {
  const ended: string[] = []
  for (const { id, status } of await listProbes(store)) {
    if (status !== 'approved') continue
    const { reading } = await readProbe(store, id, at)
    if (reading.verdict === 'running') continue
    const by: By = { actor: { id: 'stillwatch', kind: 'system' }, at }
    await exclusively(store, () =>
      appendNext(store, {
        ...by,
        act: 'probe/stop',
        subject: id,
        detail: { reason: reading.verdict, reading },
      }),
    )
    ended.push(id)
  }
  return ended
}

/** Every probe, the oldest first. */
export async function listProbes(store: Store): Promise<Probe[]> {
  const probes = new Map<string, Probe>()
  for await (const entry of entries(store, { areas: ['probe'] })) foldProbe(probes, entry)
  return [...probes.values()]
}

function foldProbe(probes: Map<string, Probe>, entry: Entry): void {
  const known = probes.get(entry.subject)
  if (entry.act === 'probe/plan') {
    const plan = planSchema.safeParse(entry.detail)
    if (plan.success)
      probes.set(entry.subject, {
        ...plan.data,
        id: entry.subject,
        status: 'planned',
        planned_by: entry.actor,
      })
  }
  if (known === undefined) return
  if (entry.act === 'probe/approve')
    probes.set(entry.subject, { ...known, status: 'approved', approved_by: entry.actor })
  if (entry.act === 'probe/stop')
    probes.set(entry.subject, { ...known, status: 'stopped', stopped: entry.at })
}

async function requireProbe(store: Store, id: string): Promise<Probe> {
  const found = (await listProbes(store)).find(one => one.id === id)
  if (found === undefined) throw new AppError('missing', 'probe/unknown', 'no such probe')
  return found
}

export interface StandingProbe {
  readonly probe: string
  readonly campaign: string
  readonly design: Design
  readonly accounts: readonly string[]
}

/**
 * Probes that may slow somebody at `at` (epoch milliseconds) or later, with whom: what decisions rest on. Nobody while
 * the rules allow no probe, whoever was released or allow-listed since, or once the campaign is no longer confirmed.
 */
export async function standingProbes(store: Store, at: number): Promise<StandingProbe[]> {
  const state = await readState(store)
  if (!state.rules.probe.allowed) return []
  const standing: StandingProbe[] = []
  for (const { id, campaign, design, treated, status } of await listProbes(store)) {
    const now = campaignStateAt(state, campaign, at)
    if (status !== 'approved' || at >= endOf(design) || (now !== 'confirmed' && now !== 'contained')) continue
    const listed = (await readLists(store, [treated.list])).get(treated.list) ?? []
    const safe = await protectedAccounts(store, state, campaign, at)
    const accounts = listed
      .map(one => one.account)
      .filter(account => !safe.has(account) && !isReleased(state, account, campaign))
    standing.push({ probe: id, campaign, design, accounts })
  }
  return standing
}

/** What the probe shows so far: whole pairs only, up to its end, its stop, or `at`. */
export async function readProbe(
  store: Store,
  id: string,
  at: number,
): Promise<{ probe: Probe; reading: Reading }> {
  const probe = await requireProbe(store, id)
  const { design } = probe
  const end = Math.min(at, endOf(design), probe.stopped === undefined ? Infinity : Date.parse(probe.stopped))
  const pairs = Math.max(0, Math.floor((end - design.starts) / (2 * design.period_ms)))
  const window = { from: design.starts, periods: pairs * 2, ...design }
  const { exchanges } = await loads(store, { list: probe.control.list, role: 'control', ...window })
  const seen = design.on_first.slice(0, pairs).map((onFirst, i): Pair => {
    const [first = 0, second = 0] = [exchanges[2 * i], exchanges[2 * i + 1]]
    return onFirst ? { on: first, off: second } : { on: second, off: first }
  })
  return { probe, reading: read(seen, design.on_first.length, design.alpha, makeRng(design.seed)) }
}
