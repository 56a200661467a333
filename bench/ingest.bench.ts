/**
 * Speed and quality of ingest together: exchanges a second with all sketches beside what the engine alone takes for the
 * same file (bench/ingest/floors.ts), in turns, so that other work on the machine meets all of them; how many labels
 * agree with what our sentences are marked to hold; and how many near-duplicates share a band beside how many strangers do.
 * Lines have 2,000 bytes on average. Run: npx tsx bench/ingest.bench.ts [exchanges] [rounds]; behind `taskset -c 0`, on
 * one core.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { loadNetworks } from '../src/ingest/enrich/load.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { ingestLines } from '../src/ingest/ingest-lines.ts'
import { openStore } from '../src/store/open.ts'
import { floors } from './ingest/floors.ts'
import { labels, quality } from './ingest/quality.ts'
import { exchangeLines, textOfTwoKilobytes } from './ingest-lines.ts'

const key = { k0: '11', k1: '22' }
const exchanges = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 3)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-bench-'))
const store = await openStore({ data: join(folder, 'data') })
try {
  await loadNetworks(store)
  const path = join(folder, 'exchanges.jsonl')
  await write(path)
  const { size } = await stat(path)
  const options = { clock: Date.now, rejectedFolder: join(folder, 'rejected') }
  // Patterns are compiled once a process, which takes seconds: what a long ingest sees is what comes after.
  await ingestLines(store, key, [...exchangeLines(10, 3)], 'first', Date.now())
  const bytes = Math.round(size / exchanges).toLocaleString('en')
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${exchanges} exchanges of ${bytes} bytes, ${availableParallelism()} cores, load ${load}`)
  const full: Cost[] = []
  const beside = floors.map(() => [] as Cost[])
  for (let round = 0; round < rounds; round++) {
    for (const [at, floor] of floors.entries()) {
      await floor.begin?.(store, path)
      beside[at]?.push(await cost(() => floor.run(store, path)))
    }
    await empty('DROP TABLE IF EXISTS floor')
    for (const table of ['exchanges', 'batches']) await empty(`TRUNCATE TABLE ${table}`)
    full.push(
      await cost(async () => {
        const { taken } = await ingest(store, key, [path], options)
        if (taken !== exchanges) throw new RangeError(`took ${taken} of ${exchanges}`)
      }),
    )
  }
  const least = (all: Cost[], part: keyof Cost): number => Math.min(...all.map(one => one[part]))
  const line = (name: string, all: Cost[]): string => {
    const seconds = least(all, 'seconds')
    const cpu = ((least(all, 'cpu') * 1e6) / exchanges).toFixed(1).padStart(6)
    return `${name.padEnd(30)} ${rate(exchanges / seconds)} exchanges/s ${(size / 1e6 / seconds).toFixed(0).padStart(6)} MB/s ${cpu} µs of CPU each`
  }
  console.log(line('ingest with all sketches', full))
  for (const [at, floor] of floors.entries()) {
    const alone = beside[at] ?? []
    const times = (part: keyof Cost): string =>
      full.map((one, round) => (one[part] / (alone[round]?.[part] ?? Number.NaN)).toFixed(1)).join(', ')
    console.log(
      `${line(floor.name, alone)}; ingest takes ${(least(full, 'seconds') / least(alone, 'seconds')).toFixed(1)} × its time (by round ${times('seconds')}; CPU ${times('cpu')})`,
    )
  }
  await labels(store)
  await quality(store)
} finally {
  await store.close()
  await rm(folder, { recursive: true, force: true })
}

interface Cost {
  seconds: number
  cpu: number
}

async function cost(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  await work()
  const used = process.cpuUsage(cpu)
  return { seconds: (performance.now() - begun) / 1000, cpu: (used.user + used.system) / 1e6 }
}

async function write(path: string): Promise<void> {
  const out = createWriteStream(path)
  let held = ''
  for (const text of exchangeLines(exchanges, 7, textOfTwoKilobytes)) {
    held += `${text}\n`
    if (held.length < 1 << 22) continue
    if (!out.write(held)) await new Promise<void>(resume => out.once('drain', () => resume()))
    held = ''
  }
  await new Promise<void>(done => out.end(held, () => done()))
}

async function empty(sql: string): Promise<void> {
  await store.run({ name: 'bench/empty', sql, params: z.object({}), row: z.unknown() }, {})
}

function rate(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(9)
}
