import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { accountSchema } from '../model/account.ts'
import { exchangeSchema } from '../model/exchange.ts'
import { readLabels } from './labels.ts'
import { type MakeOptions, makeWorld } from './make.ts'
import { lookAlikes, matched, scenarios } from './scenarios/index.ts'
import { verifyWorld } from './verify.ts'

const root = mkdtempSync(join(tmpdir(), 'stillwatch-range-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const start = Date.UTC(2026, 4, 1)
const everything = Object.keys(scenarios)

function make(
  name: string,
  seed: number,
  names: readonly string[] = everything,
  more: Partial<MakeOptions> = {},
) {
  const out = join(root, name)
  return {
    out,
    summary: makeWorld({ out, seed, start, scenarios: names, accounts: 250, days: 4, scale: 0.4, ...more }),
  }
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n')

describe('a world with every scenario', () => {
  const { out, summary } = make('whole', 5)

  test('keeps to the contract on every line', () => {
    for (const line of linesOf(join(out, 'exchanges.jsonl'))) {
      const parsed = exchangeSchema.safeParse(JSON.parse(line))
      expect(parsed.success ? '' : `${parsed.error.message} in ${line}`).toBe('')
    }
    for (const line of linesOf(join(out, 'accounts.jsonl')))
      expect(accountSchema.safeParse(JSON.parse(line)).success).toBe(true)
  })

  test('holds all scenarios, and every look-alike under its own name', () => {
    const kinds = new Set(Object.values(summary.groups).map(group => group.kind))
    for (const name of Object.keys(lookAlikes)) expect(kinds).toContain(name)
    expect(summary.counts.campaigns).toBe(everything.filter(name => name.startsWith('campaign-')).length)
  })

  test('is what its summary promises', async () => {
    expect((await verifyWorld(out)).problems).toEqual([])
  })

  test('never shows a label in the traffic: accounts, keys and ids are opaque', () => {
    const text =
      readFileSync(join(out, 'exchanges.jsonl'), 'utf8') + readFileSync(join(out, 'accounts.jsonl'), 'utf8')
    for (const name of everything) if (name.includes('-')) expect(text).not.toContain(`"${name}`)
    expect(text).not.toMatch(/campaign-\w+-1|operator-\d/)
  })

  test('leaves no slot of a grammar unfilled', () => {
    expect(readFileSync(join(out, 'exchanges.jsonl'), 'utf8')).not.toMatch(/\{[a-z]+[0-9]?\}/i)
  })
})

test('every level of obfuscation has an honest group that leaves the same traces', () => {
  expect(Object.keys(matched).map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  for (const names of Object.values(matched)) expect(names.length).toBeGreaterThan(0)
})

test('volunteers never ask for one page twice', () => {
  const { out } = make('pages', 5, ['volunteers'], { accounts: 4000, scale: 1 })
  const pages = linesOf(join(out, 'exchanges.jsonl')).flatMap(
    line => /transcribe page (\d+) of/.exec(JSON.parse(line).request.messages.at(-1).content)?.[1] ?? [],
  )
  expect(pages.length).toBeGreaterThan(100)
  expect(new Set(pages).size).toBe(pages.length)
})

test('the same seed gives the same bytes, another seed other bytes', () => {
  const names = ['honest', 'class', 'hackathon', 'campaign-relay', 'campaign-pathways']
  const first = make('first', 7, names).summary
  const again = make('again', 7, names).summary
  const other = make('other', 8, names).summary
  expect(again).toEqual(first)
  expect(other.files.map(file => file.sha256)).not.toEqual(first.files.map(file => file.sha256))
})

test('compressing changes the file and none of its lines', async () => {
  const { out } = make('plain', 9, ['honest', 'campaign-range'])
  const packed = make('packed', 9, ['honest', 'campaign-range'], { gzip: true }).out
  const plain = readFileSync(join(out, 'exchanges.jsonl'), 'utf8')
  expect(gunzipSync(readFileSync(join(packed, 'exchanges.jsonl.gz'))).toString()).toBe(plain)
  expect((await verifyWorld(packed)).problems).toEqual([])
})

test('one scenario more leaves the others’ accounts as they were', async () => {
  const alone = await readLabels(join(make('alone', 11, ['honest']).out, 'labels.jsonl'))
  const joined = await readLabels(
    join(make('joined', 11, ['honest', 'campaign-slow', 'class']).out, 'labels.jsonl'),
  )
  const sent = new Map(joined.map(line => [line.account, line.exchanges]))
  for (const line of alone) expect(sent.get(line.account)).toBe(line.exchanges)
})

test('a campaign never repeats an item across its pool, save for retries within minutes', () => {
  const { out } = make('items', 13, ['campaign-residential'], { accounts: 4000, scale: 1 })
  const seen = new Map<string, number>()
  for (const line of linesOf(join(out, 'exchanges.jsonl'))) {
    const { time, turn, request } = JSON.parse(line)
    if (turn > 0 || request.messages.length > 1) continue
    const item: string = request.messages[0].content
    const before = seen.get(item)
    if (before !== undefined) expect(Date.parse(time) - before).toBeLessThan(3_600_000)
    seen.set(item, Date.parse(time))
  }
  expect(seen.size).toBeGreaterThan(100)
})

test('level 8 keeps to six exchanges an account a day', () => {
  const { out } = make('slow', 17, ['campaign-slow'], { scale: 1 })
  const perDay = new Map<string, number>()
  for (const line of linesOf(join(out, 'exchanges.jsonl'))) {
    const { time, account } = JSON.parse(line)
    const key = `${account} ${String(time).slice(0, 10)}`
    perDay.set(key, (perDay.get(key) ?? 0) + 1)
  }
  expect(Math.max(...perDay.values())).toBeLessThanOrEqual(8)
})

describe('verify', () => {
  const damaged = (name: string): string => make(name, 3, ['honest', 'family', 'campaign-naive']).out

  test('notices an exchange that was changed', async () => {
    const out = damaged('changed')
    const path = join(out, 'exchanges.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"status":200', '"status":201'))
    expect((await verifyWorld(out)).problems.join()).toMatch(/checksum/)
  })

  test('notices an exchange that is there twice', async () => {
    const out = damaged('doubled')
    const path = join(out, 'exchanges.jsonl')
    appendFileSync(path, `${linesOf(path).at(-1)}\n`)
    expect((await verifyWorld(out)).problems.join()).toMatch(/twice/)
  })

  test('notices a member whose label was taken away', async () => {
    const out = damaged('unlabelled')
    const path = join(out, 'labels.jsonl')
    const lines = linesOf(path)
    writeFileSync(
      path,
      `${lines.filter((_, i) => i !== lines.findIndex(line => line.includes('"campaign"'))).join('\n')}\n`,
    )
    expect((await verifyWorld(out)).problems.join()).toMatch(/has no label/)
  })

  test('refuses a folder that is no world', async () => {
    await expect(verifyWorld(root)).rejects.toThrow(/no world.json/)
  })
})

test('an unknown scenario is named, with those that exist', () => {
  expect(() => make('unknown', 1, ['honest', 'nonsense'])).toThrow(/no scenario nonsense; known: honest/)
})
