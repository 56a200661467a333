import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hostileName } from '../../test/fixtures/findings.ts'
import { seededStore } from '../../test/fixtures/seeded-store.ts'
import { saveRun } from '../findings/save.ts'
import { campaignsCommand } from './campaigns.ts'
import type { CliCommand, CliIo } from './command.ts'
import { exportCommand } from './export.ts'
import { reportCommand } from './report.ts'
import { textTable, wrap } from './text-table.ts'

let full: string
let honest: string
let out: string
const said: string[] = []
const io: CliIo = {
  out: line => said.push(line),
  err: line => said.push(line),
  isTerminal: false,
  clock: () => 0,
  env: {},
}

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'stillwatch-out-'))
  for (const options of [{ hostile: true }, { none: true }]) {
    const seeded = await seededStore(options)
    await seeded.store.close()
    if (options.none) honest = seeded.folder
    else full = seeded.folder
  }
})
afterAll(() => {
  for (const folder of [full, honest, out]) rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  said.length = 0
})

const run = (command: CliCommand, ...args: string[]) =>
  command(io).exitOverride().parseAsync(args, { from: 'user' })

test('campaigns lists campaigns and never groups', async () => {
  await run(campaignsCommand, '--data', full)
  const text = said.join('\n')
  expect(said).toHaveLength(5)
  expect(text).toContain('c-7f3a91e2')
  expect(text).not.toContain('g-')
})

test('one campaign is shown with evidence and innocent explanations, and no control character reaches the terminal', async () => {
  await run(campaignsCommand, 'c-b21d04c8', '--data', full)
  const text = said.join('')
  expect(text).toContain('shared-prefix')
  expect(text).toContain('innocent: ')
  expect(hostileName).toContain('\u001b')
  for (const character of ['\u001b', '\u202e', '\u0007']) expect(text).not.toContain(character)
})

test('groups come with the reason they are left alone', async () => {
  await run(campaignsCommand, '--groups', '--data', full)
  expect(said.join('\n')).toContain('WHY LEFT ALONE')
})

test('--json is one document that holds everything', async () => {
  await run(campaignsCommand, '--json', '--data', full)
  expect(JSON.parse(said.join(''))).toHaveLength(4)
})

test('the export has a line in the contract’s form for each member of a campaign, readable by its owner alone', async () => {
  const file = join(out, 'members.jsonl')
  await run(exportCommand, 'members', '--out', file, '--data', full)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(3196)
  const first = JSON.parse(lines[0] ?? '')
  expect(Object.keys(first)).toEqual(['campaign', 'account', 'probability', 'since', 'measure', 'evidence'])
  expect(Object.keys(first.evidence[0])).toEqual(['signal', 'detail', 'weight'])
  expect(lines.every(line => JSON.parse(line).campaign.startsWith('c-'))).toBe(true)
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('without any campaign the export is an empty file and the list says so', async () => {
  const file = join(out, 'none.jsonl')
  await run(exportCommand, 'members', '--out', file, '--data', honest)
  expect(readFileSync(file, 'utf8')).toBe('')
  said.length = 0
  await run(campaignsCommand, '--data', honest)
  expect(said).toEqual(['no campaign in 14,812,440 exchanges of 48,310 accounts'])
})

test('a dossier of the same store has the same bytes', async () => {
  const files = ['a.html', 'b.html', 'a.json', 'b.json'].map(name => join(out, name))
  for (const file of files) await run(reportCommand, 'c-b21d04c8', '--out', file, '--data', full)
  const [first, second, third, fourth] = files.map(file => readFileSync(file, 'utf8'))
  expect(first).toBe(second)
  expect(third).toBe(fourth)
  expect(JSON.parse(third ?? '').figures.length).toBeGreaterThan(60)
  expect(first).toContain('recount/totals')
})

test('a dossier is sealed, and verify notices a changed file, a strange key and a store that answers otherwise', async () => {
  const file = join(out, 'sealed.html')
  await run(reportCommand, 'c-b21d04c8', '--out', file, '--data', full)
  expect(statSync(join(full, 'signing-key')).mode & 0o077).toBe(0)
  await run(reportCommand, 'verify', file, '--recount', '--data', full)
  expect(said.at(-1)).toContain('as it was sealed')
  const strange = run(reportCommand, 'verify', file, '--key', 'abcd', '--data', full)
  await expect(strange).rejects.toMatchObject({ code: 'report/not-sealed' })
  const elsewhere = run(reportCommand, 'verify', file, '--recount', '--data', honest)
  await expect(elsewhere).rejects.toMatchObject({
    code: expect.stringMatching(/^report\/(recount|other-store)$/),
  })
  writeFileSync(file, `${readFileSync(file, 'utf8')} `)
  const changed = run(reportCommand, 'verify', file, '--data', full)
  await expect(changed).rejects.toMatchObject({ code: 'report/not-sealed' })
})

test.each([
  [campaignsCommand, ['c-nothing'], 'campaign/unknown'],
  [reportCommand, ['c-nothing', '--out', 'x.html'], 'campaign/unknown'],
  [reportCommand, ['c-b21d04c8', '--out', 'x.docx'], 'report/format'],
  [exportCommand, ['members', '--out', '/nowhere/at/all.jsonl'], 'export/unwritable'],
])('%o fails with one stable code', async (command, args, code) => {
  await expect(run(command, ...args, '--data', full)).rejects.toMatchObject({ code })
})

test('an id that was merged is told where it went, and the heir tells what went into it', async () => {
  const seeded = await seededStore({ empty: true })
  const [one, other] = seeded.found.findings
  if (one === undefined || other === undefined) throw new Error('the fixture holds findings')
  const { run: before } = seeded.found
  const after = { ...before, run: `${before.run}-2`, as_of: '2027-01-02T00:00:00.000Z' }
  const lineage = [{ relation: 'merged' as const, earlier: other.id, seen: after.as_of }]
  await saveRun(seeded.store, before, [one, other], new Map())
  await saveRun(seeded.store, after, [{ ...one, lineage }], new Map())
  await expect(run(campaignsCommand, other.id, '--data', seeded.folder)).rejects.toMatchObject({
    code: 'campaign/unknown',
    message: expect.stringContaining(one.id),
  })
  await run(campaignsCommand, one.id, '--data', seeded.folder)
  expect(said.join('\n')).toContain(`part of it now: ${other.id} (since 2 January 2027)`)
  await seeded.close()
})

test('an absent store is an error and no new folder', async () => {
  await expect(run(campaignsCommand, '--data', join(out, 'absent'))).rejects.toMatchObject({
    code: 'store/absent',
  })
})

test('tables align and prose wraps without losing a word', () => {
  expect(
    textTable(
      [{ title: 'A' }, { title: 'N', align: 'right' }],
      [
        ['xx', '1'],
        ['y', '22'],
      ],
    ),
  ).toEqual(['A    N', 'xx   1', 'y   22'])
  expect(wrap('one two three', 9, ' ')).toEqual([' one two', ' three'])
})
