import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startCluster, whyNoServer } from '../../../test/support/clickhouse-server.ts'
import { defineQuery } from '../../query.ts'
import { makeRng, randomInt } from '../../rng.ts'
import { openStore } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'
import { packageOf } from './lists.ts'
import { loadMailDomains, loadNetworks } from './load.ts'
import { parseRanges } from './ranges.ts'

const networksOf = defineQuery(new URL('./address-networks.sql', import.meta.url), {
  params: z.object({ addresses: z.array(z.string()) }),
  row: z.object({
    address: z.string(),
    asn: z.number(),
    country: z.string(),
    kind: z.string(),
    name: z.string(),
  }),
})
const mailKinds = {
  name: 'test/mail-kinds',
  sql: `SELECT d AS domain, m.kind AS kind FROM (SELECT arrayJoin({domains:Array(String)}) AS d) AS e
        LEFT ANY JOIN mail_domains AS m ON m.domain = e.d ORDER BY domain LIMIT 100`,
  params: z.object({ domains: z.array(z.string()) }),
  row: z.object({ domain: z.string(), kind: z.string() }),
}

/** The statement at the top of load.ts, as it stands there. */
const chunkFacts = {
  name: 'test/chunk-facts',
  sql: `${readFileSync(new URL('./load.ts', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.startsWith(' *   '))
    .map(line => line.slice(5))
    .join('\n')
    .replace('…,', 'e.row AS row,')} ORDER BY row LIMIT 1000`,
  params: z.object({}),
  row: z.object({ row: z.number(), asn: z.number(), network_kind: z.string(), country: z.string() }),
}
const statement = <P>(sql: string, params: z.ZodType<P>) => ({
  name: 'test/chunk',
  sql,
  params,
  row: z.unknown(),
})
const createChunk = statement('CREATE TABLE chunk (row UInt32, ip IPv6) ENGINE = Memory', z.object({}))
const fillChunk = statement(
  'INSERT INTO chunk SELECT number, {ips:Array(IPv6)}[number % length({ips:Array(IPv6)}) + 1] FROM numbers(500)',
  z.object({ ips: z.array(z.string()) }),
)

async function askChunk(of: Store): Promise<void> {
  await of.run(createChunk, {})
  await of.run(fillChunk, { ips: ['8.8.8.8', '2a01:4f8::1', '::', '172.58.1.1', '10.0.0.1'] })
  const rows = await of.rows(chunkFacts, {})
  const expected = [
    { asn: 15169, network_kind: 'hosting', country: 'US' },
    { asn: 24940, network_kind: 'hosting', country: 'DE' },
    { asn: 0, network_kind: '', country: '' },
    { asn: 21928, network_kind: 'mobile', country: 'US' },
    { asn: 0, network_kind: '', country: '' },
  ]
  expect(rows).toEqual(Array.from({ length: 500 }, (_, row) => ({ row, ...expected[row % 5] })))
}

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-enrich-'))
let store: Store
beforeAll(async () => {
  store = await openStore({ data: join(folder, 'data') })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Facts of each address, in the order asked for. */
async function facts(addresses: readonly string[]) {
  const rows = await store.rows(networksOf, { addresses: [...new Set(addresses)] })
  const found = new Map(rows.map(row => [canonical(row.address), row]))
  return addresses.map(address => found.get(canonical(address)))
}

/** Node's and the engine's texts of one IPv6 address differ in the mapped range. */
const canonical = (address: string): string => {
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv4
    ? parsed.toIPv4MappedAddress().toNormalizedString()
    : parsed.toNormalizedString()
}

const addressText = (address: bigint): string =>
  ipaddr
    .fromByteArray([...Array(16).keys()].map(i => Number((address >> BigInt(8 * (15 - i))) & 0xffn)))
    .toString()

test('before any list is loaded an address has no facts, and asking is no error', async () => {
  expect(await facts(['8.8.8.8'])).toEqual([
    { address: '::ffff:8.8.8.8', asn: 0, country: '', kind: '', name: '' },
  ])
})

describe('with the lists of the packages', () => {
  beforeAll(async () => {
    const { ranges } = await loadNetworks(store)
    expect(ranges).toBeGreaterThan(500_000)
  })

  test('a second load is the same load', async () => {
    const first = await loadNetworks(store)
    expect(await loadNetworks(store)).toEqual(first)
  })

  test('known addresses of both families are in the network and the kind the world knows', async () => {
    const expected = {
      '8.8.8.8': [15169, 'hosting'],
      '2001:4860:4860::8888': [15169, 'hosting'],
      '52.95.110.1': [16509, 'hosting'],
      '2a01:4f8::1': [24940, 'hosting'],
      '128.32.1.1': [25, 'education'],
      '172.58.1.1': [21928, 'mobile'],
      '24.5.6.7': [7922, 'residential'],
      '2607:fb90::1': [21928, 'mobile'],
    }
    const rows = await facts(Object.keys(expected))
    expect(rows.map(row => [row?.asn, row?.kind])).toEqual(Object.values(expected))
    expect(rows[0]).toMatchObject({ country: 'US', name: 'Google LLC' })
  })

  test('unknown, private and reserved addresses have no facts', async () => {
    const nobodys = ['::', '10.1.2.3', '192.168.0.1', '127.0.0.1', 'fe80::1', 'fd00::1', '255.255.255.255']
    for (const row of await facts(nobodys)) expect(row).toMatchObject({ asn: 0, kind: '', country: '' })
  })

  test('at the edges of thousands of ranges the store says what a binary search of the lists says', async () => {
    const rng = makeRng(5)
    for (const family of [4, 6] as const) {
      const read = (name: string, file: string) => {
        const text = readFileSync(join(packageOf(name).folder, file), 'utf8')
        return parseRanges(text, family, file)
      }
      const asns = read('@ip-location-db/asn', `asn-ipv${family}-num.csv`)
      const countries = read('@ip-location-db/asn-country', `asn-country-ipv${family}-num.csv`)
      const probes: bigint[] = []
      for (let i = 0; i < 1500; i++) {
        const list = i % 2 === 0 ? asns : countries
        const at = randomInt(rng, 0, list.starts.length - 1)
        const [start, end] = [list.starts[at] ?? 0n, list.ends[at] ?? 0n]
        probes.push(start - 1n, start, end, end + 1n, start + (end - start) / 2n)
      }
      const rows = await facts(probes.map(addressText))
      const wrong = probes.filter((probe, i) => {
        const asn = Number(valueAt(asns, probe).split(',')[0])
        return rows[i]?.asn !== asn || rows[i]?.country !== valueAt(countries, probe)
      })
      expect(wrong.map(addressText)).toEqual([])
    }
  })

  test('the statement in the doc gives every row of a chunk its facts, and keeps rows without any', async () => {
    await askChunk(store)
  })

  test('a newer list in a folder takes over, and the packaged one comes back when asked for', async () => {
    const newer = join(folder, 'newer')
    mkdirSync(newer)
    writeFileSync(
      join(newer, 'asn-ipv4-num.csv'),
      `${8 * 2 ** 24},${9 * 2 ** 24 - 1},64500,"Acme ""Cloud"""\n`,
    )
    writeFileSync(join(newer, 'asn-country-ipv4-num.csv'), `${8 * 2 ** 24},${8 * 2 ** 24 + 255},NZ\n`)
    writeFileSync(join(newer, 'asn-ipv6-num.csv'), '')
    writeFileSync(join(newer, 'asn-country-ipv6-num.csv'), '')
    await loadNetworks(store, { folder: newer })
    expect(await facts(['8.8.8.8', '8.0.0.1', '9.9.9.9'])).toMatchObject([
      { asn: 64500, country: '', kind: 'hosting', name: 'Acme "Cloud"' },
      { asn: 64500, country: 'NZ' },
      { asn: 0, country: '', kind: '', name: '' },
    ])
    await loadNetworks(store)
    expect(await facts(['8.8.8.8'])).toMatchObject([{ asn: 15169 }])
  })

  test('a folder without the files is refused and leaves the present list in place', async () => {
    await expect(loadNetworks(store, { folder: join(folder, 'nowhere') })).rejects.toThrow(
      /asn-ipv4-num\.csv/,
    )
    expect(await facts(['8.8.8.8'])).toMatchObject([{ asn: 15169 }])
  })
})

test('mail domains are disposable, free or unknown, and a free provider is never disposable', async () => {
  const first = await loadMailDomains(store)
  expect(first.domains).toBeGreaterThan(5000)
  expect(await loadMailDomains(store)).toEqual(first)
  const expected = {
    '163.com': 'free',
    'example.com': '',
    'gmail.com': 'free',
    'mailinator.com': 'disposable',
    'proton.me': 'free',
    'qq.com': 'free',
  }
  const rows = await store.rows(mailKinds, { domains: Object.keys(expected) })
  expect(Object.fromEntries(rows.map(row => [row.domain, row.kind]))).toEqual(expected)
})

describe.skipIf(whyNoServer !== undefined)('on a cluster of two nodes', () => {
  if (whyNoServer !== undefined) console.warn(`address lists on a cluster left out: ${whyNoServer}`)

  test('the lists load once and a join through either node finds every address', async () => {
    const cluster = await startCluster({ nodes: 2 })
    const remote = await openStore({ data: join(folder, 'remote'), clickhouse: cluster.url })
    try {
      const first = await loadNetworks(remote)
      expect(await loadNetworks(remote)).toEqual(first)
      await loadMailDomains(remote)
      const addresses = ['8.8.8.8', '172.58.1.1', '128.32.1.1', '2a01:4f8::1', '24.5.6.7', '10.0.0.1']
      const rows = await remote.rows(networksOf, { addresses })
      expect(new Set(rows.map(row => row.asn))).toEqual(new Set([15169, 21928, 25, 24940, 7922, 0]))
      await askChunk(remote)
      expect(await remote.rows(mailKinds, { domains: ['qq.com'] })).toEqual([
        { domain: 'qq.com', kind: 'free' },
      ])
    } finally {
      await remote.close()
      await cluster.stop()
    }
  })
})

/** The oracle: the value of the last range that starts at or before the address, if it reaches it. */
function valueAt(list: ReturnType<typeof parseRanges>, address: bigint): string {
  let low = 0
  let high = list.starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list.starts[middle] ?? 0n) <= address) low = middle + 1
    else high = middle
  }
  return (list.ends[low - 1] ?? -1n) >= address ? (list.values[low - 1] ?? '') : ''
}
