/** The feed is held to TAXII 2.1: media types, resources, filters, paging without state. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { type StixObject, stixId } from '../share/stix/object.ts'
import { campaignsCollection, publish } from '../share/taxii/published.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { createApp } from './app.ts'

const objects = `/taxii2/campaigns/collections/${campaignsCollection.id}/objects/`
const media = 'application/taxii+json;version=2.1'
let store: Store
let folder: string

const made = (number: number, modified = '2026-05-01T00:00:00.000Z', type = 'indicator'): StixObject => ({
  type,
  spec_version: '2.1',
  id: stixId(type, String(number)),
  created: '2026-05-01T00:00:00.000Z',
  modified,
  name: `number ${number} of ${modified}`,
})

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-taxii-'))
  store = await openStore({ data: folder })
  const first = Array.from({ length: 25 }, (_, index) => made(index))
  await publish(store, [...first, made(99, undefined, 'campaign')], '2026-06-01T00:00:00.000Z')
  await publish(store, [made(3, '2026-05-09T00:00:00.000Z'), made(25)], '2026-06-02T00:00:00.000Z')
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, headers: Record<string, string> = {}) =>
  createApp({
    store,
    version: '0.1.0',
    clock: systemClock,
    glossary: {},
    page: new Map(),
    log: () => undefined,
  }).request(path, { headers: { host: 'localhost:8787', ...headers } })
const envelope = z.object({
  more: z.boolean().optional(),
  next: z.string().optional(),
  objects: z
    .array(z.looseObject({ id: z.string(), type: z.string().optional(), modified: z.string().optional() }))
    .default([]),
})
const read = async (path: string) => envelope.parse(await (await ask(path)).json())

test('a client finds its way from discovery to objects, in the protocol’s media type', async () => {
  for (const path of [
    '/taxii2/',
    '/taxii2/campaigns/',
    '/taxii2/campaigns/collections/',
    objects.replace('objects/', ''),
    objects,
  ]) {
    const answer = await ask(path, { accept: media })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, media])
  }
  const discovery = z
    .object({ api_roots: z.array(z.string()), title: z.string() })
    .parse(await (await ask('/taxii2/')).json())
  const root = z.object({
    versions: z.array(z.string()),
    max_content_length: z.int().min(1),
    title: z.string(),
  })
  expect(root.parse(await (await ask(discovery.api_roots[0] ?? '')).json()).versions).toContain(media)
})

test('a client that takes something else is told so', async () => {
  for (const accept of ['application/taxii+json;version=2.0', 'text/html']) {
    const answer = await ask('/taxii2/', { accept })
    expect(answer.status).toBe(406)
    expect(await answer.json()).toMatchObject({ http_status: '406' })
  }
  expect((await ask('/taxii2/', { accept: 'application/taxii+json' })).status).toBe(200)
})

test('pages follow each other without a gap, whichever process answers', async () => {
  const seen: string[] = []
  let next = ''
  for (let page = 0; page < 20; page++) {
    const got = await read(`${objects}?limit=7${next === '' ? '' : `&next=${encodeURIComponent(next)}`}`)
    seen.push(...got.objects.map(one => one.id))
    next = got.next ?? ''
    if (got.more !== true) break
  }
  expect(seen).toHaveLength(27)
  expect(new Set(seen).size).toBe(27)
})

test('what is published while a client pages comes after its cursor and is not lost', async () => {
  const first = await read(`${objects}?limit=20`)
  await publish(store, [made(500)], '2026-06-03T00:00:00.000Z')
  const rest = await read(`${objects}?next=${encodeURIComponent(first.next ?? '')}`)
  expect(rest.objects.map(one => one.id)).toContain(made(500).id)
  expect(new Set([...first.objects, ...rest.objects].map(one => one.id)).size).toBe(28)
})

test('filters: added after, id, type, version', async () => {
  const later = await read(`${objects}?added_after=2026-06-01T00:00:00.000Z`)
  expect(later.objects.map(one => one.id)).toEqual(expect.arrayContaining([made(25).id, made(3).id]))
  expect(later.objects.some(one => one.id === made(4).id)).toBe(false)
  expect((await read(`${objects}?match[type]=campaign`)).objects).toHaveLength(1)
  const id = made(3).id
  const versions = async (which: string) =>
    (await read(`${objects}?match[id]=${id}&match[version]=${which}`)).objects.map(one => one.modified)
  expect(await versions('last')).toEqual(['2026-05-09T00:00:00.000Z'])
  expect(await versions('first')).toEqual(['2026-05-01T00:00:00.000Z'])
  expect(await versions('all')).toHaveLength(2)
  expect(await versions('2026-05-01T00:00:00.000Z')).toEqual(['2026-05-01T00:00:00.000Z'])
  expect((await read(`${objects}?match[spec_version]=2.0`)).objects).toEqual([])
})

test('one object, its versions and the manifest say when each was added', async () => {
  const { id } = made(3)
  expect((await read(`${objects}${id}/`)).objects).toHaveLength(1)
  const versions = z
    .object({ versions: z.array(z.string()) })
    .parse(await (await ask(`${objects}${id}/versions/`)).json())
  expect(versions.versions).toHaveLength(2)
  const answer = await ask(`${objects.replace('objects/', 'manifest/')}?match[id]=${id}`)
  expect(await answer.json()).toMatchObject({
    objects: [{ id, date_added: '2026-06-02T00:00:00.000Z', version: '2026-05-09T00:00:00.000Z' }],
  })
  expect(answer.headers.get('x-taxii-date-added-first')).toBe('2026-06-02T00:00:00.000Z')
})

test.each([
  [`${objects}?limit=0`, 400],
  [`${objects}?limit=x`, 400],
  [`${objects}?next=abc`, 400],
  [`${objects}?added_after=yesterday`, 400],
  [`${objects}?match[version]=some`, 400],
  [`${objects}indicator--00000000-0000-4000-8000-000000000000/`, 404],
  ['/taxii2/campaigns/collections/other/objects/', 404],
])('%s is refused in the protocol’s own words', async (path, status) => {
  const answer = await ask(path)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe(media)
  expect(await answer.json()).toMatchObject({ http_status: String(status), title: expect.any(String) })
})

test('publishing the same again changes nothing', async () => {
  expect(await publish(store, [made(1), made(2)], '2026-06-09T00:00:00.000Z')).toBe(0)
})
