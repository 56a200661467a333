/**
 * Loads the reference lists: whose network an address is in, what kind of mail a domain gives.
 *
 * Facts for a chunk of rows with a column `ip IPv6` (before a list is loaded every fact is empty):
 *
 *   WITH addresses AS (
 *     SELECT ip, toUInt128(ip) AS address,
 *       toUInt32(if(address < 281474976710656, bitShiftRight(address, 16), bitShiftRight(address, 104))) AS block
 *     FROM chunk GROUP BY ip
 *   )
 *   SELECT …, f.asn AS asn, f.kind AS network_kind, f.country AS country
 *   FROM chunk AS e
 *   LEFT ANY JOIN (
 *     SELECT a.ip AS ip, n.asn AS asn, n.kind AS kind, n.country AS country
 *     FROM addresses AS a
 *     ASOF LEFT JOIN (
 *       SELECT block, start, asn, country, kind FROM networks WHERE block GLOBAL IN (SELECT block FROM addresses)
 *     ) AS n ON n.block = a.block AND a.address >= n.start
 *   ) AS f ON f.ip = e.ip
 *
 * 281474976710656 is 2^48: below it lie `::` and IPv4 mapped into IPv6. `::`, private and unannounced addresses
 * get asn 0, country '' and kind ''. Distinct addresses first, because a chunk has few: 8 million rows a second on two
 * cores, 25–60 ms a chunk. GLOBAL, because on a cluster the chunk is only on the node that was asked.
 * Mail: `LEFT ANY JOIN mail_domains AS m ON m.domain = lower(email_domain)`, m.kind 'disposable', 'free' or ''.
 * Names: `network_names(asn, name, kind)`. `address-networks.sql` answers for addresses given as a parameter.
 */
import { z } from 'zod'
import { defineQuery } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { kindRulesVersion, networkKind } from './kind.ts'
import { type AddressLists, addressLists, packageOf } from './lists.ts'
import { freeMailVersion, mailDomains } from './mail.ts'
import { isIpv4Block } from './ranges.ts'

export interface LoadNetworksOptions {
  /** Folder with newer lists: the four `…-num.csv` files under the names the npm packages give them. */
  folder?: string
}

const loads = defineQuery(new URL('./loads.sql', import.meta.url), {
  params: z.object({ list: z.string() }),
  row: z.object({ version: z.string(), position: z.number(), entries: z.number() }),
})

/** Rows an append carries: large enough to be few, small enough to be built without a pause. */
const batchRowsMax = 25_000

/**
 * Puts the address lists into the store unless this version is there already.
 * @example const { ranges, version } = await loadNetworks(store)
 */
export async function loadNetworks(
  store: Store,
  options: LoadNetworksOptions = {},
): Promise<{ ranges: number; version: string }> {
  const lists = addressLists(options.folder)
  const version = `${lists.version}, kinds ${kindRulesVersion}`
  const ranges = await loadOnce(store, 'networks', version, async () => {
    const names = new Map<number, Network>()
    const ranges = await appendAll(
      store,
      'network_lists',
      version,
      networkRows(lists, version, names),
      page => page.offsets.length,
    )
    await appendAll(store, 'network_name_lists', version, nameRows(version, names))
    return ranges
  })
  return { ranges, version }
}

/** Puts the mail domains into the store unless this version is there already. */
export async function loadMailDomains(store: Store): Promise<{ domains: number; version: string }> {
  const { version: packaged } = packageOf('disposable-email-domains-js')
  const version = `disposable ${packaged}, free ${freeMailVersion}`
  const domains = await loadOnce(store, 'mail_domains', version, () =>
    appendAll(store, 'mail_domain_lists', version, mailRows(version)),
  )
  return { domains, version }
}

/** Runs `load` unless the list has the version; the mark is written last, so half a load is never read. */
async function loadOnce(
  store: Store,
  list: string,
  version: string,
  load: () => Promise<number>,
): Promise<number> {
  const known = await store.rows(loads, { list })
  const present = known.find(row => row.version === version)
  if (present !== undefined && present === known[0]) return present.entries
  const entries = present?.entries ?? (await load())
  const position = (known[0]?.position ?? 0) + 1
  await store.append('reference_loads', `${list} ${position} ${version}`, [
    { list, version, position, entries },
  ])
  return entries
}

/** Appends in batches that a retry repeats exactly; the sum of `size` is what was stored. */
async function appendAll<T extends Record<string, unknown>>(
  store: Store,
  table: string,
  version: string,
  rows: Iterable<T>,
  size: (row: T) => number = () => 1,
): Promise<number> {
  let total = 0
  let batches = 0
  let batch: T[] = []
  const flush = async () => {
    await store.append(table, `${table} ${version} ${batches++}`, batch)
    batch = []
  }
  for (const row of rows) {
    total += size(row)
    if (batch.push(row) === batchRowsMax) await flush()
  }
  if (batch.length > 0) await flush()
  return total
}

interface Network {
  asn: number
  name: string
  kind: string
}

/** One row a block: sixty thousand rows of arrays go in three times as fast as the ranges one by one. */
function* networkRows(lists: AddressLists, version: string, names: Map<number, Network>) {
  let page = emptyPage(version, -1)
  for (const { block, offset, first, second } of lists.pieces()) {
    if (block !== page.block) {
      if (page.offsets.length > 0) yield page
      page = emptyPage(version, block)
    }
    const number = leadingNumber(first)
    const { asn, kind } = names.get(number) ?? remember(names, number, first)
    page.offsets.push(isIpv4Block(block) ? Number(offset) : offset.toString())
    page.asns.push(asn)
    page.countries.push(second)
    page.kinds.push(kind)
  }
  if (page.offsets.length > 0) yield page
}

const emptyPage = (version: string, block: number) => ({
  version,
  block,
  offsets: [] as (number | string)[],
  asns: [] as number[],
  countries: [] as string[],
  kinds: [] as string[],
})

/** `1234,"Name, Inc."` as the lists write it; quotes inside a quoted name are doubled. */
function remember(names: Map<number, Network>, asn: number, value: string): Network {
  const raw = value.slice(value.indexOf(',') + 1)
  const name = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw
  const network = asn > 0 ? { asn, name, kind: networkKind(asn, name) } : unknownNetwork
  names.set(asn, network)
  return network
}

/** The number before the comma, 0 if there is none: read digit by digit, because it happens 700,000 times. */
function leadingNumber(value: string): number {
  let number = 0
  for (let i = 0; i < value.length; i++) {
    const digit = value.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return value[i] === ',' ? number : 0
    number = number * 10 + digit
  }
  return number
}

const unknownNetwork: Network = { asn: 0, name: '', kind: '' }

function* nameRows(version: string, names: Map<number, Network>) {
  for (const { asn, name, kind } of names.values()) if (asn > 0) yield { version, asn, name, kind }
}

function* mailRows(version: string) {
  for (const { domain, kind } of mailDomains()) yield { version, domain, kind }
}
