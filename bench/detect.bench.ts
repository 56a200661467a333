/**
 * Detection from scratch and by the hour: wall and processor seconds a stage, and peak memory, beside what was found, with
 * the engine's time to only read the same rows as the floor. The world is made inside the engine.
 * Run: npx tsx bench/detect.bench.ts [exchanges] [accounts] [steps] [live], or `case` for the case's own size. Steps look hour by
 * hour at what lies there whole, as a replay does; `live` stores each hour before it is looked at, as a service does.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { detect } from '../src/discover/detect.ts'
import { Memory } from '../src/discover/memory.ts'
import { campaignMembers } from '../src/findings/read.ts'
import type { Run } from '../src/model/finding.ts'
import { defineQuery } from '../src/query.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'

interface World {
  readonly exchanges: number
  readonly accounts: number
  /** Accounts of the pool, and one exchange in how many is theirs. */
  readonly pool: number
  readonly share: number
  readonly days: number
}

const number = z.number()
const row = z.unknown()
const makeExchanges = defineQuery(new URL('./detect-exchanges.sql', import.meta.url), {
  params: z.object({
    exchanges: number,
    accounts: number,
    pool: number,
    share: number,
    days: number,
    from: number,
    to: number,
  }),
  row,
})
const makeAccounts = defineQuery(new URL('./detect-accounts.sql', import.meta.url), {
  params: z.object({ accounts: number, pool: number }),
  row,
})
const floorQuery = {
  name: 'bench/floor',
  sql: 'SELECT toString(sum(cityHash64(account, time, ip, user_agent, system, template, opening, closing, item, bands, profile))) AS total FROM exchanges',
  params: z.object({}),
  row: z.object({ total: z.string() }),
}

const hourMs = 3_600_000
const begin = Date.parse('2026-05-01T00:00:00Z')

/** Seconds by the wall and of the processor since it was asked last. */
function stopwatch(): () => { wall: number; cpu: number } {
  let wall = performance.now()
  let cpu = process.cpuUsage()
  return () => {
    const used = process.cpuUsage(cpu)
    const now = performance.now()
    const took = { wall: (now - wall) / 1000, cpu: (used.user + used.system) / 1e6 }
    wall = now
    cpu = process.cpuUsage()
    return took
  }
}

const peakGiB = (): string => (process.resourceUsage().maxRSS / 1024 / 1024).toFixed(2)
const line = (what: string, { wall, cpu }: { wall: number; cpu: number }, detail: string): void =>
  console.log(
    `${what.padEnd(11)} ${wall.toFixed(2).padStart(8)} s  ${cpu.toFixed(2).padStart(8)} s CPU  ${peakGiB()} GiB  ${detail}`,
  )

/** One look, told stage by stage. */
async function look(store: Store, what: string, asOf?: number, memory?: Memory): Promise<Run> {
  const [whole, stage] = [stopwatch(), stopwatch()]
  const run = await detect(store, {
    ...(asOf !== undefined && { asOf: new Date(asOf).toISOString() }),
    ...(memory && { memory }),
    onStage: (name, detail) => line(name, stage(), detail),
  })
  line(what, whole(), `${run.exchanges} exchanges, ${run.accounts} accounts, ${run.campaigns} campaigns`)
  return run
}

async function bench(store: Store, world: World, steps: number, live: boolean): Promise<void> {
  const watch = stopwatch()
  const end = begin + 24 * world.days * hourMs
  const first = live ? end - steps * hourMs : end
  await store.run(makeExchanges, { ...world, from: begin, to: first })
  await store.run(makeAccounts, { accounts: world.accounts, pool: world.pool })
  line('(made)', watch(), `${world.exchanges} exchanges inside the engine`)
  await store.rows(floorQuery, {})
  line('floor', watch(), 'the linking columns of every row read and hashed')
  // With steps to follow, the first look is as many hours before the end.
  const memory = steps > 0 ? new Memory() : undefined
  for (let step = steps; step >= 0; step--) {
    const to = end - step * hourMs
    if (live && step < steps) await store.run(makeExchanges, { ...world, from: to - hourMs, to })
    await look(store, step === steps ? 'DETECT' : 'STEP', steps > 0 ? to - 1 : undefined, memory)
  }
  let found = 0
  let strangers = 0
  for await (const { member } of campaignMembers(store)) {
    if (Number(member.account.slice(5)) >= world.accounts) found++
    else strangers++
  }
  console.log(`recall ${((100 * found) / world.pool).toFixed(1)} %, strangers ${strangers}`)
}

const [exchanges = '3000000', accounts = '20000', steps = '0', live] = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-bench-'))
const store = await openStore({ data: folder })
try {
  const world =
    exchanges === 'case'
      ? { exchanges: 57_600_000, accounts: 1_000_000, pool: 25_000, share: 2, days: 45 }
      : {
          exchanges: Number(exchanges),
          accounts: Number(accounts),
          pool: Math.round(Number(accounts) / 40),
          share: 25,
          days: 14,
        }
  await bench(store, world, Number(steps), live === 'live')
} finally {
  await store.close()
  await rm(folder, { recursive: true, force: true })
}
