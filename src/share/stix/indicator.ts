/** One shared value as an indicator and a sighting. What STIX has no word for stands in a declared extension. */
import type { SharedKind, SharedValue } from '../shareable.ts'
import { patternText, type StixObject, stixId, stixTime } from './object.ts'

export interface IndicatorParts {
  readonly producer: string
  readonly campaign: string
  readonly campaignRef: string
  readonly producerRef: string
  readonly markingRef: string
  readonly extensionRef: string
  /** Fingerprint of the key of the sketches: only who holds that key can match them. */
  readonly sketchKey: string
  readonly created: string
  readonly modified: string
}

const words: Record<SharedKind, string> = {
  'address-range': 'Address range of rented servers or VPNs',
  'user-agent': 'User agent',
  ja4: 'TLS client fingerprint (JA4)',
  'tool-set': 'Keyed sketch of a tool set',
  'system-prompt': 'Keyed sketch of a system prompt',
  template: 'Keyed sketch of a message template',
  parameters: 'Keyed sketch of request parameters',
  'card-range': 'Range of prepaid or virtual card numbers',
  'mail-domain': 'Mail domain',
}

const isSketch = (kind: SharedKind): boolean => words[kind].startsWith('Keyed')

/** A pattern in STIX's own language; sketches and card ranges through the extension's properties. */
function pattern({ kind, value }: SharedValue, extension: string): string {
  if (kind === 'address-range') {
    const [object, bits] = value.includes(':') ? ['ipv6-addr', 48] : ['ipv4-addr', 24]
    return `[${object}:value ISSUBSET ${patternText(`${value}/${bits}`)}]`
  }
  if (kind === 'mail-domain') return `[domain-name:value = ${patternText(value)}]`
  if (kind === 'user-agent')
    return `[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = ${patternText(value)}]`
  const property = kind.replaceAll('-', '_')
  return `[network-traffic:extensions.'${extension}'.${property} = ${patternText(value)}]`
}

export function indicatorObjects(shared: SharedValue, parts: IndicatorParts): StixObject[] {
  const { producer, campaign, created, modified, producerRef, markingRef, extensionRef } = parts
  const common = {
    spec_version: '2.1' as const,
    created: stixTime(created),
    modified: stixTime(modified),
    created_by_ref: producerRef,
    object_marking_refs: [markingRef],
  }
  const key = [producer, campaign, shared.kind, shared.value]
  const id = stixId('indicator', ...key)
  const seen = { first: stixTime(utc(shared.first)), last: stixTime(utc(shared.last)) }
  const indicator: StixObject = {
    type: 'indicator',
    ...common,
    id,
    name: `${words[shared.kind]} of ${campaign}`,
    description: `Held by ${shared.members} accounts of the campaign and by ${shared.others} others in the producer’s records. A hint to look, never a reason to act alone.`,
    indicator_types: ['anomalous-activity'],
    pattern: pattern(shared, extensionRef),
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: seen.first,
    extensions: {
      [extensionRef]: {
        extension_type: 'property-extension',
        kind: shared.kind,
        members: shared.members,
        others: shared.others,
        ...(isSketch(shared.kind) && { sketch_key: parts.sketchKey }),
      },
    },
  }
  const indicates: StixObject = {
    type: 'relationship',
    ...common,
    id: stixId('relationship', ...key, 'indicates'),
    relationship_type: 'indicates',
    source_ref: id,
    target_ref: parts.campaignRef,
  }
  const sighting: StixObject = {
    type: 'sighting',
    ...common,
    id: stixId('sighting', ...key),
    first_seen: seen.first,
    last_seen: seen.last,
    // The specification's upper bound.
    count: Math.min(999_999_999, Math.max(shared.exchanges, shared.members)),
    sighting_of_ref: id,
    where_sighted_refs: [producerRef],
  }
  return [indicator, indicates, sighting]
}

/** The engine's notation of a time is UTC without saying so. */
const utc = (time: string): string => (/[TZ]/.test(time) ? time : `${time.replace(' ', 'T')}Z`)
