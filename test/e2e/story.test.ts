/**
 * The whole story, through the doors that customers and analysts use: official SDKs → gateway → live ingest →
 * scheduled detection → a reviewer's word → refusals → the adversary comes back → recognised → the dossier says so.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finding, newestRun } from '../../src/findings/read.ts'
import { recount } from '../../src/findings/recount.ts'
import type { Exchange } from '../../src/model/exchange.ts'
import { composeDossier } from '../../src/report/dossier/compose.ts'
import { type Sent, send, usesAnthropic } from '../support/story/clients.ts'
import { openProvider, type Provider } from '../support/story/provider.ts'
import { returned, type StoryWorld, storyWorld, timeOf } from '../support/story/world.ts'

let world: StoryWorld
let provider: Provider
beforeAll(async () => {
  world = await storyWorld()
  provider = await openProvider(world.start)
}, 240_000)
afterAll(() => provider?.close())

const hour = 3_600_000
const end = (): number => world.start + 72 * hour

/** As many at once as a few busy customers are; they share the moment of the first. */
async function sendAll(exchanges: readonly Exchange[], atOnce = 16): Promise<Sent[]> {
  provider.expectAnswers(exchanges)
  const sent: Sent[] = []
  for (let from = 0; from < exchanges.length; from += atOnce) {
    const some = exchanges.slice(from, from + atOnce)
    if (some[0] !== undefined) provider.setTime(timeOf(some[0]))
    sent.push(...(await Promise.all(some.map(exchange => send(provider.gateway, exchange)))))
  }
  return sent
}

interface Listed {
  items: { id: string; accounts: number; state: string }[]
}
/** `least`: how sure at least. */
const membersOf = async (id: string, least = 0): Promise<string[]> => {
  const page = await provider.api<{ items: { account: string; probability: number }[] }>(
    'GET',
    `/v1/campaigns/${id}/members?limit=500`,
  )
  return page.items.filter(({ probability }) => probability >= least).map(({ account }) => account)
}
let campaign = ''

test('three days of customers pass the gateway unharmed, and every call is stored', async () => {
  await provider.api(
    'POST',
    '/v1/accounts',
    world.accounts.map(account => JSON.stringify(account)).join('\n'),
  )
  const sent = await sendAll(world.exchanges)
  await provider.settle()
  expect(sent.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
}, 600_000)

test('detection names the campaign and nobody who is honest', async () => {
  provider.setTime(end())
  const run = await provider.nextDetection()
  expect(run.exchanges).toBe(world.exchanges.length)
  const { items } = await provider.api<Listed>('GET', '/v1/campaigns')
  expect(items).toHaveLength(1)
  campaign = items[0]?.id ?? ''
  const found = await membersOf(campaign)
  expect(found.filter(account => !world.members.has(account))).toEqual([])
  expect(found.length).toBeGreaterThanOrEqual(world.members.size * 0.8)
}, 300_000)

test('until a person has spoken, members are served like everybody else', async () => {
  await provider.catchUp()
  const [one] = world.exchanges.filter(({ account }) => world.members.has(account))
  const [sent] = await sendAll(one === undefined ? [] : [{ ...one, id: 'not-yet', time: end() + hour }])
  expect(sent?.outcome).toBe('answered')
})

test('a reviewer approves, and every member is refused with words that help; honest customers notice nothing', async () => {
  // A world this small has a campaign of a tenth of its traffic, and no second reviewer.
  const rules = { shadow_hours: 0, most_share: 1 }
  await provider.api('PUT', '/v1/containment-rules', { rules, reason: 'a small provider' })
  const word = { verdict: 'contain', reason: 'one hand, one purpose', measure: 'suspend', mode: 'enforce' }
  await provider.api('POST', `/v1/campaigns/${campaign}/review`, word)
  await provider.catchUp()

  const at = end() + 2 * hour
  const firstOf = new Map(world.exchanges.map(exchange => [exchange.account, exchange]))
  const again = [...firstOf.values()].map((exchange, n) => ({ ...exchange, id: `after-${n}`, time: at }))
  const asked = provider.upstream.seen.length
  // Suspension is for the surest alone, by the rules as shipped.
  const found = new Set(await membersOf(campaign, 0.95))
  expect(found.size).toBeGreaterThanOrEqual(world.members.size * 0.8)
  const hostile = again.filter(({ account }) => found.has(account))
  const refused = await sendAll(hostile)
  expect(new Set(hostile.map(({ account }) => usesAnthropic(account)))).toEqual(new Set([true, false]))
  for (const { outcome, code, message } of refused) {
    expect([outcome, code]).toEqual(['refused', 'account_suspended'])
    expect(message).toContain('appeals@provider.example')
    expect(message).not.toContain(campaign)
  }
  expect(provider.upstream.seen).toHaveLength(asked)
  const honest = await sendAll(again.filter(({ account }) => !world.members.has(account)))
  expect(honest.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
  await provider.settle()
}, 300_000)

test('the adversary returns under new names and is recognised within a few exchanges; newcomers are not', async () => {
  const at = end() + 4 * hour
  const pool = returned(world, [...world.members].slice(0, 8), at)
  const strangers = world.exchanges
    .filter(({ account }) => !world.members.has(account))
    .filter((exchange, i, all) => all.findIndex(({ account }) => account === exchange.account) === i)
    .slice(0, 8)
  const newcomers = strangers.map(({ account }, i) => {
    const own = world.exchanges.filter(exchange => exchange.account === account)
    const renamed = own.map((exchange, n) => ({
      ...exchange,
      id: `new-${i}-${n}`,
      account: `acct_newcomer_${i}`,
    }))
    return { record: { account: `acct_newcomer_${i}`, created: at, plan: 'free' }, exchanges: renamed }
  })
  const records = [...pool, ...newcomers].map(({ record }) => JSON.stringify(record))
  await provider.api('POST', '/v1/accounts', records.join('\n'))

  const passed = new Map<string, number>()
  for (let turn = 0; turn < 10; turn++) {
    const time = at + turn * 10 * 60_000
    const next = [...pool, ...newcomers].flatMap(({ exchanges }) => {
      const exchange = exchanges[turn]
      return exchange === undefined ? [] : [{ ...exchange, id: `${exchange.id}-${turn}`, time }]
    })
    const sent = await sendAll(next)
    for (const [i, { account }] of next.entries())
      if (sent[i]?.outcome === 'answered') passed.set(account, (passed.get(account) ?? 0) + 1)
    await provider.settle()
    await provider.catchUp()
  }
  for (const { account } of pool) expect([account, (passed.get(account) ?? 0) < 10]).toEqual([account, true])
  for (const { record, exchanges } of newcomers)
    expect(passed.get(record.account)).toBe(Math.min(10, exchanges.length))
}, 300_000)

test('the next detection keeps the campaign’s name, and its dossier tells of the return', async () => {
  const before = await membersOf(campaign)
  provider.setTime(end() + 8 * hour)
  await provider.nextDetection()
  const { items } = await provider.api<Listed>('GET', '/v1/campaigns')
  expect(items.map(({ id }) => id)).toContain(campaign)
  const after = await membersOf(campaign)
  expect(after.filter(account => account.startsWith('acct_again_')).length).toBeGreaterThan(0)
  expect(after.filter(account => account.startsWith('acct_newcomer_'))).toEqual([])
  expect(after.length).toBeGreaterThan(before.length)

  const run = await newestRun(provider.store)
  const found = await finding(provider.store, campaign)
  if (run === undefined || found === undefined) throw new Error('the campaign is gone')
  const dossier = composeDossier({
    finding: found,
    run,
    answers: await recount(provider.store, run, found, []),
    glossary: {},
    language: 'en',
    fingerprint: 'story',
  })
  expect(JSON.stringify(dossier)).toContain(String(after.length))
}, 300_000)
