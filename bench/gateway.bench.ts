/**
 * What the gateway adds to a streamed answer beside the bare upstream, to a whole answer beside Portkey's gateway too (its
 * package answers these streams with 500 on Node 20), and what a thousand streams at once cost, all in one run. An event
 * carries the moment it was sent; its lag is the moment it was read minus that. Ways take turns in every round, so that a
 * busy machine is busy for all of them. A relay that passes bytes on unread stands beside the gateway: client, upstream and
 * whoever stands between share this machine's cores, and what the relay adds is the hop's.
 * Streams begin when they like (the same moments for every way, others each round), as those of strangers do; apart from that
 * ten at a time speak in the same moment, which one clock in one process does and the world does not: shown, not judged.
 * Run: npx tsx bench/gateway.bench.ts [rounds]
 * Budgets: added p99 ≤ 1 ms (median over rounds), 1,000 streams in ≤ 500 MB; exit 1 beyond them.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { makeRng } from '../src/rng.ts'
import { agent, type Measured, type Pattern, together, type Way, wholeCall } from './gateway/streams.ts'

const rounds = Number(process.argv[2] ?? 9)
const budget = { addedMsP99: 1, rssMegabytes: 500 }
const children: ChildProcess[] = []
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const sleep = (ms: number): Promise<void> => new Promise(resume => setTimeout(resume, ms))

async function start(file: string, ...words: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path(file), words, { execArgv: ['--import', 'tsx'] })
  children.push(child)
  return {
    child,
    port: await new Promise(resolve => child.once('message', (told: { port: number }) => resolve(told.port))),
  }
}

async function startPortkey(): Promise<number> {
  const port = 8_000 + Math.floor(Math.random() * 1_000)
  const file = path('../node_modules/@portkey-ai/gateway/build/start-server.js')
  children.push(spawn(process.execPath, [file, '--headless', `--port=${port}`], { stdio: 'ignore' }))
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      return port
    await sleep(100)
  }
  throw new Error('the peer did not start')
}

const at = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
const ms = (value: number): string => value.toFixed(3).padStart(8)

/** Streams of strangers: each begins at a moment of its own. */
const apart = (round: number): Pattern => {
  const rng = makeRng(round)
  const begins = Array.from({ length: 20 }, () => rng() * 200)
  return { streams: 20, events: 40, gap: 20, begins: i => begins[i] ?? 0 }
}
/** Ten at a time in the same moment: every 10 ms one begins, and each speaks every 20 ms. */
const inStep: Pattern = { streams: 20, events: 40, gap: 20, begins: i => i * 10 }
const thousand: Pattern = { streams: 1_000, events: 50, gap: 200, begins: i => i * 4 }

const asked = (child: ChildProcess): Promise<{ rss: number; cpu: number; recorded: number }> =>
  new Promise(resolve => {
    child.once('message', resolve)
    child.send('how are you')
  })

let failed = false
try {
  const upstream = await start('gateway/upstream.ts')
  const gateway = await start('gateway/child.ts', `http://127.0.0.1:${upstream.port}`)
  const relay = await start('gateway/relay.ts', String(upstream.port))
  const key = { authorization: 'Bearer bench' }
  const ways: Record<string, Way> = {
    bare: { port: upstream.port, headers: key },
    relay: { port: relay.port, headers: key },
    gateway: { port: gateway.port, headers: key },
  }
  const portkey: Way = {
    port: await startPortkey(),
    headers: {
      ...key,
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${upstream.port}/v1`,
    },
  }
  /** Rounds of one pattern by every way in turn; answers what `name` added at p99, the median over rounds. */
  const compare = async (title: string, patternOf: (round: number) => Pattern) => {
    const runs = new Map<string, Measured[]>(Object.keys(ways).map(name => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const [name, way] of Object.entries(ways))
        runs.get(name)?.push(await together(way, patternOf(round)))
    console.log(
      `${title}: ${rounds} rounds of 20 streams, 40 events 20 ms apart; milliseconds from sent to read`,
    )
    const p99 = (run: Measured | undefined): number => at(run?.lags ?? [], 0.99)
    const added = (name: string): number =>
      at(
        (runs.get(name) ?? []).map((run, i) => p99(run) - p99(runs.get('bare')?.[i])),
        0.5,
      )
    for (const [name, own] of runs) {
      const lags = own.flatMap(run => run.lags)
      const firsts = own.flatMap(run => run.firsts)
      console.log(
        `${name.padEnd(8)} lag p50 ${ms(at(lags, 0.5))} p99 ${ms(at(lags, 0.99))} | first event p50 ${ms(at(firsts, 0.5))} p99 ${ms(at(firsts, 0.99))} | added p99 ${ms(added(name))} | ${own.reduce((sum, run) => sum + run.failed, 0)} failed`,
      )
    }
    return added
  }
  for (const way of Object.values(ways)) await together(way, inStep)
  const added = await compare('streams of strangers', apart)
  failed ||= added('gateway') > budget.addedMsP99
  await compare('ten in the same moment', () => inStep)

  const calls: Record<string, number[]> = { bare: [], relay: [], gateway: [], portkey: [] }
  for (let round = 0; round < 40 * rounds; round++)
    for (const [name, way] of Object.entries({ ...ways, portkey })) calls[name]?.push(await wholeCall(way))
  for (const [name, own] of Object.entries(calls)) {
    const warm = own.slice(20)
    console.log(
      `${name.padEnd(8)} whole answers, one at a time: p50 ${ms(at(warm, 0.5))} p99 ${ms(at(warm, 0.99))}`,
    )
  }

  const many = await together(ways.gateway ?? { port: 0, headers: {} }, thousand)
  const { rss, recorded } = await asked(gateway.child)
  console.log(
    `1,000 streams at once: lag p50 ${ms(at(many.lags, 0.5))} p99 ${ms(at(many.lags, 0.99))}, ${many.failed} failed, ${Math.round(rss / 1e6)} MB at most, ${recorded} recorded`,
  )
  failed ||= rss / 1e6 > budget.rssMegabytes || many.failed > 0
} finally {
  for (const child of children) child.kill()
  agent.destroy()
}
process.exit(failed ? 1 : 0)
