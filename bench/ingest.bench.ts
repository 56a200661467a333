/**
 * Speed and quality of ingest together: exchanges a second with all sketches beside the floor (the engine only parsing
 * the same file into the same columns), in turns, so that other work on the machine meets both; how many labels agree
 * with what our sentences are marked to hold; and how many near-duplicates share a band beside how many strangers do.
 * Run: npx tsx bench/ingest.bench.ts [exchanges] [rounds]; behind `taskset -c 0`, on one core.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { loadNetworks } from '../src/ingest/enrich/load.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { ingestLines } from '../src/ingest/ingest-lines.ts'
import { readCases } from '../src/ingest/patterns/cases.ts'
import { stageExchanges } from '../src/ingest/stage.ts'
import { capabilities, demands, styles } from '../src/model/sketch.ts'
import { makeRng, pick, randomInt } from '../src/rng.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { exchangeLines, makeSpeaker } from './ingest-lines.ts'

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
  const costs: { floor: Cost; full: Cost }[] = []
  for (let round = 0; round < rounds; round++) {
    const floor = await cost(() => parseOnly(store, path))
    for (const table of ['exchanges', 'batches']) await store.run(statement(`TRUNCATE TABLE ${table}`), {})
    const full = await cost(async () => {
      const { taken } = await ingest(store, key, [path], options)
      if (taken !== exchanges) throw new RangeError(`took ${taken} of ${exchanges}`)
    })
    costs.push({ floor, full })
  }
  const line = (name: string, all: Cost[]) => {
    const seconds = Math.min(...all.map(one => one.seconds))
    const cpu = Math.min(...all.map(one => one.cpu))
    return `${name.padEnd(28)} ${rate(exchanges / seconds)} exchanges/s ${(size / 1e6 / seconds).toFixed(0).padStart(6)} MB/s ${((cpu * 1e6) / exchanges).toFixed(1).padStart(6)} µs of CPU each`
  }
  console.log(
    `${exchanges} exchanges of ${Math.round(size / exchanges)} bytes, ${availableParallelism()} cores`,
  )
  console.log(
    line(
      'floor: parse into columns',
      costs.map(one => one.floor),
    ),
  )
  console.log(
    line(
      'ingest with all sketches',
      costs.map(one => one.full),
    ),
  )
  const times = (part: keyof Cost) =>
    costs.map(one => (one.full[part] / one.floor[part]).toFixed(1)).join(', ')
  console.log(`times the floor, by round: ${times('seconds')} in time, ${times('cpu')} in CPU`)
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

/** What ingest stores of our own sentences beside what each is marked to hold, or not to hold. */
async function labels(store: Store): Promise<void> {
  const names = { capabilities, demands, style: styles }
  for (const file of ['capabilities', 'demands', 'style'] as const) {
    const cases = readCases(file)
    const lines = cases.map((row, at) => JSON.stringify(message(`label-${file}-${at}`, row.text, 0)))
    await ingestLines(store, key, lines, `labels ${file}`, Date.now())
    const sql =
      'SELECT id, capabilities, demands, toUInt32(style) AS style FROM exchanges WHERE startsWith(id, {prefix:String})'
    const row = z.object({ id: z.string(), capabilities: z.number(), demands: z.number(), style: z.number() })
    const params = z.object({ prefix: z.string() })
    const found = new Map(
      (await store.rows({ name: 'bench/labels', sql, params, row }, { prefix: `label-${file}-` })).map(
        stored => [stored.id, stored[file]],
      ),
    )
    const bits: readonly string[] = names[file]
    const right = cases.filter((one, at) => {
      const mask = found.get(`label-${file}-${at}`) ?? 0
      return (((mask >> bits.indexOf(one.bit)) & 1) === 1) === one.holds
    })
    console.log(
      `${file.padEnd(14)} ${((100 * right.length) / cases.length).toFixed(1)} % of ${cases.length} labels as marked`,
    )
  }
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
