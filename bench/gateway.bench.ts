/**
 * What the gateway adds to a streamed answer beside the bare upstream, to a whole answer beside Portkey's gateway too (its
 * package answers these streams with 500 on Node 20), and what a thousand streams at once cost, all in one run. An event
 * carries the moment it was sent; its lag is the moment it was read minus that. Ways take turns in every round, so that a
 * busy machine is busy for all of them.
 * Run: npx tsx bench/gateway.bench.ts [rounds]
 * Budgets: added p99 ≤ 1 ms (median over rounds), 1,000 streams in ≤ 500 MB; exit 1 beyond them.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import http from 'node:http'
import { fileURLToPath } from 'node:url'

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

const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
const body = JSON.stringify({
  model: 'm',
  stream: true,
  messages: [{ role: 'user', content: 'Explain how a heat pump works. '.repeat(60) }],
})

interface Measured {
  lags: number[]
  firsts: number[]
  failed: number
}

interface Way {
  readonly port: number
  readonly headers: Record<string, string>
}

function stream(way: Way, events: number, gap: number, measured: Measured): Promise<void> {
  return new Promise(resolve => {
    const begun = process.hrtime.bigint()
    const lost = (): void => {
      measured.failed += 1
      resolve()
    }
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port: way.port,
        path: `/v1/chat/completions?n=${events}&gap=${gap}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...way.headers,
        },
      },
      response => {
        let held = ''
        let seen = 0
        response.on('data', (chunk: Buffer) => {
          const now = process.hrtime.bigint()
          if (seen === 0) measured.firsts.push(Number(now - begun) / 1e6)
          held += chunk.toString('latin1')
          for (const [, sent] of held.matchAll(/"sent":"(\d+)"[^\n]*\n\n/g)) {
            measured.lags.push(Number(now - BigInt(sent ?? 0)) / 1e6)
            seen += 1
          }
          held = held.slice(held.lastIndexOf('\n\n') + 2)
        })
        response.on('end', () => (seen === events ? resolve() : lost()))
        response.on('error', lost)
      },
    )
    request.on('error', lost)
    request.end(body)
  })
}

/** Milliseconds of a call that is answered whole. */
async function wholeCall(way: Way): Promise<number> {
  const begun = performance.now()
  const response = await fetch(`http://127.0.0.1:${way.port}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...way.headers },
    body: JSON.stringify({ ...JSON.parse(body), stream: false }),
  })
  await response.text()
  if (response.status !== 200) throw new Error(`a whole call was answered ${response.status}`)
  return performance.now() - begun
}

const at = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
const empty = (): Measured => ({ lags: [], firsts: [], failed: 0 })
const ms = (value: number): string => value.toFixed(3).padStart(8)

async function together(
  way: Way,
  streams: number,
  events: number,
  gap: number,
  spreadMs: number,
): Promise<Measured> {
  const measured = empty()
  await Promise.all(
    Array.from({ length: streams }, async (_, i) => {
      await sleep((i * spreadMs) / streams)
      await stream(way, events, gap, measured)
    }),
  )
  return measured
}

const asked = (child: ChildProcess): Promise<{ rss: number; cpu: number; recorded: number }> =>
  new Promise(resolve => {
    child.once('message', resolve)
    child.send('how are you')
  })

let failed = false
try {
  const upstream = await start('gateway/upstream.ts')
  const gateway = await start('gateway/child.ts', `http://127.0.0.1:${upstream.port}`)
  const key = { authorization: 'Bearer bench' }
  const ways: Record<string, Way> = {
    bare: { port: upstream.port, headers: key },
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
  for (const way of Object.values(ways)) await together(way, 10, 40, 20, 100)
  const runs: Record<string, Measured[]> = { bare: [], gateway: [] }
  for (let round = 0; round < rounds; round++)
    for (const [name, way] of Object.entries(ways)) runs[name]?.push(await together(way, 20, 40, 20, 200))
  console.log(`${rounds} rounds of 20 streams, 40 events 20 ms apart; milliseconds from sent to read`)
  for (const [name, own] of Object.entries(runs)) {
    const lags = own.flatMap(run => run.lags)
    const firsts = own.flatMap(run => run.firsts)
    console.log(
      `${name.padEnd(8)} lag p50 ${ms(at(lags, 0.5))} p99 ${ms(at(lags, 0.99))} | first event p50 ${ms(at(firsts, 0.5))} p99 ${ms(at(firsts, 0.99))} | ${own.reduce((sum, run) => sum + run.failed, 0)} failed`,
    )
  }
  const added = (name: string): number =>
    at(
      (runs[name] ?? []).map((run, i) => at(run.lags, 0.99) - at(runs.bare?.[i]?.lags ?? [], 0.99)),
      0.5,
    )
  console.log(`added p99, median over rounds: ${ms(added('gateway'))}`)

  const calls: Record<string, number[]> = { bare: [], gateway: [], portkey: [] }
  for (let round = 0; round < 40 * rounds; round++)
    for (const [name, way] of Object.entries({ ...ways, portkey })) calls[name]?.push(await wholeCall(way))
  for (const [name, own] of Object.entries(calls)) {
    const warm = own.slice(20)
    console.log(
      `${name.padEnd(8)} whole answers, one at a time: p50 ${ms(at(warm, 0.5))} p99 ${ms(at(warm, 0.99))}`,
    )
  }

  failed ||= added('gateway') > budget.addedMsP99

  const many = await together(ways.gateway ?? { port: 0, headers: {} }, 1_000, 50, 200, 4_000)
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
