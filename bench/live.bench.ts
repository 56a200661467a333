/**
 * Live ingest: sustained exchanges of 2 KB a second over HTTP, and whether memory stays flat; then kills under load.
 * The sender is this process, the service another, and both share the cores with whatever else runs: so the processor
 * time of each is told beside the rate.
 * Run: npx tsx bench/live.bench.ts [seconds] [kills] [senders]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRng } from '../src/rng.ts'
import { killRounds } from '../test/support/kill-rounds.ts'
import { exchangeLines } from './ingest-lines.ts'

const seconds = Number(process.argv[2] ?? 600)
const kills = Number(process.argv[3] ?? 20)
const linesPerBody = 200
const senders = Number(process.argv[4] ?? 64)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-live-bench-'))

const entry = fileURLToPath(new URL('../test/support/live-child.ts', import.meta.url))
const child = spawn(process.execPath, ['--import', 'tsx', entry, join(folder, 'data')], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [line] = await once(child.stdout, 'data')
  await sustain(`${String(line).trim()}/v1/exchanges`)
} finally {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
if (kills > 0) console.log(`${kills} kills:`, await killRounds(join(folder, 'killed'), kills, makeRng(7)))
await rm(folder, { recursive: true, force: true })

async function sustain(url: string): Promise<void> {
  const texts = [...exchangeLines(linesPerBody, 7)]
  const cuts = texts.map(text => text.replace(/"id":"[^"]*"/, '"id":"@"').split('"@"'))
  let bodies = 0
  const body = (): string => {
    const number = bodies++
    return cuts.map(([head, tail], at) => `${head}"${number}-${at}"${tail}`).join('\n')
  }
  const bytes = Buffer.byteLength(body()) / linesPerBody
  let isOver = false
  let taken = 0
  let refused = 0
  const waits: number[] = []
  const send = async (): Promise<void> => {
    let held = body()
    while (!isOver) {
      const begun = performance.now()
      const answer = await fetch(url, { method: 'POST', body: held })
      if (answer.status === 429) {
        refused += 1
        await answer.body?.cancel()
        await new Promise(resolve =>
          setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1)),
        )
        continue
      }
      const receipt = (await answer.json()) as { taken: number }
      waits.push(performance.now() - begun)
      taken += receipt.taken
      held = body()
    }
  }
  // The first batches compile the patterns.
  const warm = Array.from({ length: 4 }, () => fetch(url, { method: 'POST', body: body() }))
  for (const answer of await Promise.all(warm)) await answer.body?.cancel()
  const begun = performance.now()
  const own = process.cpuUsage()
  const theirs = cpuSeconds()
  const sending = Array.from({ length: senders }, send)
  console.log(`exchanges of ${Math.round(bytes)} bytes, ${linesPerBody} a request, ${senders} senders`)
  let before = 0
  for (let part = 1; part <= 10; part++) {
    await new Promise(resolve => setTimeout(resolve, (seconds * 1000) / 10))
    const rate = Math.round((taken - before) / (seconds / 10))
    before = taken
    console.log(
      `${String(part * 10).padStart(3)} %  ${String(rate).padStart(6)} exchanges/s  RSS ${rssMb()} MB`,
    )
  }
  isOver = true
  await Promise.all(sending)
  const took = (performance.now() - begun) / 1000
  waits.sort((a, b) => a - b)
  const at = (share: number): string => (waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(0)
  const { user, system } = process.cpuUsage(own)
  const micros = (used: number): string => ((used * 1e6) / taken).toFixed(0)
  console.log(
    `µs of CPU an exchange: service ${micros(cpuSeconds() - theirs)}, sender ${micros((user + system) / 1e6)}; cores kept busy by both: ${((cpuSeconds() - theirs + (user + system) / 1e6) / took).toFixed(1)}`,
  )
  console.log(
    `${Math.round(taken / took)} exchanges/s over ${took.toFixed(0)} s; answered in ${at(0.5)} ms p50, ${at(0.99)} ms p99; ${refused} refused`,
  )
}

/** Of the service; the kernel counts in hundredths of a second. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function rssMb(): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
