/** Who calls: account, key and client, from headers and the connection. No secret leaves this file. */
import { createHmac } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { AppError } from '../errors.ts'
import { addressOf, clientOf, headersOf } from '../ingest/formats/client.ts'
import { bounded } from '../ingest/formats/identity.ts'
import type { Exchange } from '../model/exchange.ts'
import { type HeaderPairs, headerOf } from './headers.ts'

export interface Caller {
  readonly account: string
  readonly key?: string
  readonly client: NonNullable<Exchange['client']>
  /** No credential of any kind came with the call. */
  readonly anonymous: boolean
}

/** Whether what this address wrote into headers is believed. */
export type TrustedProxies = (address: string) => boolean

export interface CallerOptions {
  /** Keys the hashes, so that a stolen record cannot be tried against guessed API keys. */
  readonly secret: string
  /** A header in which the operator's own edge names the account; believed from trusted proxies only. */
  readonly accountHeader?: string
  readonly trusted: TrustedProxies
}

/** What a client says of itself only its edge can know; from anybody else it is a claim. */
const edgeOnly = new Set(['x-ja4', 'cf-ja4', 'x-timezone'])

/** @example callerOf(pairs, socket.remoteAddress, { secret, trusted: trustedProxies(['10.0.0.0/8']) }) */
export function callerOf(pairs: HeaderPairs, peer: string | undefined, options: CallerOptions): Caller {
  const near = plainAddress(peer ?? '')
  const isEdge = options.trusted(near)
  const secret = secretOf(pairs)
  const key = secret === undefined ? undefined : `key-${hashed(secret, options.secret)}`
  const named =
    options.accountHeader === undefined || !isEdge
      ? undefined
      : headerOf(pairs, options.accountHeader)?.trim()
  const believed = isEdge ? pairs : pairs.filter(([name]) => !edgeOnly.has(name.toLowerCase()))
  const ip = isEdge ? forwardedFor(pairs, near, options.trusted) : near
  return {
    account: named ? bounded(named) : (key ?? 'unidentified'),
    ...(key !== undefined && { key }),
    client: { ...clientOf(headersOf(believed)), ip: ip === '' ? undefined : ip },
    anonymous: key === undefined && !named,
  }
}

const hashed = (value: string, secret: string): string =>
  createHmac('sha256', secret).update(value).digest('hex').slice(0, 24)

const credentialHeaders = ['x-api-key', 'api-key', 'x-goog-api-key']

function secretOf(pairs: HeaderPairs): string | undefined {
  const bearer = /^\s*bearer\s+(\S.*)$/i.exec(headerOf(pairs, 'authorization') ?? '')?.[1]
  const held = [bearer, ...credentialHeaders.map(name => headerOf(pairs, name))]
  return held.map(value => value?.trim()).find(value => value !== undefined && value !== '')
}

/** The last address that no trusted proxy wrote down itself: what stands left of it, anybody can have written. */
function forwardedFor(pairs: HeaderPairs, near: string, trusts: TrustedProxies): string {
  const hops = pairs
    .filter(([name]) => name.toLowerCase() === 'x-forwarded-for')
    .flatMap(([, value]) => value.split(','))
    .map(hop => addressOf(hop) ?? '')
  let known = near
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break
    known = plainAddress(hop)
    if (!trusts(known)) break
  }
  return known
}

const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

/** Loopback always counts: who is on this machine could read its memory. */
export function trustedProxies(ranges: readonly string[]): TrustedProxies {
  const list = new BlockList()
  list.addSubnet('127.0.0.0', 8, 'ipv4')
  list.addAddress('::1', 'ipv6')
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const kind = isIP(address)
    const width = bits === undefined ? (kind === 4 ? 32 : 128) : Number(bits)
    if (kind === 0 || !Number.isInteger(width) || width < 0 || width > (kind === 4 ? 32 : 128))
      throw new AppError(
        'input',
        'gateway/trust-proxy',
        `--trust-proxy takes addresses and ranges, not ${range}`,
      )
    list.addSubnet(address, width, kind === 4 ? 'ipv4' : 'ipv6')
  }
  // The few proxies of a house ask for every call, and looking through ranges costs as much as the rest of this file.
  const asked = new Map<string, boolean>()
  return address => {
    const known = asked.get(address)
    if (known !== undefined) return known
    const kind = isIP(address)
    const isTrusted = kind !== 0 && list.check(address, kind === 4 ? 'ipv4' : 'ipv6')
    if (asked.size >= askedMax) asked.clear()
    asked.set(address, isTrusted)
    return isTrusted
  }
}

/** Addresses kept; whoever sends more of them than this only makes themselves be looked up again. */
const askedMax = 1_000
