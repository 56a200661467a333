/** Publishing by the command: in a store of its own, and through a service that has the store. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededStore, seededStore } from '../../test/fixtures/seeded-store.ts'
import { newestEntries } from '../audit/read.ts'
import { review } from '../contain/review.ts'
import { createApp } from '../server/app.ts'
import { makeAccess } from '../server/auth/access.ts'
import { mint } from '../server/auth/token.ts'
import { type Listening, listen } from '../server/listen.ts'
import type { CliIo } from './command.ts'
import { shareCommand } from './share.ts'

const now = Date.parse('2026-06-06T02:00:00Z')
const clock = (): number => now
const admin = mint({ name: 'admin', roles: ['admin'] }, now)
const reader = mint({ name: 'reader', roles: ['review'] }, now)
let seeded: SeededStore
let service: Listening
beforeAll(async () => {
  seeded = await seededStore({ hostile: true })
  const app = createApp({
    store: seeded.store,
    version: '0',
    glossary: {},
    clock,
    page: new Map(),
    log: () => undefined,
    access: makeAccess({ clock, tokens: { current: () => [admin.token, reader.token] } }),
    sketchKey: 'name-of-a-key',
  })
  service = await listen(app, 0)
})
afterAll(async () => {
  await service.close()
  await seeded.close()
})

async function publish(token: string, ...more: string[]): Promise<string[]> {
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const env = { USER: 'ada', STILLWATCH_TOKEN: token }
  const io: CliIo = { out: say, err: say, isTerminal: false, clock, env }
  const words = ['publish', '--service', service.url, ...more]
  await shareCommand(io).exitOverride().parseAsync(words, { from: 'user' })
  return said
}
const campaignsOf = async () => (await newestEntries(seeded.store, { areas: ['share'], limit: 1 }))[0]

test('a service publishes what it is told to by an admin, once, and writes down who said so', async () => {
  const [first = ''] = await publish(admin.secret, '--producer', 'Example Lab', '--json')
  expect(JSON.parse(first).published).toBeGreaterThan(0)
  expect(await publish(admin.secret, '--producer', 'Example Lab')).toEqual(['0 new objects published'])
  expect(await campaignsOf()).toMatchObject({
    act: 'share/publish',
    actor: { kind: 'token' },
    detail: { producer: 'Example Lab', tlp: 'amber', objects: 0 },
  })
})

test('a campaign that people dismissed does not leave the house', async () => {
  const campaign = 'c-b21d04c8'
  const by = { actor: { id: 'ada', kind: 'person' as const }, at: now }
  await review(seeded.store, campaign, { verdict: 'dismiss', reason: 'a class, all of them known' }, by)
  await expect(publish(admin.secret, '--campaign', campaign)).rejects.toMatchObject({
    message: expect.stringContaining('campaign/unknown'),
  })
  await publish(admin.secret)
  const entry = await campaignsOf()
  expect(JSON.stringify(entry?.detail)).not.toContain(campaign)
})

test.each([
  ['a token without the role', () => publish(reader.secret), 'auth/role'],
  ['no service there', () => publish(admin.secret, '--service', 'http://127.0.0.1:9'), 'cannot be reached'],
  ['no address', () => publish(admin.secret, '--service', 'here'), 'http or https'],
])('%s is told plainly', async (_, attempt, says) => {
  await expect(attempt()).rejects.toMatchObject({ message: expect.stringContaining(says) })
})
