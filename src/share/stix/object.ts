/** STIX 2.1 objects as this program writes them: the common properties once, ids that repeat, and nothing else. */
import { createHash } from 'node:crypto'

/** The properties all our objects have (STIX 2.1, section 3.2) and those of their own. */
export interface StixObject {
  readonly type: string
  readonly spec_version: '2.1'
  readonly id: string
  readonly created: string
  readonly modified?: string
  readonly [property: string]: unknown
}

/** Our own name space: a fixed random UUID. Ids of one deployment repeat, since its producer's name is in their key. */
const nameSpace = Buffer.from('5d1c4b0e93b74c5aa1b26f0c7e4a9d38', 'hex')

/** UUIDv5 (RFC 9562, section 5.5): the same name always gives the same id. */
export function uuid5(name: string): string {
  const hash = createHash('sha1').update(nameSpace).update(name, 'utf8').digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** @example stixId('campaign', 'Example Lab', 'sw-dbb6e17806') */
export const stixId = (type: string, ...key: readonly string[]): string =>
  `${type}--${uuid5([type, ...key].join('\u0000'))}`

/** STIX wants milliseconds and Z on every time it is given. */
export const stixTime = (time: string): string => new Date(time).toISOString()

/** Traffic Light Protocol 2.0, by the markings that its STIX extension fixes. */
export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof tlpLevels)[number]

const tlpIds: Record<Tlp, string> = {
  clear: '94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}

export const tlpMarking = (level: Tlp): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: `marking-definition--${tlpIds[level]}`,
  created: '2022-10-01T00:00:00.000Z',
  name: `TLP:${level.toUpperCase()}`,
  extensions: {
    'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
      extension_type: 'property-extension',
      tlp_2_0: level,
    },
  },
})

/** A string inside a pattern (STIX 2.1, section 9): backslash and quote are escaped, whatever else it holds. */
export const patternText = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
