/** The same world under other names: what is no evidence may be exchanged for anything else of its kind. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mailDomains } from '../../src/ingest/enrich/mail.ts'
import { networks } from '../../src/range/networks.ts'

type Fields = Record<string, unknown>

export interface Renaming {
  readonly exchange: (record: Fields) => Fields
  readonly account: (record: Fields) => Fields
}

const text = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Changes those of the named fields that are there. */
function change(record: Fields, names: readonly string[], by: (value: string) => string): Fields {
  const changed = { ...record }
  for (const name of names) {
    const value = changed[name]
    if (text(value)) changed[name] = by(value)
  }
  return changed
}

/** The same within an object the record holds. */
function within(
  record: Fields,
  part: string,
  names: readonly string[],
  by: (value: string) => string,
): Fields {
  const inner = record[part]
  return typeof inner === 'object' && inner !== null
    ? { ...record, [part]: change(inner as Fields, names, by) }
    : record
}

// Exclusive-or keeps whatever shares leading bits sharing them: ranges map to ranges, neighbours stay neighbours.
const mask4 = 0x40130500n
const mask6 = 0x00004a00n << 96n

const number4 = (address: string): bigint =>
  address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
const text4 = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map(shift => String((value >> shift) & 255n)).join('.')

function number6(address: string): bigint {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n)
}
const text6 = (value: bigint): string =>
  Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 65535n).toString(16)).join(':')

const movedAddress = (address: string): string =>
  address.includes(':') ? text6(number6(address) ^ mask6) : text4(number4(address) ^ mask4)

const countries = [...new Set(networks.map(network => network.country))].sort()
/** Another country, each by another; one that no network is in keeps its name. */
const movedCountry = (country: string): string =>
  countries[(countries.indexOf(country) + 7) % countries.length] ?? country
const otherCountry = (country: string): string =>
  countries.includes(country) ? movedCountry(country) : country

/** Every country is another one, and its addresses lie elsewhere. */
export const movedWorld: Renaming = {
  exchange: record => within(record, 'client', ['ip'], movedAddress),
  account: record =>
    change(
      change(record, ['signup_ip'], movedAddress),
      ['country', 'phone_country', 'owner_country'],
      otherCountry,
    ),
}

/** Letters for letters: what is opaque stays opaque, and the shape of a mail address stays its shape. */
const otherLetters = (value: string): string =>
  value.replace(/[a-z]/gi, letter => {
    const first = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26))
  })

const publicDomains = new Set([...mailDomains()].map(({ domain }) => domain))
/** A domain that gives mail to everybody says so by its name; any other is a name. */
const otherDomain = (domain: string): string => (publicDomains.has(domain) ? domain : otherLetters(domain))
const otherMail = (mail: string): string => {
  const [local = '', domain = ''] = mail.split('@')
  return `${otherLetters(local)}@${otherDomain(domain)}`
}

/** Keys, sessions, devices, cards, phones, people and organisations bear other names. */
export const renamedWorld: Renaming = {
  exchange: record =>
    within(
      change(record, ['key', 'conversation', 'model'], otherLetters),
      'client',
      ['device'],
      otherLetters,
    ),
  account: record => {
    const named = change(record, ['phone_hash', 'signup_device', 'referral'], otherLetters)
    const mailed = change(change(named, ['email'], otherMail), ['organization'], otherDomain)
    return within(mailed, 'payment', ['instrument'], otherLetters)
  },
}

/** Everything happens whole weeks later. */
export function laterWorld(weeks: number): Renaming {
  const later = (time: string): string => new Date(Date.parse(time) + weeks * 7 * 86_400_000).toISOString()
  return {
    exchange: record => change(record, ['time'], later),
    account: record => change(record, ['created', 'status_time'], later),
  }
}

export const otherAccount = (account: string): string =>
  `u${createHash('sha256').update(account).digest('hex').slice(0, 20)}`

/** Accounts and exchanges bear other ids, in another order. */
export const reissuedWorld: Renaming = {
  exchange: record => change(record, ['id', 'account'], otherAccount),
  account: record => change(record, ['account'], otherAccount),
}

interface Range {
  readonly start: bigint
  readonly end: bigint
  readonly asn: number
  readonly kind: string
  readonly country: string
}

function ranges(family: 4 | 6, isMoved: boolean): Range[] {
  const [bits, parse, mask] = family === 4 ? [32n, number4, mask4] : [128n, number6, mask6]
  const all = networks.flatMap(({ v4, v6, asn, kind, country }) =>
    (family === 4 ? v4 : v6).map((block): Range => {
      const [base = '', length = ''] = block.split('/')
      const host = bits - BigInt(length)
      const first = parse(base) >> host
      const start = (isMoved ? first ^ (mask >> host) : first) << host
      const end = start + (1n << host) - 1n
      return { start, end, asn, kind, country: isMoved ? movedCountry(country) : country }
    }),
  )
  return all.sort((a, b) => (a.start < b.start ? -1 : 1))
}

/** The range's networks as the lists that ingest reads, in `folder`: as they are, or moved with the world. */
export function writeNetworkLists(folder: string, isMoved: boolean): void {
  mkdirSync(folder, { recursive: true })
  for (const family of [4, 6] as const) {
    const own = ranges(family, isMoved)
    const write = (list: string, value: (range: Range) => string): void =>
      writeFileSync(
        join(folder, `${list}-ipv${family}-num.csv`),
        own.map(range => `${range.start},${range.end},${value(range)}\n`).join(''),
      )
    write('asn', range => `${range.asn},"${range.kind} network ${range.asn}"`)
    write('asn-country', range => range.country)
  }
}
