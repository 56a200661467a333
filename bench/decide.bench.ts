/**
 * Decisions beside what one would otherwise write, in one run: in process with a million accounts and 100,000 members
 * loaded, and over HTTP on loopback, one server process each, taken in turns so that a busy machine is busy for all.
 * Run: npx tsx bench/decide.bench.ts [accounts] [members] [seconds a turn]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { decide } from '../src/decide/decide.ts'
import { makeDecider } from '../src/decide/decider.ts'
import { makeRecogniser } from '../src/decide/recogniser.ts'
import { makeSnapshot } from '../src/decide/snapshot.ts'
import { makeRng, randomInt } from '../src/rng.ts'
import { drive, type Load } from './decide/load.ts'
import { accountName, benchKnown, benchPolicy, cedarQuestion, rules } from './decide/world.ts'

const [accounts = 1_000_000, members = 100_000, seconds = 2] = process.argv.slice(2).map(Number)
const rng = makeRng(7)
/** Every tenth account is a stranger to the store, every fifth a member of a campaign. */
const someAccount = (): string => {
  const kind = rng()
  if (kind < 0.1) return `new_${randomInt(rng, 0, 1e9)}`
  if (kind < 0.3) return accountName(accounts - 1 - randomInt(rng, 0, members - 1))
  return accountName(randomInt(rng, 0, accounts - 1))
}
const models = ['frontier', 'small', 'other']
const asked = Array.from({ length: 200_000 }, () => ({
  account: someAccount(),
  model: models[randomInt(rng, 0, 2)] ?? '',
}))

function time(name: string, calls: number, call: (i: number) => unknown): void {
  for (let i = 0; i < Math.min(calls, 20_000); i++) call(i)
  const times = new Float64Array(calls)
  const begun = performance.now()
  for (let i = 0; i < calls; i++) {
    const before = process.hrtime.bigint()
    call(i)
    times[i] = Number(process.hrtime.bigint() - before)
  }
  const perSecond = calls / ((performance.now() - begun) / 1000)
  times.sort()
  const us = (share: number): string => `${((times[Math.floor(calls * share)] ?? 0) / 1000).toFixed(2)} µs`
  console.log(
    `${name.padEnd(34)} p50 ${us(0.5).padStart(9)}  p99 ${us(0.99).padStart(9)}  ${Math.round(perSecond)}/s`,
  )
}

async function timeAsync(name: string, calls: number, call: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < Math.min(calls, 20_000); i++) await call(i)
  const times = new Float64Array(calls)
  for (let i = 0; i < calls; i++) {
    const before = process.hrtime.bigint()
    await call(i)
    times[i] = Number(process.hrtime.bigint() - before)
  }
  times.sort()
  const us = (share: number): string => `${((times[Math.floor(calls * share)] ?? 0) / 1000).toFixed(2)} µs`
  console.log(`${name.padEnd(34)} p50 ${us(0.5).padStart(9)}  p99 ${us(0.99).padStart(9)}`)
}

async function inProcess(): Promise<void> {
  const policy = benchPolicy()
  const now = Date.now()
  const known = benchKnown(accounts, members, 20, now)
  const begun = performance.now()
  const snapshot = makeSnapshot(known, policy)
  console.log(
    `in process: ${accounts} accounts, ${members} members; snapshot built in ${Math.round(performance.now() - begun)} ms`,
  )
  const one = (i: number) => asked[i % asked.length] ?? { account: '', model: '' }
  time('decide', 200_000, i => decide(snapshot, one(i), policy, now))
  const decider = makeDecider(
    { current: () => snapshot, policy: () => policy, recogniser: makeRecogniser() },
    Date.now,
  )
  time('decide, budget reserved', 200_000, i => {
    const made = decider.decide(one(i), 'decide')
    if (made.reservation !== undefined) decider.settle(made.reservation, 100)
  })
  const limiter = new RateLimiterMemory({ points: 1e9, duration: 60 })
  await timeAsync('rate-limiter-flexible, memory', 100_000, i => limiter.consume(one(i).account))
  cedar.preparsePolicySet('bench', { staticPolicies: rules })
  time('cedar-wasm, asked per request', 3_000, i => {
    const { account, model } = one(i)
    return cedar.statefulIsAuthorized(cedarQuestion(account, model))
  })
}

interface Turn extends Load {
  /** Answers the server gave for each second of CPU time it took. */
  readonly perCpuSecond: number
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message')
  child.send('cpu')
  const [spent] = await answered
  return Number(spent)
}

const kinds = ['floor', 'stillwatch', 'limiter', 'cedar'] as const
const names = {
  floor: 'bare Hono handler',
  stillwatch: 'POST /v1/decide',
  limiter: 'Hono, rate-limiter-flexible',
  cedar: 'Hono, cedar-wasm per request',
}

async function overHttp(): Promise<void> {
  const script = fileURLToPath(new URL('./decide/server.ts', import.meta.url))
  // As deploy/ starts the service: beside a large heap, a small young generation is most of what an answer costs.
  const execArgv = [...process.execArgv, '--max-semi-space-size=64']
  const children: ChildProcess[] = []
  try {
    const urls = new Map<string, string>()
    for (const kind of kinds) {
      const child = fork(script, [kind, String(accounts), String(members)], { execArgv })
      children.push(child)
      const [url] = await once(child, 'message')
      urls.set(kind, String(url))
    }
    const bodies = asked.slice(0, 10_000).map(({ account, model }) =>
      JSON.stringify({
        account,
        model,
        key: 'key_1',
        client: { ip: '203.0.113.7', user_agent: 'sdk/1.0', ja4: 't13d1516h2_8daaf6152771_b186095e22b6' },
        params: { max_tokens: 512, temperature: 0.7 },
      }),
    )
    const body = (i: number): string => bodies[i % bodies.length] ?? ''
    for (const kind of kinds) await drive(urls.get(kind) ?? '', 8, 2_000, body)
    const best = new Map<string, Load>()
    const cheapest = new Map<string, number>()
    for (const connections of [1, 4, 8, 16, 32]) {
      const turns = new Map<string, Turn[]>()
      // Three rounds in turns, the median of each: what else the machine does falls on all.
      for (let round = 0; round < 3; round++)
        for (const kind of kinds) {
          const child = children[kinds.indexOf(kind)] as ChildProcess
          const before = await cpuSeconds(child)
          const load = await drive(urls.get(kind) ?? '', connections, seconds * 1000, body)
          const cpu = (await cpuSeconds(child)) - before
          const perCpuSecond = (load.perSecond * seconds) / cpu
          turns.set(kind, [...(turns.get(kind) ?? []), { ...load, perCpuSecond }])
        }
      for (const kind of kinds) {
        const own = [...(turns.get(kind) ?? [])].sort((a, b) => a.perCpuSecond - b.perCpuSecond)
        const load = own[1]
        if (load === undefined) continue
        console.log(
          `${names[kind].padEnd(34)} ${String(connections).padStart(2)} connections: ${String(Math.round(load.perSecond)).padStart(6)}/s (${String(Math.round(load.perCpuSecond)).padStart(6)} a CPU second)  p50 ${load.p50.toFixed(2)} ms  p99 ${load.p99.toFixed(2)} ms  failed ${load.failed}`,
        )
        if (load.perCpuSecond > (cheapest.get(kind) ?? 0)) cheapest.set(kind, load.perCpuSecond)
        if (load.p99 < 2 && load.perSecond > (best.get(kind)?.perSecond ?? 0)) best.set(kind, load)
      }
    }
    const floor = best.get('floor')
    for (const kind of kinds) {
      const most = cheapest.get(kind) ?? 0
      const share = Math.round((100 * most) / (cheapest.get('floor') ?? 1))
      console.log(
        `${names[kind].padEnd(34)} one core's worth: ${Math.round(most)}/s, ${share} % of the floor`,
      )
      const load = best.get(kind)
      if (load === undefined) console.log(`${names[kind]}: p99 never below 2 ms`)
      else
        console.log(
          `${names[kind].padEnd(34)} best with p99 < 2 ms: ${Math.round(load.perSecond)}/s, p99 ${load.p99.toFixed(2)} ms` +
            (floor === undefined
              ? ''
              : `, ${Math.round((100 * load.perSecond) / floor.perSecond)} % of the floor`),
        )
    }
  } finally {
    for (const child of children) child.disconnect()
  }
}

await inProcess()
await overHttp()
