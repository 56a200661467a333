/** What a file holds, told by its first records and never by its name. */

import type { Format } from './formats/format.ts'
import { formats } from './formats/index.ts'

export type Recognised =
  | { kind: 'native'; records: number }
  | { kind: 'foreign'; format: Format }
  | { kind: 'empty' }
  | { kind: 'unknown' }

/** How many lines are looked at. */
export const sampleLines = 50

/** `undefined` stands for a line that is not JSON. */
export function recognise(records: readonly unknown[]): Recognised {
  const sound = records.filter(record => typeof record === 'object' && record !== null)
  if (records.length === 0) return { kind: 'empty' }
  if (sound.some(isNative)) return { kind: 'native', records: sound.length }
  const format = formats.find(each => each.detect(sound))
  return format === undefined ? { kind: 'unknown' } : { kind: 'foreign', format }
}

const accountFields = [
  'created',
  'email',
  'email_hash',
  'email_domain',
  'country',
  'phone_hash',
  'signup_ip',
  'signup_device',
  'payment',
  'plan',
  'kyc',
  'organization',
  'referral',
]

function isNative(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return false
  const has = (name: string): boolean => Object.hasOwn(record, name)
  if (!has('account')) return false
  return (has('id') && has('time') && has('model')) || (!has('id') && accountFields.some(has))
}

export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
