import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ingest } from '../../ingest/ingest.ts'
import { openStore } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'
import { type LabelLine, readLabels } from '../labels.ts'
import { type MakeOptions, makeWorld, type WorldSummary } from '../make.ts'
import { verifyWorld } from '../verify.ts'
import { hourTable } from './cast-row.ts'
import { countParquet } from './count-parquet.ts'
import { dayFile, makeBulkWorld } from './make-bulk.ts'

const root = mkdtempSync(join(tmpdir(), 'stillwatch-bulk-'))
const start = Date.UTC(2026, 4, 1)
const scenarios = ['honest', 'class', 'integrator', 'campaign-case', 'campaign-slow', 'campaign-naive']
const options = (name: string, seed: number): MakeOptions => ({
  out: join(root, name),
  seed,
  start,
  scenarios,
  accounts: 400,
  days: 4,
})

let store: Store
let summary: WorldSummary
let labels: LabelLine[]
beforeAll(async () => {
  store = await openStore({ data: join(root, 'store') })
  summary = await makeBulkWorld(store, options('one', 5))
  labels = await readLabels(join(root, 'one', 'labels.jsonl'))
})
afterAll(async () => {
  await store.close()
  rmSync(root, { recursive: true, force: true })
})

test('the same seed gives the same exchanges, another seed others', async () => {
  const written = async (name: string) => {
    const rows: string[] = []
    for await (const row of countParquet(store)(join(root, name, dayFile(1)), start, start))
      rows.push(JSON.stringify(row))
    return rows.sort()
  }
  const again = await makeBulkWorld(store, options('again', 5))
  expect({ ...again, files: [] }).toEqual({ ...summary, files: [] })
  expect(await written('again')).toEqual(await written('one'))
  expect(readFileSync(join(root, 'again', 'labels.jsonl'))).toEqual(
    readFileSync(join(root, 'one', 'labels.jsonl')),
  )
  await makeBulkWorld(store, options('other', 6))
  expect(await written('other')).not.toEqual(await written('one'))
})

test('it holds the very people of the world of texts', () => {
  const text = makeWorld({ ...options('text', 5), scale: 0.05 })
  expect(summary.counts.accounts).toBe(text.counts.accounts)
  const own = (name: string): string[] =>
    readFileSync(join(root, name, 'accounts.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .filter(line => line.includes('"created"'))
      .sort()
  expect(own('one')).toEqual(own('text'))
})

test('every exchange is taken by ingest, with its sketch and none of its text', async () => {
  const files = summary.files
    .map(({ file }) => join(root, 'one', file))
    .filter(file => !file.includes('labels'))
  const report = await ingest(store, { k0: '1', k1: '2' }, files, {
    clock: () => Date.UTC(2026, 6, 1),
    rejectedFolder: join(root, 'rejected'),
  })
  expect(report).toMatchObject({ taken: summary.counts.exchanges, rejected: 0, unknown_ips: 0 })
})

test('a plan that names its total gets it, and a plan that names a bound keeps it', () => {
  const sent = (group: string): number => summary.groups[group]?.exchanges ?? 0
  const plan = summary.truth['campaign-case'] as { total: number }
  expect(sent('campaign-case-1') / plan.total).toBeGreaterThan(0.75)
  expect(sent('campaign-case-1') / plan.total).toBeLessThan(1.25)
  const slow = labels.filter(line => line.group === 'campaign-slow-1')
  expect(Math.max(...slow.map(line => line.exchanges))).toBeLessThanOrEqual(6 * summary.days)
  expect(slow.every(line => line.extracting === line.exchanges)).toBe(true)
})

describe('verify', () => {
  test('reads a world back, file by file', async () => {
    expect((await verifyWorld(join(root, 'one'), countParquet(store))).problems).toEqual([])
  })

  test('notices a file that was changed', async () => {
    cpSync(join(root, 'one'), join(root, 'damaged'), { recursive: true })
    appendFileSync(join(root, 'damaged', dayFile(2)), 'x')
    const { problems } = await verifyWorld(join(root, 'damaged'), countParquet(store))
    expect(problems.join()).toMatch(/exchanges-003.parquet .* checksum/)
  })
})

test('an hour table holds each hour as often as its share says', () => {
  const table = hourTable(Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 3 : hour === 20 ? 1 : 0)))
  expect(table).toHaveLength(64)
  expect(table.filter(hour => hour === 3)).toHaveLength(48)
  expect(table.filter(hour => hour === 20)).toHaveLength(16)
  expect(hourTable(new Array(24).fill(0))).toEqual([])
})
