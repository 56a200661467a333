/** Puts the people of a world into the engine's tables, a batch at a time: a million of them never stand in memory. */
import type { Store } from '../../store/store.ts'
import { drawDemand } from '../campaign/controller.ts'
import { openDesk } from '../campaign/desk.ts'
import { schedulePools } from '../campaign/operator.ts'
import type { Plan } from '../campaign/plan.ts'
import { openPool, type Worker } from '../campaign/pool.ts'
import { isoTime } from '../identity.ts'
import { controllersChoice, models } from '../models.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Member, World } from '../traffic.ts'
import { hourTable, id64, personRow, type Shift, workerRow } from './cast-row.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows in one append: large enough for the engine, some 20 MB of JSON. */
const batchRows = 20_000

export interface Enlisting {
  /** Adds the accounts of one scenario; returns the hidden parameters worth recording. */
  add(scenario: Scenario, label: string): Promise<Readonly<Record<string, unknown>> | undefined>
  /** Writes out what is held back. */
  finish(): Promise<{ accounts: number; members: number; changes: number }>
}

export function openEnlisting(
  store: Store,
  world: World,
  onProgress: (accounts: number) => void = () => {},
): Enlisting {
  const held: Record<string, Row[]> = { range_cast: [], range_people: [], range_switch: [] }
  let batch = 0
  let no = 0
  let members = 0
  let changes = 0
  let switches = 0
  const flush = async (table: string): Promise<void> => {
    const rows = held[table] ?? []
    if (rows.length > 0) await store.append(table, `${table}/${batch++}`, rows)
    held[table] = []
  }
  const put = async (table: string, row: Row): Promise<void> => {
    const rows = held[table] ?? []
    rows.push(row)
    if (rows.length >= batchRows) await flush(table)
  }
  const enlist = async (member: Member, row: Row): Promise<void> => {
    await put('range_cast', row)
    const { line, label, status } = member
    if (label.campaign !== undefined) members++
    await put('range_people', {
      no,
      tier: 0,
      at: 0,
      line: JSON.stringify(line),
      label: JSON.stringify(label),
    })
    if (status !== undefined) {
      changes++
      const changed = { account: line.account, status: status.status, status_time: isoTime(status.time) }
      await put('range_people', {
        no,
        tier: 1,
        at: Math.floor(status.time),
        line: JSON.stringify(changed),
        label: '',
      })
    }
    no++
    if (no % batchRows === 0) onProgress(no)
  }
  const addCampaign = async (plan: Plan, label: string) => {
    const { workers, shifts, bannedAt } = openShifts(world, label, plan, switches)
    for (const row of shifts.rows) await put('range_switch', row)
    switches += plan.pools
    for (const worker of workers) {
      const shift = shifts.of(worker)
      await enlist(worker.member, workerRow(no, worker, shift, world))
    }
    const { desk, ...rest } = plan
    return { ...rest, ...desk, bannedAt }
  }
  return {
    async add(scenario, label) {
      if (scenario.plan !== undefined) return addCampaign(scenario.plan(world, label), label)
      const cast = scenario.people === undefined ? scenario.cast(world, label) : undefined
      for (const { members: own, spec } of cast?.sources ?? scenario.people?.(world, label) ?? []) {
        const [member] = own
        if (member !== undefined && spec !== undefined) await enlist(member, personRow(no, spec, world))
      }
      return cast?.truth
    },
    async finish() {
      for (const table of Object.keys(held)) await flush(table)
      return { accounts: no, members, changes }
    },
  }
}

/** A campaign as the text world plays it, read as tables: accounts, pools, bans, and the switch hour by hour. */
function openShifts(world: World, label: string, plan: Plan, firstSwitch: number) {
  const rng = world.rng(label)
  const workers = openPool(rng, world, plan, label)
  const desk = openDesk(rng, plan.desk)
  const setups = Array.from(
    { length: Math.max(1, plan.desk.templates, plan.desk.templates === 0 ? 40 : 0) },
    () => desk.next(rng),
  )
  const templates =
    plan.desk.templates === 0 ? [] : setups.map(one => id64(one.turn(0).messages.slice(0, 90)))
  const pools = schedulePools(plan, workers, world)
  const demand = drawDemand(rng, world, plan.startHour, plan.endHour)
  const model = controllersChoice(models.flagship, world, plan.pivotHours)
  const rows: Row[] = []
  let released = 0
  const teams = Array.from(
    { length: plan.pools },
    (_, pool) => workers.filter(worker => worker.pool === pool).length,
  )
  for (let day = 0; day < world.days; day++) {
    for (let pool = 0; pool < plan.pools; pool++) {
      const shares = Array.from({ length: 24 }, (_, hour) =>
        pools.at(day * 24 + hour) === pool ? (demand[day * 24 + hour] ?? 0) : 0,
      )
      const level = shares.reduce((sum, share) => sum + share, 0) / 24
      if (level <= 0) continue
      released += level * (teams[pool] ?? 0)
      rows.push({ pool: firstSwitch + pool + 1, day, level, hours: hourTable(shares) })
    }
  }
  const factor = plan.total > 0 ? plan.total / (plan.perDay * released * world.scale) : 1
  const base = { plan, model, factor, setups, templates }
  const of = (worker: Worker): Shift => ({ ...base, pool: firstSwitch + worker.pool + 1 })
  return { workers, shifts: { rows, of }, bannedAt: pools.bannedAt }
}
