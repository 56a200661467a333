/** Addresses as the provider's edge sees them: homes, carrier NAT, campuses, offices, VPN exits, clouds. */
import { pick, type Rng, randomInt } from '../rng.ts'
import { chance, namedRng, sample } from './draw.ts'
import { type NetworkKind, networksOf } from './networks.ts'

/** The address an exchange comes from; `hour` lets homes change theirs now and then. */
export type AddressBook = (rng: Rng, hour: number) => string

interface Block {
  readonly start: number
  readonly size: number
}

// There are a few thousand blocks, and a million people draw from them.
const blocks = new Map<string, Block>()

function blockOf(cidr: string): Block {
  const known = blocks.get(cidr)
  if (known !== undefined) return known
  const [base = '', bits = '32'] = cidr.split('/')
  const [a = 0, b = 0, c = 0, d = 0] = base.split('.').map(Number)
  const block = { start: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, size: 2 ** (32 - Number(bits)) }
  blocks.set(cidr, block)
  return block
}

/** An IPv4 address inside a CIDR block, away from its first and last. */
export function addressIn(rng: Rng, cidr: string): string {
  const { start, size } = blockOf(cidr)
  const value = (start + 1 + Math.floor(rng() * (size - 2))) >>> 0
  // A last octet of 0 or 255 would look odd in any log.
  const last = (value & 255) === 0 || (value & 255) === 255 ? randomInt(rng, 2, 250) : value & 255
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${last}`
}

const group = (rng: Rng): string => Math.floor(rng() * 65536).toString(16)

/** A /64 inside an IPv6 block that is at least a /48 wide. */
function subnet6In(rng: Rng, cidr: string): string {
  const [base = '', bits = '32'] = cidr.split('/')
  const known = base.replace(/::.*$/, '').split(':')
  const fixed = Math.floor(Number(bits) / 16)
  const groups: string[] = []
  for (let i = 0; i < 4; i++) {
    const given = Number.parseInt(known[i] ?? '0', 16)
    if (i < fixed) groups.push(given.toString(16))
    else if (i === fixed)
      groups.push((given + Math.floor(rng() * 2 ** (16 - (Number(bits) % 16)))).toString(16))
    else groups.push(group(rng))
  }
  return groups.join(':')
}

/** One address of a network kind, in a country where known. */
export function drawAddress(rng: Rng, kind: NetworkKind, country?: string): string {
  return addressIn(rng, pick(rng, pick(rng, networksOf(kind, country)).v4))
}

/** The /24 around an address, as `a.b.c`. */
export const prefixOf = (address: string): string => address.slice(0, address.lastIndexOf('.'))

/** A home line: its address changes about once in `daysBetween` days; one in six homes is IPv6. */
export function homeBook(rng: Rng, country: string, daysBetween = 20): AddressBook {
  const network = pick(rng, networksOf('residential', country))
  const block = pick(rng, network.v4)
  const v6 = network.v6[0]
  const seed = Math.floor(rng() * 4294967296)
  const phase = rng() * daysBetween * 24
  if (v6 !== undefined && chance(rng, 0.16)) {
    const subnet = subnet6In(rng, v6)
    // Privacy extensions: the lower half changes by the day.
    return (_, hour) => {
      const own = namedRng(seed, `v6/${Math.floor(hour / 24)}`)
      return `${subnet}:${group(own)}:${group(own)}:${group(own)}:${group(own)}`
    }
  }
  let lease = -1
  let address = ''
  return (_, hour) => {
    const current = Math.floor((hour + phase) / (daysBetween * 24))
    if (current !== lease) {
      lease = current
      address = addressIn(namedRng(seed, `lease/${current}`), block)
    }
    return address
  }
}

/** Carrier NAT: a few addresses of the region's gateway, shared by thousands of strangers. */
export function carrierBook(rng: Rng, seed: number, country: string): AddressBook {
  const network = pick(rng, networksOf('mobile', country))
  const region = randomInt(rng, 0, 5)
  const gateway = namedRng(seed, `carrier/${network.asn}/${region}`)
  const addresses = Array.from({ length: 6 }, () => addressIn(gateway, network.v4[0] ?? '100.128.0.0/9'))
  return draw => pick(draw, addresses)
}

/** Exits of one commercial VPN brand, shared by all its customers. */
export function vpnBook(rng: Rng, seed: number): AddressBook {
  const brand = randomInt(rng, 0, 5)
  const own = namedRng(seed, `vpn/${brand}`)
  const exits = Array.from({ length: 60 }, () => drawAddress(own, 'vpn'))
  const favourites = sample(rng, exits, 4)
  return draw => (chance(draw, 0.8) ? pick(draw, favourites) : pick(draw, exits))
}

/** A fixed list, one drawn each time. */
export const fixedBook =
  (addresses: readonly string[]): AddressBook =>
  rng =>
    pick(rng, addresses)

/** `count` addresses of one campus: its NAT and laboratories. */
export function campusAddresses(rng: Rng, country: string, count: number): string[] {
  const network = pick(rng, networksOf('education', country))
  const prefix = prefixOf(addressIn(rng, pick(rng, network.v4)))
  return Array.from({ length: count }, () => `${prefix}.${randomInt(rng, 2, 250)}`)
}

/** Cloud machines: `count` fixed addresses of one hosting network. */
export function cloudAddresses(rng: Rng, count: number): string[] {
  const network = pick(rng, networksOf('hosting'))
  return Array.from({ length: count }, () => addressIn(rng, pick(rng, network.v4)))
}

/** By weight among books, as a person moves between home, phone and office. */
export function mixedBook(books: readonly (readonly [AddressBook, number])[]): AddressBook {
  let total = 0
  for (const [, weight] of books) total += weight
  return (rng, hour) => {
    let left = rng() * total
    for (const [book, weight] of books) {
      left -= weight
      if (left < 0) return book(rng, hour)
    }
    return books[0]?.[0](rng, hour) ?? ''
  }
}
