/**
 * Live ingest: sustained exchanges of 2 KB a second over HTTP, and whether memory stays flat; then kills under load.
 * The sender is this process, the service another, and both share the cores with whatever else runs: so the processor
 * time of each is told beside the rate. The sender's bodies are made beforehand; it changes ids and times in place.
 * Run: npx tsx bench/live.bench.ts [seconds] [kills] [senders] [exchanges a request]; SERVICE_FLAGS=--cpu-prof looks inside
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { makeRng } from '../src/rng.ts'
import { killRounds } from '../test/support/kill-rounds.ts'
import { memoryMb, secondsUsed } from './live/process-costs.ts'
import { makeSender, type Tally } from './live/sender.ts'

const [seconds = 600, kills = 20, senders = 96, linesPerBody = 500] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-live-bench-'))

const entry = fileURLToPath(new URL('../test/support/live-child.ts', import.meta.url))
const child = spawn(
  process.execPath,
  ['--import', 'tsx', ...(process.env.SERVICE_FLAGS?.split(' ') ?? []), entry, join(folder, 'data')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  await sustain(new URL('/v1/exchanges', await addressOf(child.stdout)), child.pid ?? 0)
} finally {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
if (kills > 0) console.log(`${kills} kills:`, await killRounds(join(folder, 'killed'), kills, makeRng(7)))
await rm(folder, { recursive: true, force: true })

async function sustain(url: URL, pid: number): Promise<void> {
  const tally: Tally = { taken: 0, refused: 0, waitsMs: [] }
  const all = Array.from({ length: senders }, (_, place) => makeSender(url, place, linesPerBody, tally))
  const bytes = Math.round((all[0]?.bytes ?? 0) / linesPerBody)
  console.log(`exchanges of ${bytes} bytes, ${linesPerBody} a request, ${senders} senders`)
  // The first batches compile the patterns.
  await Promise.all(all.map(sender => sender.send()))
  Object.assign(tally, { taken: 0, refused: 0, waitsMs: [] })

  let isOver = false
  const begun = performance.now()
  const first = { service: secondsUsed(pid), sender: secondsUsed(process.pid) }
  const sending = all.map(async sender => {
    while (!isOver) await sender.send()
  })
  const parts = Math.max(1, Math.round(seconds / 60))
  let before = { taken: 0, at: begun, service: first.service, sender: first.sender }
  for (let part = 1; part <= parts; part++) {
    await new Promise(resolve => setTimeout(resolve, (seconds * 1000) / parts))
    const now = {
      taken: tally.taken,
      at: performance.now(),
      service: secondsUsed(pid),
      sender: secondsUsed(process.pid),
    }
    console.log(told(`${Math.round((now.at - begun) / 1000)} s`.padStart(6), before, now, memoryMb(pid)))
    before = now
  }
  isOver = true
  await Promise.all(sending)
  const last = {
    taken: tally.taken,
    at: performance.now(),
    service: secondsUsed(pid),
    sender: secondsUsed(process.pid),
  }
  console.log(told('in all', { taken: 0, at: begun, ...first }, last, memoryMb(pid)))
  const waits = tally.waitsMs.sort((a, b) => a - b)
  const at = (share: number): string => (waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(0)
  console.log(`answered in ${at(0.5)} ms p50, ${at(0.99)} ms p99; ${tally.refused} refused until later`)
}

/** A profiler may write there too. */
async function addressOf(out: Readable): Promise<string> {
  for (;;) {
    const [piece] = await once(out, 'data')
    const url = /http:\S+/.exec(String(piece))?.[0]
    if (url !== undefined) return url
  }
}

interface Moment {
  taken: number
  at: number
  service: { all: number; main: number }
  sender: { all: number; main: number }
}

function told(name: string, from: Moment, to: Moment, mb: number): string {
  const taken = to.taken - from.taken
  const took = (to.at - from.at) / 1000
  const each = (used: number): string => ((used * 1e6) / Math.max(1, taken)).toFixed(0).padStart(3)
  const service = to.service.all - from.service.all
  const sender = to.sender.all - from.sender.all
  const rate = Math.round(taken / took).toLocaleString('en')
  return (
    `${name}  ${rate.padStart(6)} exchanges/s  µs of CPU an exchange: service ${each(service)} ` +
    `(its JavaScript ${each(to.service.main - from.service.main)}), sender ${each(sender)}  ` +
    `cores: ${(service / took).toFixed(1)} + ${(sender / took).toFixed(1)}  load ${(loadavg()[0] ?? 0).toFixed(1)}  RSS ${mb} MB`
  )
}
