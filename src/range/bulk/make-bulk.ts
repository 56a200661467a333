/**
 * Large worlds: the range draws the people, the engine draws their exchanges from hashes of seed, account and day, and
 * writes a Parquet file a day with a sketch in place of texts. The same people as in the text world of the same seed.
 * Simplified against it: home lines are sampled, sessions stay with one account, and nothing runs past midnight.
 */
import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sketchVersion } from '../../model/sketch.ts'
import type { Store } from '../../store/store.ts'
import { namedRng } from '../draw.ts'
import type { FileSummary } from '../files.ts'
import { isoTime } from '../identity.ts'
import { frameOf, type MakeOptions, rangeVersion, scenarioOf, type WorldSummary } from '../make.ts'
import { openEnlisting } from './enlist.ts'
import { bulkQueries } from './queries.ts'

/** `exchanges-001.parquet` is the world's first day. */
export const dayFile = (day: number): string => `exchanges-${String(day + 1).padStart(3, '0')}.parquet`

/**
 * Writes the files into `out`, drawn in tables of `store`, which should be an embedded one made for this.
 * @example const summary = await makeBulkWorld(store, { out: 'world', seed: 1, start, world: 'case' })
 */
export async function makeBulkWorld(store: Store, options: MakeOptions): Promise<WorldSummary> {
  const { world, names } = frameOf(options)
  const out = resolve(options.out)
  mkdirSync(out, { recursive: true })
  const { createCast, createPeople, createSwitch, createVolume, ...queries } = bulkQueries
  for (const create of [createCast, createPeople, createSwitch, createVolume]) await store.run(create, {})
  const enlisting = openEnlisting(store, world)
  const truth: Record<string, unknown> = {}
  for (const name of names) {
    const { scenario, label } = scenarioOf(name)
    const hidden = await enlisting.add(scenario, label)
    if (hidden !== undefined) truth[name] = hidden
  }
  const { accounts, members, changes } = await enlisting.finish()
  // The engine hashes integers; the seed of a world may be any text's.
  const seed = String(Math.floor(namedRng(world.seed, 'bulk')() * 2 ** 52))
  let exchanges = 0
  const summaries: Promise<FileSummary>[] = []
  for (let day = 0; day < world.days; day++) {
    const path = join(out, dayFile(day))
    await store.run(queries.planDay, { seed, day })
    const { start, hours } = world
    await store.run(queries.writeDay, { path, seed, day, start, hours, sketch: sketchVersion })
    const [count] = await store.rows(queries.countDay, { day })
    const lines = count?.exchanges ?? 0
    exchanges += lines
    // The checksum of one day is made while the engine writes the next.
    await summaries.at(-1)
    summaries.push(summaryOf(out, dayFile(day), lines))
    options.onProgress?.((day + 1) * 24, world.hours, exchanges)
  }
  await store.run(queries.writeAccounts, { path: join(out, 'accounts.jsonl'), seed })
  await store.run(queries.writeLabels, { path: join(out, 'labels.jsonl'), seed })
  const { kinds, groups, campaigns } = await countKinds(store)
  const summary: WorldSummary = {
    version: rangeVersion,
    seed: world.seed,
    start: isoTime(world.start),
    days: world.days,
    accounts: world.accounts,
    scale: world.scale,
    scenarios: names,
    counts: { exchanges, accounts, members, campaigns },
    kinds,
    groups,
    truth,
    files: [
      ...(await Promise.all(summaries)),
      await summaryOf(out, 'accounts.jsonl', accounts + changes),
      await summaryOf(out, 'labels.jsonl', accounts),
    ],
  }
  writeFileSync(join(out, 'world.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}

async function countKinds(
  store: Store,
): Promise<Pick<WorldSummary, 'kinds' | 'groups'> & { campaigns: number }> {
  const kinds: Record<string, { accounts: number; exchanges: number }> = {}
  const groups: Record<string, { kind: string; accounts: number; exchanges: number }> = {}
  let campaigns = 0
  for (const row of await store.rows(bulkQueries.countKinds, {})) {
    const { kind, group, accounts, exchanges } = row
    const known = kinds[kind] ?? { accounts: 0, exchanges: 0 }
    kinds[kind] = { accounts: known.accounts + accounts, exchanges: known.exchanges + exchanges }
    if (group !== '') groups[group] = { kind, accounts, exchanges }
    if (row.is_campaign === 1) campaigns++
  }
  return { kinds, groups, campaigns }
}

async function summaryOf(dir: string, file: string, lines: number): Promise<FileSummary> {
  const path = join(dir, file)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return { file, lines, bytes: statSync(path).size, sha256: hash.digest('hex') }
}
