import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { believableFindings, hostileName } from '../../test/fixtures/findings.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { account } from './account.ts'
import { campaignMembers, countMembers, finding, listFindings, members, newestRun } from './read.ts'
import { saveRun } from './save.ts'

const found = believableFindings(7, { hostile: true })
let folder: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-findings-'))
  store = await openStore({ data: folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a store without a run answers with nothing rather than failing', async () => {
  expect(await newestRun(store)).toBeUndefined()
  expect(await listFindings(store)).toEqual([])
  expect(await finding(store, 'c-7f3a91e2')).toBeUndefined()
  expect(await members(store, 'c-7f3a91e2', { offset: 0, limit: 10 })).toEqual([])
  expect(await account(store, 'nobody')).toBeUndefined()
})

test('what is saved is read back whole, and saving it twice changes nothing', async () => {
  await saveRun(store, found.run, found.findings, found.members)
  await saveRun(store, found.run, found.findings, found.members)
  expect(await newestRun(store)).toEqual(found.run)
  const listed = await listFindings(store)
  expect(new Map(listed.map(one => [one.id, one]))).toEqual(new Map(found.findings.map(one => [one.id, one])))
  for (const one of found.findings) expect(await countMembers(store, one.id)).toBe(one.accounts)
})

test('campaigns and groups are listed apart, the largest first', async () => {
  const campaigns = await listFindings(store, 'campaign')
  expect(campaigns.map(one => one.accounts)).toEqual([2500, 412, 188, 96])
  expect((await listFindings(store, 'group')).every(one => one.why_not !== undefined)).toBe(true)
})

test('pages of members neither overlap nor lose anybody', async () => {
  const seen: string[] = []
  for (let offset = 0; offset < 2500; offset += 500) {
    const page = await members(store, 'c-7f3a91e2', { offset, limit: 500 })
    seen.push(...page.map(one => one.account))
  }
  expect(new Set(seen).size).toBe(2500)
  const [one] = await members(store, 'c-7f3a91e2', { offset: 0, limit: 1, search: 'ACCT_7F3A' })
  expect(one?.probability).toBeGreaterThan(0.99)
})

test('the members of groups are never exported as members of campaigns', async () => {
  const campaigns = new Set<string>()
  let rows = 0
  for await (const { campaign } of campaignMembers(store)) {
    campaigns.add(campaign)
    rows++
  }
  expect([...campaigns].every(id => id.startsWith('c-'))).toBe(true)
  expect(rows).toBe(found.run.members)
})

test('an account with a hostile name is found by that very name', async () => {
  const view = await account(store, hostileName)
  expect(view?.memberships.map(one => one.id)).toEqual(['c-b21d04c8'])
})

test('a run cut off before its end is not the present until it is completed', async () => {
  const later = { ...found.run, run: 'later', as_of: '2026-07-01T00:00:00.000Z' }
  const broken: Store = {
    ...store,
    engine: store.engine,
    rows: (query, params) => store.rows(query, params),
    append: async (table, batch, rows) => {
      if (table === 'runs') throw new Error('power cut')
      await store.append(table, batch, rows)
    },
  }
  await expect(saveRun(broken, later, found.findings, found.members)).rejects.toThrow('power cut')
  expect((await newestRun(store))?.run).toBe(found.run.run)
  await saveRun(store, later, found.findings, found.members)
  expect((await newestRun(store))?.run).toBe('later')
  expect(await countMembers(store, 'c-7f3a91e2')).toBe(2500)
})
