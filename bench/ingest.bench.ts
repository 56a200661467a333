/**
 * Speed and quality of ingest together: exchanges a second with all sketches beside the floor (the engine only parsing
 * the same file into the same tuple), and how many near-duplicates share a band beside how many strangers do.
 * Run: npx tsx bench/ingest.bench.ts [exchanges]
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { storeBatch } from '../src/ingest/batch.ts'
import { ingestLines } from '../src/ingest/ingest-lines.ts'
import { stageExchanges } from '../src/ingest/stage.ts'
import { makeRng, pick, randomInt } from '../src/rng.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { exchangeLines, makeSpeaker } from './ingest-lines.ts'

const key = { k0: '11', k1: '22' }
const exchanges = Number(process.argv[2] ?? 100_000)
const folder = await mkdtemp(join(tmpdir(), 'stillwatch-bench-'))
const store = await openStore({ data: join(folder, 'data') })
try {
  const path = join(folder, 'exchanges.jsonl')
  await write(path)
  const { size } = await stat(path)
  const batch = { source: 'file', path, compression: 'none', first: 0, rows: exchanges } as const
  // The first batch compiles patterns; what a long ingest sees is the batches after it.
  await storeBatch(store, key, { ...batch, number: '1', rows: 1000 }, Date.now())
  const floor = await best(3, () => parseOnly(store, path))
  const full = await best(2, async run => {
    await store.run(statement('TRUNCATE TABLE exchanges'), {})
    const { taken } = await storeBatch(store, key, { ...batch, number: String(10 + run) }, Date.now())
    if (taken !== exchanges) throw new RangeError(`took ${taken} of ${exchanges}`)
  })
  const line = (name: string, cost: Cost) =>
    `${name.padEnd(28)} ${rate(exchanges / cost.seconds)} exchanges/s ${(size / 1e6 / cost.seconds).toFixed(0).padStart(6)} MB/s ${((cost.cpu * 1e6) / exchanges).toFixed(1).padStart(6)} µs of CPU each`
  console.log(`${exchanges} exchanges of ${Math.round(size / exchanges)} bytes`)
  console.log(line('floor: parse into the tuple', floor))
  console.log(line('ingest with all sketches', full))
  console.log(
    `${(full.seconds / floor.seconds).toFixed(1)} times the floor's time, ${(full.cpu / floor.cpu).toFixed(1)} times its CPU`,
  )
  await quality(store)
} finally {
  await store.close()
  await rm(folder, { recursive: true, force: true })
}

interface Cost {
  seconds: number
  cpu: number
}

async function best(runs: number, work: (run: number) => Promise<void>): Promise<Cost> {
  const costs: Cost[] = []
  for (let run = 0; run < runs; run++) {
    const cpu = process.cpuUsage()
    const begun = performance.now()
    await work(run)
    const used = process.cpuUsage(cpu)
    costs.push({ seconds: (performance.now() - begun) / 1000, cpu: (used.user + used.system) / 1e6 })
  }
  return costs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
}

async function write(path: string): Promise<void> {
  const out = createWriteStream(path)
  let held = ''
  for (const text of exchangeLines(exchanges, 7)) {
    held += `${text}\n`
    if (held.length < 1 << 22) continue
    if (!out.write(held)) await new Promise<void>(resume => out.once('drain', () => resume()))
    held = ''
  }
  await new Promise<void>(done => out.end(held, () => done()))
}

/** The very tuple that the staging statement extracts, and nothing done with it. */
async function parseOnly(store: Store, path: string): Promise<void> {
  const tuple = /JSONExtract\(sound, '(Tuple\([\s\S]*?)'\) AS x/.exec(stageExchanges('file').sql)?.[1]
  if (tuple === undefined) throw new RangeError('the staging statement has no tuple')
  const structure = tuple.slice('Tuple('.length, -1)
  const sql =
    "SELECT sum(cityHash64(*)) AS sum FROM file({path:String}, 'JSONEachRow', {structure:String}) FORMAT Null"
  await store.run(
    {
      name: 'bench/floor',
      sql,
      params: z.object({ path: z.string(), structure: z.string() }),
      row: z.unknown(),
    },
    { path, structure },
  )
}

function statement(sql: string) {
  return { name: 'bench/statement', sql, params: z.object({}), row: z.unknown() }
}

/** Words changed at random in a part of a message, and messages that have nothing to do with each other. */
async function quality(store: Store): Promise<void> {
  const rng = makeRng(11)
  const speaker = makeSpeaker(rng)
  const pairs = 2000
  console.log(
    '\nnear-duplicates that share a band (words or characters changed), and the same for the template',
  )
  for (const [name, make, join] of [
    ['English, 120 words', () => speaker.english(120).split(' '), ' '],
    ['English, 25 words', () => speaker.english(25).split(' '), ' '],
    ['Chinese, 120 characters', () => [...speaker.chinese(120)], ''],
  ] as const) {
    for (const changed of [0, 0.02, 0.05, 0.1, 1]) {
      const lines: string[] = []
      for (let i = 0; i < pairs; i++) {
        const words = make()
        const other = changed === 1 ? make() : words.map(word => (rng() < changed ? pick(rng, make()) : word))
        for (const [side, text] of [words.join(join), other.join(join)].entries())
          lines.push(JSON.stringify(message(`${name}-${changed}-${i}-${side}`, text, randomInt(rng, 0, 9))))
      }
      await ingestLines(store, key, lines, `${name} ${changed}`, Date.now())
      const [found] = await store.rows(
        {
          name: 'bench/recall',
          sql: `SELECT
              avg(hasAny(a.bands, b.bands)) AS bands,
              avg(bitCount(bitXor(a.simhash, b.simhash)) <= 12) AS simhash,
              avg(a.template = b.template) AS template
            FROM exchanges AS a INNER JOIN exchanges AS b ON concat(substring(a.id, 1, length(a.id) - 1), '1') = b.id
            WHERE startsWith(a.id, {prefix:String}) AND endsWith(a.id, '-0')`,
          params: z.object({ prefix: z.string() }),
          row: z.object({ bands: z.number(), simhash: z.number(), template: z.number() }),
        },
        { prefix: `${name}-${changed}-` },
      )
      const share = (value: number | undefined) => `${((value ?? 0) * 100).toFixed(2).padStart(7)} %`
      const what = changed === 1 ? 'strangers' : `${changed * 100} % changed`
      console.log(
        `${name.padEnd(26)} ${what.padEnd(14)} bands ${share(found?.bands)}  sim-hash ${share(found?.simhash)}  template ${share(found?.template)}`,
      )
    }
  }
}

function message(id: string, content: string, minute: number) {
  const time = Date.UTC(2026, 0, 1) + minute * 60_000
  return { id, time, account: 'bench', model: 'large', request: { messages: [{ role: 'user', content }] } }
}

function rate(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(9)
}
