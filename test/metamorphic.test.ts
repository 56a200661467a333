/**
 * What is no evidence may be exchanged without changing who is found: where the world lies on the map, what things and
 * people are called, in which weeks it happened, and under which ids.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { detect } from '../src/discover/detect.ts'
import { listFindings, members } from '../src/findings/read.ts'
import { loadMailDomains, loadNetworks } from '../src/ingest/enrich/load.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { makeWorld } from '../src/range/make.ts'
import { openStore } from '../src/store/open.ts'
import {
  laterWorld,
  movedWorld,
  otherAccount,
  type Renaming,
  reissuedWorld,
  renamedWorld,
  writeNetworkLists,
} from './support/renamed-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-metamorphic-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = Date.UTC(2026, 4, 1)
const day = 86_400_000
const scenarios = [
  'honest',
  'class',
  'company',
  'carrier-nat',
  'commercial-vpn',
  'coding-agent',
  'campaign-rotating',
  'campaign-residential',
]

/** Members of each finding, sorted; findings sorted by them. */
interface Seen {
  readonly campaigns: string[][]
  readonly groups: string[][]
}

function rewrite(name: string, renaming: Renaming | undefined): string[] {
  return (['exchange', 'account'] as const).map(kind => {
    const from = join(folder, 'world', `${kind}s.jsonl`)
    if (renaming === undefined) return from
    const lines = readFileSync(from, 'utf8').trimEnd().split('\n')
    const to = join(folder, `${name}-${kind}s.jsonl`)
    writeFileSync(to, lines.map(line => `${JSON.stringify(renaming[kind](JSON.parse(line)))}\n`).join(''))
    return to
  })
}

async function see(name: string, renaming?: Renaming): Promise<Seen> {
  const files = rewrite(name, renaming)
  const lists = join(folder, `${name}-lists`)
  writeNetworkLists(lists, renaming === movedWorld)
  const store = await openStore({ data: join(folder, `${name}-data`) })
  try {
    await loadNetworks(store, { folder: lists })
    await loadMailDomains(store)
    const clock = (): number => start + 120 * day
    const taken = await ingest(store, { k0: '11', k1: '13' }, files, {
      clock,
      rejectedFolder: join(folder, 'rejected'),
    })
    expect(taken).toMatchObject({ rejected: 0, unknown_ips: 0 })
    const run = await detect(store)
    // A world whose addresses nobody knows would pass without showing anything.
    expect(run.sources.find(({ source }) => source === 'networks')?.coverage).toBeGreaterThan(0.9)
    const seen: Seen = { campaigns: [], groups: [] }
    for (const { id, kind } of await listFindings(store)) {
      const own = await members(store, id, { offset: 0, limit: 10_000 })
      const accounts = own.map(member => member.account).sort()
      if (kind === 'campaign') seen.campaigns.push(accounts)
      else seen.groups.push(accounts)
    }
    return { campaigns: seen.campaigns.sort(), groups: seen.groups.sort() }
  } finally {
    await store.close()
  }
}

let asItIs: Seen
beforeAll(async () => {
  makeWorld({ out: join(folder, 'world'), seed: 4, start, days: 5, accounts: 400, scale: 0.6, scenarios })
  asItIs = await see('plain')
  expect(asItIs.campaigns.length).toBeGreaterThanOrEqual(1)
}, 600_000)

test('the same members are found when every country and its addresses lie elsewhere', async () => {
  expect(await see('moved', movedWorld)).toEqual(asItIs)
}, 600_000)

test('the same members are found when people, organisations, keys, devices and cards bear other names', async () => {
  expect(await see('renamed', renamedWorld)).toEqual(asItIs)
}, 600_000)

test('the same members are found when everything happens seven weeks later', async () => {
  expect(await see('later', laterWorld(7))).toEqual(asItIs)
}, 600_000)

test('the same members are found under other account and exchange ids', async () => {
  const others = (all: readonly string[][]): string[][] => all.map(own => own.map(otherAccount).sort()).sort()
  expect(await see('reissued', reissuedWorld)).toEqual({
    campaigns: others(asItIs.campaigns),
    groups: others(asItIs.groups),
  })
}, 600_000)
