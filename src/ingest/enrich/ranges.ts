/** Reads the address lists and lays them over each other: one sorted list of starts with what holds from there. */
import { AppError } from '../../errors.ts'

/** Sorted, disjoint ranges with a value each: one CSV of the lists. */
export interface RangeList {
  readonly starts: readonly bigint[]
  readonly ends: readonly bigint[]
  readonly values: readonly string[]
}

/** From `offset` on, up to the next one of its block, `first` and `second` hold; '' where a list has a gap. */
export interface Piece {
  readonly block: number
  readonly offset: bigint
  readonly first: string
  readonly second: string
}

const mappedIpv4 = 0xffff_0000_0000n
const ipv4End = 1n << 48n
/** A list that claims more than a /8 of IPv6 for one owner is broken, and would be cut into too many blocks. */
const blocksMax = 1 << 16

/** Reads `start,end,value…` lines with decimal addresses; the value is all after the second comma. */
export function parseRanges(csv: string, family: 4 | 6, file: string): RangeList {
  const offset = family === 4 ? mappedIpv4 : 0n
  const starts: bigint[] = []
  const ends: bigint[] = []
  const values: string[] = []
  let previous = -1n
  for (let at = 0; at < csv.length; ) {
    const newline = csv.indexOf('\n', at)
    const end = newline < 0 ? csv.length : newline
    const comma = csv.indexOf(',', at)
    const second = csv.indexOf(',', comma + 1)
    if (end > at) {
      if (comma <= at || second <= comma || second > end) throw badLine(file)
      const start = decimal(csv.slice(at, comma), file) + offset
      const last = decimal(csv.slice(comma + 1, second), file) + offset
      // The published lists hold the odd overlap: what came first keeps its addresses.
      const from = start > previous ? start : previous + 1n
      if (from <= last) {
        starts.push(from)
        ends.push(last)
        values.push(csv.slice(second + 1, csv[end - 1] === '\r' ? end - 1 : end))
        previous = last
      }
    }
    at = end + 1
  }
  return { starts, ends, values }
}

const badLine = (file: string) =>
  new AppError('input', 'enrich/bad-list', `${file}: a line is not start,end,value with decimal addresses`)

function decimal(text: string, file: string): bigint {
  try {
    return BigInt(text)
  } catch {
    throw badLine(file)
  }
}

/** The /16 (IPv4) or /24 (IPv6) an address is in, as one number; the SQL in load.ts computes the same. */
export const blockOf = (address: bigint): number =>
  Number(address < ipv4End ? address >> 16n : address >> 104n)

/** IPv6 gives 24 bits, IPv4 32 that begin with sixteen ones. */
export const isIpv4Block = (block: number): boolean => block > 0xff_ffff

export const blockStart = (block: number): bigint =>
  isIpv4Block(block) ? BigInt(block) << 16n : BigInt(block) << 104n

/** Both lists as one: cut where either changes and at the edges of blocks. */
export function* overlay(one: RangeList, other: RangeList): Generator<Piece> {
  let covered = -1n
  for (const range of pieces(one, other)) {
    if (covered >= 0n && range.start > covered && blockStart(blockOf(covered)) !== covered) yield gap(covered)
    const first = blockOf(range.start)
    const last = blockOf(range.end)
    if (last - first > blocksMax)
      throw new AppError('input', 'enrich/bad-list', `a range of the lists is wider than ${blocksMax} blocks`)
    for (let block = first; block <= last; block++) {
      const start = block === first ? range.start : blockStart(block)
      yield { block, offset: start - blockStart(block), first: range.first, second: range.second }
    }
    covered = range.end + 1n
  }
  if (covered > 0n) yield gap(covered)
}

function gap(at: bigint): Piece {
  const block = blockOf(at)
  return { block, offset: at - blockStart(block), first: '', second: '' }
}

/** Disjoint stretches over which neither list changes, gaps of both left out. */
function* pieces(one: RangeList, other: RangeList) {
  let i = 0
  let j = 0
  let at = 0n
  for (;;) {
    while (at > (one.ends[i] ?? at)) i++
    while (at > (other.ends[j] ?? at)) j++
    const a = one.starts[i]
    const b = other.starts[j]
    if (a === undefined && b === undefined) return
    const nearest = a === undefined || (b !== undefined && b < a) ? (b ?? 0n) : a
    const start = nearest > at ? nearest : at
    const inOne = a !== undefined && a <= start
    const inOther = b !== undefined && b <= start
    const end = least(inOne ? one.ends[i] : before(a), inOther ? other.ends[j] : before(b))
    yield {
      start,
      end,
      first: inOne ? (one.values[i] ?? '') : '',
      second: inOther ? (other.values[j] ?? '') : '',
    }
    at = end + 1n
  }
}

const before = (start: bigint | undefined): bigint | undefined =>
  start === undefined ? undefined : start - 1n

function least(a: bigint | undefined, b: bigint | undefined): bigint {
  if (a === undefined) return b ?? 0n
  return b === undefined || a < b ? a : b
}
