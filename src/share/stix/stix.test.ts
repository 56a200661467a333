/** Bundles are held to the rules of the STIX 2.1 specification, and to what may leave the house. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type DossierStore, dossierStore } from '../../../test/fixtures/dossier-store.ts'
import { type SharedValue, sharedValues } from '../shareable.ts'
import { type Bundle, stixBundle } from './bundle.ts'
import { patternText, uuid5 } from './object.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}--${uuid}$`))
const anyId = idOf('[a-z][a-z0-9-]+')
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,}Z$/)
const extensions = z.record(
  idOf('extension-definition'),
  z.looseObject({ extension_type: z.literal('property-extension') }),
)
/** Section 3.2; strict: a property that the specification does not name must stand in an extension (section 7.3). */
const common = (type: string) => ({
  type: z.literal(type),
  spec_version: z.literal('2.1'),
  id: idOf(type),
  created: time,
  modified: time,
  created_by_ref: idOf('identity').optional(),
  object_marking_refs: z.array(idOf('marking-definition')).min(1),
  confidence: z.int().min(0).max(100).optional(),
  extensions: extensions.optional(),
})
const word = z.string().min(1)
const schemas: Record<string, z.ZodType> = {
  'marking-definition': z.strictObject({
    type: z.literal('marking-definition'),
    spec_version: z.literal('2.1'),
    id: idOf('marking-definition'),
    created: time,
    name: word,
    extensions,
  }),
  identity: z.strictObject({ ...common('identity'), name: word, identity_class: z.literal('organization') }),
  'extension-definition': z.strictObject({
    ...common('extension-definition'),
    created_by_ref: idOf('identity'),
    name: word,
    description: word,
    schema: word,
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    extension_types: z.array(z.literal('property-extension')),
    extension_properties: z.array(z.string().regex(/^[a-z0-9_]{3,250}$/)),
  }),
  campaign: z.strictObject({
    ...common('campaign'),
    name: word,
    description: word,
    first_seen: time,
    last_seen: time,
    objective: word,
  }),
  'threat-actor': z.strictObject({
    ...common('threat-actor'),
    name: word,
    description: word,
    threat_actor_types: z.array(z.literal('unknown')),
  }),
  indicator: z.strictObject({
    ...common('indicator'),
    name: word,
    description: word,
    indicator_types: z.array(z.enum(['anomalous-activity', 'malicious-activity'])),
    pattern: z.string().regex(/^\[[a-z0-9-]+:\S+ (=|ISSUBSET) '(?:[^'\\]|\\['\\])*'\]$/),
    pattern_type: z.literal('stix'),
    pattern_version: z.literal('2.1'),
    valid_from: time,
  }),
  relationship: z.strictObject({
    ...common('relationship'),
    relationship_type: z.enum(['attributed-to', 'indicates']),
    source_ref: anyId,
    target_ref: anyId,
  }),
  sighting: z.strictObject({
    ...common('sighting'),
    first_seen: time,
    last_seen: time,
    count: z.int().min(0).max(999_999_999),
    sighting_of_ref: anyId,
    where_sighted_refs: z.array(idOf('identity')),
  }),
  note: z.strictObject({
    ...common('note'),
    abstract: word,
    content: word,
    object_refs: z.array(anyId).min(1),
  }),
}

/** What breaks the specification, as sentences. */
function faults(bundle: Bundle): string[] {
  const ids = new Set(bundle.objects.map(one => one.id))
  return bundle.objects.flatMap(one => {
    const schema = schemas[one.type]
    const issues = schema
      ?.safeParse(one)
      .error?.issues.map(issue => `${one.id}: ${issue.path.join('.')} ${issue.message}`)
    const refs = JSON.stringify(one).match(new RegExp(`[a-z][a-z0-9-]+--${uuid}`, 'g')) ?? []
    const lost = refs.filter(ref => !ids.has(ref) && !ref.startsWith('extension-definition--60a3c5c5'))
    const late =
      one.modified !== undefined && one.modified < one.created ? [`${one.id}: modified before created`] : []
    const ends = ['first_seen', 'last_seen'].map(name => String(one[name] ?? ''))
    const order = (ends[0] ?? '') > (ends[1] ?? '') ? [`${one.id}: seen last before first`] : []
    return [
      ...(schema === undefined ? [`no rule for ${one.type}`] : []),
      ...(issues ?? []),
      ...lost.map(ref => `${one.id}: lost ${ref}`),
      ...late,
      ...order,
    ]
  })
}

let world: DossierStore
let shared: SharedValue[]
beforeAll(async () => {
  world = await dossierStore()
  shared = await sharedValues(world.store, world.run, world.finding)
})
afterAll(() => world.close())

const bundle = (values = shared): Bundle =>
  stixBundle({
    run: world.run,
    campaigns: [{ finding: world.finding, shared: values }],
    producer: 'Example Lab',
    tlp: 'amber',
    sketchKey: 'ab',
  })

test('a bundle keeps to the specification: properties, ids, references, order of times', () => {
  const made = bundle()
  expect(made.objects.filter(one => one.type === 'indicator').length).toBeGreaterThan(0)
  expect(faults(made)).toEqual([])
  expect(new Set(made.objects.map(one => one.id)).size).toBe(made.objects.length)
})

test('the rules notice a broken object', () => {
  const made = bundle()
  const broken = made.objects.map(one =>
    one.type === 'campaign' ? { ...one, accounts: 3, first_seen: 'yesterday' } : one,
  )
  expect(faults({ ...made, objects: broken }).length).toBeGreaterThan(1)
  expect(faults({ ...made, objects: made.objects.filter(one => one.type !== 'threat-actor') }).length).toBe(1)
})

test('the same store gives the same bundle, and another producer other ids', () => {
  expect(JSON.stringify(bundle())).toBe(JSON.stringify(bundle()))
  const other = stixBundle({
    run: world.run,
    campaigns: [],
    producer: 'Other Lab',
    tlp: 'green',
    sketchKey: 'ab',
  })
  const known = new Set(bundle().objects.map(one => one.id))
  expect(
    other.objects.filter(one => one.type !== 'marking-definition').every(one => !known.has(one.id)),
  ).toBe(true)
})

test('what few members hold, or many others, is not shared', () => {
  expect(shared.map(one => one.kind)).toContain('tool-set')
  for (const one of shared)
    expect([one.value, one.members >= 5, one.others <= one.members / 10]).toEqual([one.value, true, true])
  // Every stranger of the fixture has this fingerprint too.
  expect(shared.map(one => one.value)).not.toContain('t13d')
})

test('no account, address of a home line, mail address, instrument or text is in a bundle', async () => {
  const text = JSON.stringify(bundle())
  for (const secret of ['203.0.113', 'acct_', 'stranger-', 'card-1', '@']) expect(text).not.toContain(secret)
  expect(shared.map(one => one.kind)).not.toContain('address-range')
})

test('groups that were left alone are never shared', async () => {
  expect(await sharedValues(world.store, world.run, world.group)).toEqual([])
})

test('a hostile value stays inside its pattern', () => {
  const value = {
    kind: 'user-agent' as const,
    value: "x'] OR [file:name = '\\",
    members: 9,
    others: 0,
    exchanges: 9,
    first: '2026-05-01 00:00:00.000',
    last: '2026-05-02 00:00:00.000',
  }
  expect(faults(bundle([value]))).toEqual([])
  expect(patternText("a'b\\c")).toBe("'a\\'b\\\\c'")
})

test('ids are version 5 and repeat', () => {
  expect(uuid5('a')).toMatch(new RegExp(`^${uuid}$`))
  expect(uuid5('a')).toBe(uuid5('a'))
  expect(uuid5('a')).not.toBe(uuid5('b'))
})
