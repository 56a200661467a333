/** The whole batch story on small worlds of the range: what it must find, whom it must leave alone, and what it repeats. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { listFindings, members, newestRun } from '../findings/read.ts'
import { ingest } from '../ingest/ingest.ts'
import type { Finding, Member } from '../model/finding.ts'
import type { Query } from '../query.ts'
import { type LabelLine, readLabels } from '../range/labels.ts'
import { makeWorld } from '../range/make.ts'
import { score } from '../range/score.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { detect } from './detect.ts'
import { Memory } from './memory.ts'
import { replay } from './replay.ts'

const root = mkdtempSync(join(tmpdir(), 'stillwatch-detect-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const start = Date.UTC(2026, 4, 1)
const day = 86_400_000
const days = 6

interface SmallWorld {
  folder: string
  labels: LabelLine[]
}

async function world(
  name: string,
  seed: number,
  accounts: number,
  scenarios: readonly string[],
): Promise<SmallWorld> {
  const folder = join(root, name)
  makeWorld({ out: folder, seed, start, days, accounts, scale: 0.6, scenarios })
  return { folder, labels: await readLabels(join(folder, 'labels.jsonl')) }
}

async function read(store: Store, { folder }: SmallWorld, ...files: string[]): Promise<void> {
  const paths = files.map(file => join(folder, file))
  const options = { clock: () => start + 60 * day, rejectedFolder: join(root, 'rejected') }
  expect(await ingest(store, { k0: '11', k1: '13' }, paths, options)).toMatchObject({ rejected: 0 })
}

interface Found {
  finding: Finding
  members: Member[]
}

async function found(store: Store): Promise<Found[]> {
  const list: Found[] = []
  for (const finding of await listFindings(store))
    list.push({ finding, members: await members(store, finding.id, { offset: 0, limit: 10_000 }) })
  return list
}

const campaigns = (list: readonly Found[]): Found[] => list.filter(one => one.finding.kind === 'campaign')
const accountsOf = (list: readonly Found[]): string[][] =>
  list.map(one => one.members.map(member => member.account).sort()).sort()
const scoreOf = (labels: LabelLine[], list: readonly Found[]) =>
  score(
    labels,
    campaigns(list).flatMap(one => one.members.map(({ account }) => ({ campaign: one.finding.id, account }))),
  )

const statement = (sql: string): Query<Record<string, unknown>, Record<string, unknown>> => ({
  name: 'test/statement',
  sql,
  params: z.record(z.string(), z.unknown()),
  row: z.record(z.string(), z.unknown()),
})

describe('a campaign behind residential proxies among classes, companies, a hackathon and users of one agent', () => {
  const honest = ['honest', 'class', 'company', 'hackathon', 'coding-agent', 'benchmark', 'family']
  let small: SmallWorld
  let store: Store
  let list: Found[]
  beforeAll(async () => {
    small = await world('residential', 1, 600, [...honest, 'campaign-residential'])
    store = await openStore({ data: join(root, 'residential-data') })
    await read(store, small, 'exchanges.jsonl', 'accounts.jsonl')
    await detect(store)
    list = await found(store)
  })
  afterAll(() => store?.close())

  test('is found whole, as one, and nobody else is accused', () => {
    const result = scoreOf(small.labels, list)
    expect(result.campaigns[0]).toMatchObject({ pieces: 1, purity: 1 })
    expect(result.recall).toBeGreaterThanOrEqual(0.95)
    expect(result).toMatchObject({ falseMembers: 0, accused: [], spurious: [] })
  })

  test('leaves honest groups that it saw, each with the reason', () => {
    const groups = list.filter(one => one.finding.kind === 'group')
    const seen = new Set(groups.flatMap(one => one.members.map(({ account }) => account)))
    const kinds = new Set(small.labels.filter(({ account }) => seen.has(account)).map(({ kind }) => kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['class', 'company', 'hackathon']))
    for (const { finding } of groups) expect(finding.why_not).toMatch(/\w+ .*\./)
  })

  test('every finding adds up: its members, their exchanges, its days, and evidence in words', () => {
    for (const { finding, members } of list) {
      expect(finding.accounts).toBe(members.length)
      const exchanges = members.reduce((sum, member) => sum + member.exchanges, 0)
      expect(finding.exchanges).toBe(exchanges)
      expect(finding.timeline.reduce((sum, one) => sum + one.exchanges, 0)).toBe(exchanges)
      expect(finding.models.reduce((sum, one) => sum + one.exchanges, 0)).toBe(exchanges)
      expect(members.every(member => member.first >= finding.first && member.last <= finding.last)).toBe(true)
      for (const member of members) expect(member.evidence.length).toBeGreaterThanOrEqual(2)
      for (const item of finding.evidence) expect(item.detail).not.toMatch(/NaN|undefined|Infinity|null/)
    }
  })

  test('no account is in two findings', () => {
    const all = list.flatMap(one => one.members.map(({ account }) => account))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('the same traffic, read in another order, under other flags, and half of it at a time', () => {
  let small: SmallWorld
  let store: Store
  let first: Found[]
  beforeAll(async () => {
    small = await world('again', 2, 500, ['honest', 'class', 'company', 'hackathon', 'campaign-residential'])
    const other = await openStore({ data: join(root, 'first-data') })
    try {
      await read(other, small, 'exchanges.jsonl', 'accounts.jsonl')
      await detect(other)
      first = await found(other)
    } finally {
      await other.close()
    }
    store = await openStore({ data: join(root, 'again-data') })
    await read(store, small, 'accounts.jsonl', 'exchanges.jsonl')
  })
  afterAll(() => store?.close())

  const forget = async (): Promise<void> => {
    for (const table of ['runs', 'findings', 'members'])
      await store.run(statement(`TRUNCATE TABLE ${table}`), {})
  }

  test('gives the same findings to the byte, and a second look changes nothing', async () => {
    const run = await detect(store)
    const again = await found(store)
    expect(JSON.stringify(again)).toBe(JSON.stringify(first))
    expect(campaigns(again)).toHaveLength(1)
    expect(await detect(store)).toEqual(run)
    expect(JSON.stringify(await found(store))).toBe(JSON.stringify(first))
  })

  test('accuses the same accounts when every country changes its name', async () => {
    await forget()
    const [known] = await store.rows(
      statement(
        `SELECT arraySort(groupUniqArrayArray([ifNull(country, ''), ifNull(phone_country, '')])) AS countries FROM accounts`,
      ),
      {},
    )
    const from = z.array(z.string()).parse(known?.countries).filter(Boolean)
    expect(from.length).toBeGreaterThan(5)
    const names = { from, to: [...from.slice(3), ...from.slice(0, 3)] }
    const renamed = (column: string): string =>
      `${column} = transform(${column}, {from:Array(String)}, {to:Array(String)}, ${column})`
    const settings = { mutations_sync: 2 }
    // Where traffic came from is drawn by lot: it stands beside the findings and is no part of them.
    await store.run(
      statement('ALTER TABLE exchanges UPDATE country = {to:Array(String)}[1 + cityHash64(id) % 5] WHERE 1'),
      names,
      settings,
    )
    for (const column of ['country', 'phone_country', 'owner_country'])
      await store.run(
        statement(`ALTER TABLE account_facts UPDATE ${renamed(column)} WHERE ${column} IS NOT NULL`),
        names,
        settings,
      )
    // A look of its own: what was found before the change is neither reused nor kept.
    await detect(store, { asOf: new Date(start + 30 * day).toISOString() })
    const after = await found(store)
    expect(accountsOf(after)).toEqual(accountsOf(first))
    expect(accountsOf(campaigns(after))).toEqual(accountsOf(campaigns(first)))
    expect(after.every(one => one.finding.countries.length > 0)).toBe(true)
  })

  test('in mid-world sees only what had happened, and later keeps the campaign and its members’ first day', async () => {
    await forget()
    const asOf = new Date(start + 4 * day).toISOString()
    const run = await detect(store, { asOf })
    const [seen] = await store.rows(
      statement('SELECT toUInt32(count()) AS n FROM exchanges WHERE time <= {asOf:DateTime64(3)}'),
      { asOf },
    )
    expect(run.exchanges).toBe(seen?.n)
    const early = await found(store)
    for (const { finding, members } of early) {
      expect(finding.last <= asOf).toBe(true)
      expect(finding.timeline.every(one => one.day <= asOf.slice(0, 10))).toBe(true)
      expect(members.every(member => member.last <= asOf && member.since === asOf)).toBe(true)
    }
    const [before] = campaigns(early)
    expect(before?.members.length).toBeGreaterThan(10)

    const later = new Date(start + 40 * day).toISOString()
    await detect(store, { asOf: later })
    const [after] = campaigns(await found(store))
    expect(after?.finding.id).toBe(before?.finding.id)
    const known = new Set(before?.members.map(member => member.account))
    for (const member of after?.members ?? [])
      expect(member.since).toBe(known.has(member.account) ? asOf : later)
    expect(after?.finding.since).toBe(asOf)
  })

  test('a look that rests on the last one finds what a look from scratch finds', async () => {
    const times = [96, 97, 98].map(hours => new Date(start + hours * 3_600_000).toISOString())
    await forget()
    const memory = new Memory()
    const readings = vi.spyOn(store, 'columns')
    for (const asOf of times) await detect(store, { asOf, memory })
    const rhythmsRead = readings.mock.calls.filter(([query]) => query.name === 'discover/rhythm').length
    readings.mockRestore()
    expect(rhythmsRead).toBe(1)
    const resting = campaigns(await found(store))
    await forget()
    await detect(store, { asOf: times.at(-1) ?? '' })
    expect(accountsOf(resting)).toEqual(accountsOf(campaigns(await found(store))))
  })

  test('a look that rests is another run than a full one at the same traffic, whose findings come after it', async () => {
    const times = [96, 97].map(hours => new Date(start + hours * 3_600_000).toISOString())
    const asOf = times.at(-1) ?? ''
    await forget()
    const memory = new Memory()
    for (const time of times) await detect(store, { asOf: time, memory })
    const resting = await newestRun(store)
    const full = await detect(store, { asOf })
    expect(full.run).not.toBe(resting?.run)
    expect((await newestRun(store))?.run).toBe(full.run)
    expect((await detect(store, { asOf, memory: new Memory() })).run).toBe(full.run)
  })

  test('a replay ends with what a look from scratch finds', async () => {
    await forget()
    const end = start + 97 * 3_600_000
    const runs = await replay(store, { everyMs: 1_800_000, start: end - 3_600_000, end })
    expect(runs).toHaveLength(2)
    await forget()
    expect(runs.at(-1)?.run).toBe((await detect(store, { asOf: new Date(end).toISOString() })).run)
  })
})

describe('little to go on', () => {
  test('an empty store has no campaign, no group and no error', async () => {
    const store = await openStore({ data: join(root, 'empty-data') })
    try {
      expect(await detect(store)).toMatchObject({ accounts: 0, exchanges: 0, campaigns: 0, groups: 0 })
    } finally {
      await store.close()
    }
  })

  test('what is learnt of accounts after a look is heard by the next, though no exchange came in between', async () => {
    const small = await world('facts', 3, 150, ['honest', 'company'])
    const store = await openStore({ data: join(root, 'facts-data') })
    const coverage = (run: Awaited<ReturnType<typeof detect>>): number | undefined =>
      run.sources.find(({ source }) => source === 'accounts')?.coverage
    try {
      await read(store, small, 'exchanges.jsonl')
      const before = await detect(store)
      expect(coverage(before)).toBe(0)
      await read(store, small, 'accounts.jsonl')
      const after = await detect(store)
      expect(coverage(after)).toBe(1)
      expect(after.run).not.toBe(before.run)
      const rows = await store.rows(
        statement('SELECT run, toUInt32(uniqExact(candidate)) AS n FROM candidates GROUP BY run'),
        {},
      )
      expect(rows.find(({ run }) => run === after.run)?.n).toBe(after.campaigns + after.groups)
    } finally {
      await store.close()
    }
  })
})
