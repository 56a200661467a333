import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seededStore } from '../../test/fixtures/seeded-store.ts'
import { openStore } from '../store/open.ts'
import { auditCommand } from './audit.ts'
import { campaignsCommand } from './campaigns.ts'
import type { CliCommand, CliIo } from './command.ts'
import { reviewCommand } from './review.ts'

let data: string
const said: string[] = []
const io: CliIo = {
  out: line => said.push(line),
  err: line => said.push(line),
  isTerminal: false,
  clock: () => Date.parse('2026-06-06T02:00:00Z'),
  env: { USER: 'ada' },
}
beforeAll(async () => {
  const seeded = await seededStore({ hostile: true })
  await seeded.store.close()
  data = seeded.folder
})
afterAll(() => rmSync(data, { recursive: true, force: true }))
beforeEach(() => {
  said.length = 0
})

const run = (command: CliCommand, ...args: string[]) =>
  command(io)
    .exitOverride()
    .parseAsync([...args, '--data', data], { from: 'user' })
const why = ['--reason', 'seen twice, \u001b[31mby two of us']
const campaign = 'c-b21d04c8'

test('a fresh store has an empty log that holds', async () => {
  await run(auditCommand, 'list')
  await run(auditCommand, 'verify')
  expect(said).toEqual(['nothing has been done yet', '0 entries hold'])
})

test('confirm takes a reason, goes into the log, and shows in the list', async () => {
  await expect(run(reviewCommand, campaign, 'confirm')).rejects.toMatchObject({ code: 'review/reason' })
  await run(reviewCommand, campaign, 'confirm', ...why)
  await run(campaignsCommand)
  expect(said.join('\n')).toContain(`${campaign} is confirmed`)
  expect(said.find(line => line.startsWith(campaign) && line.includes('confirmed'))).toBeDefined()
})

test('contain says what it would touch and who else must approve; a second person puts it in force', async () => {
  const asked = [campaign, 'contain', '--measure', 'verify', '--hours', '5', ...why]
  await run(reviewCommand, ...asked, '--json')
  const { proposal } = JSON.parse(said.join(''))
  expect([proposal.containment.status, proposal.needed.persons]).toEqual(['proposed', 2])
  said.length = 0
  const { id } = proposal.containment
  await expect(run(reviewCommand, id, 'approve', ...why)).rejects.toMatchObject({
    code: 'containment/same-person',
  })
  await run(reviewCommand, id, 'approve', '--as', 'bob', ...why)
  expect(said.join('\n')).toContain('in-force')
  expect(said.join('\n')).toContain('2026-06-06T07:00:00.000Z')
  await run(reviewCommand, id, 'lift', ...why)
  expect(said.join('\n')).toContain('lifted')
})

test('the log lists who did what, with no control character, and as JSON Lines in order', async () => {
  await run(auditCommand, 'list', '--area', 'containment')
  expect(said).toHaveLength(5)
  expect(said.join('\n')).toContain('command:bob')
  expect(said.join('\n')).not.toContain('\u001b')
  said.length = 0
  await run(auditCommand, 'list', '--json')
  expect(said.map(line => JSON.parse(line).seq)).toEqual([1, 2, 3, 4, 5])
})

test.each([
  [reviewCommand, ['c-nothing', 'confirm', ...why], 'campaign/unknown'],
  [reviewCommand, ['k-nothing', 'approve', ...why], 'containment/unknown'],
  [reviewCommand, [campaign, 'praise', ...why], 'review/word'],
  [reviewCommand, [campaign, 'contain', '--hours', 'x', ...why], 'review/hours'],
  [auditCommand, ['list', '--limit', '0'], 'audit/limit'],
  [auditCommand, ['verify', '--anchor', 'x'], 'audit/anchor'],
])('%o %o fails with one stable code', async (command, args, code) => {
  await expect(run(command, ...args)).rejects.toMatchObject({ code })
})

test('verify finds a changed entry, and with an anchor a cut-off end', async () => {
  await run(auditCommand, 'verify', '--json')
  const { head } = JSON.parse(said.join(''))
  await run(auditCommand, 'verify', '--anchor', `${head.seq}:${head.hash}`)
  await expect(
    run(auditCommand, 'verify', '--anchor', `${head.seq + 1}:${'0'.repeat(64)}`),
  ).rejects.toMatchObject({ code: 'audit/broken' })
  const store = await openStore({ data })
  await store.append('audit', 'forged', [
    { ...{ seq: 6, at: '2026-06-06T02:00:00.000Z', actor: 'ada', actor_kind: 'person', act: 'allow/add' } },
  ])
  await store.close()
  await expect(run(auditCommand, 'verify')).rejects.toMatchObject({
    code: 'audit/broken',
    message: expect.stringContaining('entry 6'),
  })
})
