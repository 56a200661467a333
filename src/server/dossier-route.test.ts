/** The dossier over HTTP: what the command writes, made by whoever may review, one at a time. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededStore, seededStore } from '../../test/fixtures/seeded-store.ts'
import { makeDossier } from '../cli/make-dossier.ts'
import { checkSeal, fingerprintOf, manifestSchema } from '../report/seal.ts'
import { createApp } from './app.ts'
import type { DossierMaker } from './route.ts'

const { privateKey } = generateKeyPairSync('ed25519')
let seeded: SeededStore
beforeAll(async () => {
  seeded = await seededStore()
})
afterAll(() => seeded?.close())

const inProcess: DossierMaker = (id, asked) => makeDossier(seeded.store, id, privateKey, asked)
const service = (dossiers: DossierMaker = inProcess) =>
  createApp({
    store: seeded.store,
    version: '0',
    glossary: {},
    clock: () => Date.UTC(2026, 5, 6),
    page: new Map(),
    log: line => {
      throw new Error(line)
    },
    dossiers,
  })
async function ask(app: ReturnType<typeof service>, body: object, id = 'c-7f3a91e2') {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { host: 'localhost' } }
  const answer = await app.request(`/v1/campaigns/${id}/dossier`, init)
  return { status: answer.status, body: await answer.json() }
}

test('the file is sealed by its manifest, and asking twice gives the same bytes', async () => {
  const app = service()
  const first = await ask(app, { format: 'html' })
  expect([first.status, first.body.name, first.body.media_type]).toEqual([
    200,
    'c-7f3a91e2.html',
    'text/html',
  ])
  const file = Buffer.from(first.body.base64, 'base64')
  const manifest = manifestSchema.parse(first.body.manifest)
  const checks = checkSeal(manifest, file, fingerprintOf(privateKey))
  expect(checks.map(({ what, holds }) => [what, holds])).toEqual([
    ['file', true],
    ['signature', true],
    ['key', true],
  ])
  expect((await ask(app, { format: 'html' })).body).toEqual(first.body)
})

test('what the provider says of who is behind it stands with its source, and a redacted one names no account', async () => {
  const statement = 'a company named Example Research runs them'
  const entry = { statement, source: 'invoice 7 of 3 May', likelihood: 'likely', confidence: 'moderate' }
  const attribution = { entries: [entry] }
  const { body } = await ask(service(), { format: 'json', redact: true, attribution })
  const text = Buffer.from(body.base64, 'base64').toString()
  for (const said of [statement, 'invoice 7 of 3 May']) expect(text).toContain(said)
  const members = seeded.found.members.get('c-7f3a91e2') ?? []
  expect(members.filter(one => text.includes(one.account))).toEqual([])
})

test('the state is the one that people gave it', async () => {
  const app = service()
  const said = { verdict: 'confirm', reason: 'the templates agree, the class is ruled out' }
  const init = { method: 'POST', body: JSON.stringify(said), headers: { host: 'localhost' } }
  expect((await app.request('/v1/campaigns/c-b21d04c8/review', init)).status).toBe(200)
  const { body } = await ask(app, { format: 'json' }, 'c-b21d04c8')
  expect(JSON.parse(Buffer.from(body.base64, 'base64').toString()).state).toBe('confirmed')
})

test('while one is being made, another is asked to wait', async () => {
  let end: () => void = () => undefined
  const held = new Promise<void>(resolve => {
    end = resolve
  })
  const app = service(async (id, asked) => {
    await held
    return inProcess(id, asked)
  })
  const first = ask(app, { format: 'json' })
  expect((await ask(app, { format: 'json' })).body.code).toBe('report/busy')
  end()
  expect((await first).status).toBe(200)
})

test.each([
  ['an unknown campaign', {}, 'c-none', 404, 'campaign/unknown'],
  ['a format nobody knows', { format: 'docx' }, 'c-7f3a91e2', 400, 'http/invalid'],
  [
    'a statement without a source',
    { attribution: { entries: [{ statement: 'x' }] } },
    'c-7f3a91e2',
    400,
    'http/invalid',
  ],
])('%s is refused', async (_, body, id, status, code) => {
  expect(await ask(service(), body, id)).toMatchObject({ status, body: { code } })
})

test('a service without a signing key says what it lacks', async () => {
  const app = createApp({
    store: seeded.store,
    version: '0',
    glossary: {},
    clock: () => 0,
    page: new Map(),
    log: () => undefined,
  })
  expect((await ask(app, {})).body.code).toBe('http/not-served')
})
