/** What a request shows before it is made, in the words of the signals: keys that a campaign may have bet on. */
import type { DecideRequest } from '../model/decision.ts'
import { valueKey } from './successor.ts'

const hashes = [
  ['shared-template', 'template', 'whole '],
  ['shared-template', 'opening', 'opening '],
  ['shared-template', 'closing', 'closing '],
  ['shared-system-prompt', 'system_template', ''],
  ['shared-toolset', 'toolset', ''],
  ['parameter-profile', 'profile', ''],
  ['travelling-session', 'conversation', 'conversation '],
] as const

const bandsMax = 16

/** Keys as `exchange_shows` has them; texts are not looked at here, only a sketch that came with the request. */
export function shownBy(request: DecideRequest): string[] {
  const keys: string[] = []
  const { client, sketch } = request
  if (client) {
    const bundle = [client.ja4, client.user_agent, client.sdk, client.header_order].map(part => part ?? '')
    if (bundle.some(part => part !== '')) keys.push(valueKey('client-bundle', bundle.join(' | ')))
    if (client.device) keys.push(valueKey('shared-device', client.device))
    const address = client.ip ? addressOf(client.ip) : undefined
    if (address !== undefined) {
      keys.push(valueKey('shared-address', address.text), valueKey('shared-prefix', address.prefix))
    }
  }
  if (sketch) {
    for (const [signal, field, before] of hashes) {
      const value = hexOf(sketch[field])
      if (value !== undefined) keys.push(valueKey(signal, before + value))
    }
    if (Array.isArray(sketch.bands))
      for (const band of sketch.bands.slice(0, bandsMax)) {
        const value = hexOf(band)
        if (value !== undefined) keys.push(valueKey('near-duplicate', value))
      }
  }
  return keys
}

/** A 64-bit hash as the engine's hex() writes it: whole bytes, no leading zero byte. */
function hexOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  if (typeof text !== 'string' || !/^[1-9]\d{0,19}$/.test(text)) return undefined
  const hex = BigInt(text).toString(16)
  return hex.length % 2 === 0 ? hex : `0${hex}`
}

const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/**
 * An address and its /24 or /48 as the engine writes them; undefined for what is none.
 * @example addressOf('2001:DB8:0:1::1') // { text: '2001:db8:0:1::1', prefix: '2001:db8::' }
 */
export function addressOf(text: string): { text: string; prefix: string } | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1]
  const four = v4.exec(mapped ?? text)
  if (four !== null) {
    const parts = four.slice(1).map(Number)
    if (parts.some(part => part > 255)) return undefined
    return { text: parts.join('.'), prefix: `${parts.slice(0, 3).join('.')}.0` }
  }
  if (text.length > 45 || !/^[0-9a-f:.]+$/i.test(text)) return undefined
  const address = canonical(text)
  const groups = address && groupsOf(address)
  if (!address || !groups) return undefined
  return { text: address, prefix: canonical(`${groups.slice(0, 3).join(':')}::`) ?? address }
}

/** The URL parser writes IPv6 by RFC 5952, as the engine does. */
function canonical(text: string): string | undefined {
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1)
  } catch {
    return undefined
  }
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
}
