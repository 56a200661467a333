/** A campaign as a STIX 2.1 bundle: what may be shared of it, and nothing that names or points at a person. */
import type { Finding, Run } from '../../model/finding.ts'
import type { SharedValue } from '../shareable.ts'
import { indicatorObjects } from './indicator.ts'
import { type StixObject, stixId, stixTime, type Tlp, tlpMarking, uuid5 } from './object.ts'

export interface ShareParts {
  readonly run: Run
  readonly campaigns: readonly { readonly finding: Finding; readonly shared: readonly SharedValue[] }[]
  /** Name of who shares it; part of every id. */
  readonly producer: string
  readonly tlp: Tlp
  /** Fingerprint of the key of the sketches. */
  readonly sketchKey: string
}

export interface Bundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixObject[]
}

/** When this program's extension was laid down; its id and content change only with its version. */
const extensionDate = '2026-11-22T00:00:00.000Z'

/** @example stixBundle({ run, campaigns, producer: 'Example Lab', tlp: 'amber', sketchKey }) */
export function stixBundle(parts: ShareParts): Bundle {
  const objects = stixObjects(parts)
  const versions = objects.map(one => `${one.id} ${one.modified ?? one.created}`).join('\n')
  return { type: 'bundle', id: `bundle--${uuid5(versions)}`, objects }
}

export function stixObjects(parts: ShareParts): StixObject[] {
  const { producer, run, tlp } = parts
  const marking = tlpMarking(tlp)
  const producerRef = stixId('identity', producer)
  const markings = { created_by_ref: producerRef, object_marking_refs: [marking.id] }
  const identity: StixObject = {
    type: 'identity',
    spec_version: '2.1',
    id: producerRef,
    created: extensionDate,
    modified: extensionDate,
    name: producer,
    identity_class: 'organization',
    object_marking_refs: [marking.id],
  }
  const extension: StixObject = {
    type: 'extension-definition',
    spec_version: '2.1',
    id: stixId('extension-definition', producer, '1'),
    created: extensionDate,
    modified: extensionDate,
    ...markings,
    name: 'Stillwatch campaign and sketch properties',
    description:
      'Counts of a distillation campaign, and keyed sketches of prompts, tools and parameters: comparable only by who holds the same key, and never turned back into text.',
    schema: 'docs/reference/stix.md',
    version: '1.0.0',
    extension_types: ['property-extension'],
    extension_properties: [
      'kind',
      'members',
      'others',
      'sketch_key',
      'accounts',
      'exchanges',
      'output_tokens',
      'capabilities',
    ],
  }
  const told = parts.campaigns.flatMap(({ finding, shared }) =>
    campaignObjects(finding, shared, parts, {
      producerRef,
      markingRef: marking.id,
      extensionRef: extension.id,
      run,
    }),
  )
  return [marking, identity, extension, ...told]
}

interface Refs {
  readonly producerRef: string
  readonly markingRef: string
  readonly extensionRef: string
  readonly run: Run
}

function campaignObjects(
  finding: Finding,
  shared: readonly SharedValue[],
  { producer, sketchKey }: ShareParts,
  { producerRef, markingRef, extensionRef, run }: Refs,
): StixObject[] {
  const created = finding.since < run.as_of ? finding.since : run.as_of
  const common = {
    spec_version: '2.1' as const,
    created: stixTime(created),
    modified: stixTime(run.as_of),
    created_by_ref: producerRef,
    object_marking_refs: [markingRef],
  }
  const campaignRef = stixId('campaign', producer, finding.id)
  const actorRef = stixId('threat-actor', producer, finding.id)
  const aims = finding.capabilities.filter(one => one.share > one.honest * 1.3 && one.share >= 0.05)
  const campaign: StixObject = {
    type: 'campaign',
    ...common,
    id: campaignRef,
    name: finding.id,
    description: 'Accounts run by one hand that draw a model’s answers, as training a rival would.',
    first_seen: stixTime(finding.first),
    last_seen: stixTime(finding.last),
    objective: `Model distillation: ${aims.map(one => one.capability.replaceAll('-', ' ')).join(', ') || 'mixed capabilities'}`,
    confidence: Math.min(99, Math.floor(finding.confidence * 100)),
    extensions: {
      [extensionRef]: {
        extension_type: 'property-extension',
        accounts: finding.accounts,
        exchanges: finding.exchanges,
        output_tokens: finding.output_tokens,
        capabilities: Object.fromEntries(aims.map(one => [one.capability, Number(one.share.toFixed(3))])),
      },
    },
  }
  const actor: StixObject = {
    type: 'threat-actor',
    ...common,
    id: actorRef,
    name: `Unattributed operator of ${finding.id}`,
    description: 'The hand behind the campaign. Nothing is said or implied about who it is.',
    threat_actor_types: ['unknown'],
  }
  const attributed: StixObject = {
    type: 'relationship',
    ...common,
    id: stixId('relationship', producer, finding.id, 'attributed-to'),
    relationship_type: 'attributed-to',
    source_ref: campaignRef,
    target_ref: actorRef,
  }
  const note: StixObject = {
    type: 'note',
    ...common,
    id: stixId('note', producer, finding.id),
    abstract: 'Error rates and limits',
    content: noteOf(finding, run),
    object_refs: [campaignRef],
  }
  const indicators = shared.flatMap(value =>
    indicatorObjects(value, {
      producer,
      campaign: finding.id,
      campaignRef,
      producerRef,
      markingRef,
      extensionRef,
      sketchKey,
      created,
      modified: run.as_of,
    }),
  )
  return [campaign, actor, attributed, note, ...indicators]
}

const noteOf = (finding: Finding, run: Run): string =>
  [
    `Of the campaigns named by the run, at most ${(finding.false_discovery_rate * 100).toFixed(1)} % are expected to be false, in each run by itself.`,
    `E-value ${finding.e_value.toPrecision(2)}: an honest group would show evidence this strong at most once in that many.`,
    `The run looked at ${run.exchanges} exchanges of ${run.accounts} accounts and left ${run.groups} coordinated groups alone.`,
    'Indicators are held by at least five accounts of the campaign and by few others; ranges of home lines, accounts, names, addresses and texts are never shared.',
    'Country and nationality carry no weight in any of it.',
  ].join('\n')
