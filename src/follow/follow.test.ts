import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { allow } from '../contain/allow-list.ts'
import { approve, propose } from '../contain/containment.ts'
import { compilePolicy } from '../decide/compile-policy.ts'
import { decide } from '../decide/decide.ts'
import { makeDecider } from '../decide/decider.ts'
import { saveRun } from '../findings/save.ts'
import { ingestLines } from '../ingest/ingest-lines.ts'
import type { Finding, Member, Run } from '../model/finding.ts'
import { copyPath, readCopy } from './copy-file.ts'
import { type Follower, followSnapshot } from './follow.ts'

const start = Date.UTC(2026, 4, 1)
const hour = 3_600_000
const asOf = start + 100 * hour
const iso = (ms: number): string => new Date(ms).toISOString()
const key = { k0: '11', k1: '13' }
let time = asOf + hour
const clock = () => time

let temporary: TemporaryStore
let follower: Follower
const policy = compilePolicy()

/** One exchange and the account's own record. */
function account(name: string, at: number, more: { bin: string; text: string; agent: string }): string[] {
  const exchange = {
    id: `${name}-${at}`,
    time: iso(at),
    account: name,
    model: 'm',
    client: { ip: '198.51.100.7', user_agent: more.agent },
    params: { temperature: 0.2 },
    request: { messages: [{ role: 'user', content: more.text }] },
    response: { text: 'ok' },
  }
  const record = {
    account: name,
    created: iso(at - hour),
    payment: { kind: 'virtual', bin: more.bin, instrument: `pm-${name}` },
  }
  return [JSON.stringify(exchange), JSON.stringify(record)]
}

const words = ['river', 'stone', 'cloud', 'paper', 'green', 'table', 'music', 'light', 'winter', 'garden']
const honestText = (i: number): string =>
  Array.from({ length: 16 }, (_, n) => words[(i * 7 + n * (1 + (i % 9)) + Math.floor(i / 10)) % 10]).join(' ')
const campaignText = (i: number): string =>
  `You are a careful annotator please grade the following passage on all criteria and explain every single step number ${i} fully`

const honest = (i: number, at: number) =>
  account(`honest-${i}`, at, {
    bin: String(400_000 + (i % 200)),
    text: honestText(i),
    agent: `agent/${i % 5}`,
  })
const hostile = (name: string, at: number) =>
  account(name, at, { bin: '499999', text: campaignText(7), agent: 'agent/1' })

/** An honest account's last word, so many days ago. */
const quiet = (name: string, days: number) =>
  account(name, asOf - days * 24 * hour, { bin: '400101', text: honestText(days), agent: 'agent/2' })

const put = async (lines: string[], batch: string): Promise<void> => {
  const result = await ingestLines(temporary.store, key, lines, batch, time)
  expect(result.rejected).toBe(0)
}

beforeAll(async () => {
  temporary = await openTemporary()
  const members = Array.from({ length: 20 }, (_, i) => `member-${i}`)
  await put(
    [
      ...Array.from({ length: 900 }, (_, i) => honest(i, start + i * 60_000)).flat(),
      ...members.flatMap((name, i) => hostile(name, start + i * hour)),
      ...quiet('asleep-0', 40),
      ...quiet('asleep-1', 41),
      ...quiet('awake', 20),
    ],
    'before',
  )
  await saveRun(temporary.store, run, [finding], new Map([['c-1', members.map(member)]]))
  follower = followSnapshot({
    store: temporary.store,
    data: temporary.data,
    policy,
    clock,
    everyMs: 3_600_000,
  })
  await follower.ready
})
afterAll(async () => {
  await follower?.stop()
  await temporary?.end()
})

describe('following a store', () => {
  test('members of the newest run are watched, others are not', () => {
    const ask = (name: string) => decide(follower.current(), { account: name, model: 'm' }, policy, time)
    expect(ask('member-3')).toMatchObject({ decision: 'watch', campaign: 'c-1' })
    expect(ask('honest-3')).toMatchObject({ decision: 'allow' })
  })

  test('what new accounts are held against was counted among honest accounts', () => {
    const matching = follower.known()?.matching
    expect(matching).toMatchObject({ honest: 903, linked: 0 })
    const shared = matching?.sketches[0]?.values.map(one => one.signal) ?? []
    expect(shared).toEqual(expect.arrayContaining(['shared-template', 'card-range']))
    // What honest people share too is no part of it: their address, their client.
    expect(shared).not.toEqual(expect.arrayContaining(['shared-address']))
  })

  test('new accounts with the campaign’s prompts and cards are its successors, honest newcomers are not', async () => {
    await put(
      [
        ...Array.from({ length: 6 }, (_, i) => hostile(`next-${i}`, asOf + i * 60_000)).flat(),
        ...Array.from({ length: 60 }, (_, i) => honest(2_000 + i, asOf + i * 60_000)).flat(),
        // The campaign's prompt with a card of one's own: one origin is not enough.
        ...account('curious', asOf, { bin: '400001', text: campaignText(7), agent: 'agent/2' }),
      ],
      'after',
    )
    time += 10_000
    await follower.refresh()
    const found = follower
      .known()
      ?.successors.map(one => one.account)
      .sort()
    expect(found).toEqual(['next-0', 'next-1', 'next-2', 'next-3', 'next-4', 'next-5'])
    const answer = decide(follower.current(), { account: 'next-2', model: 'm' }, policy, time)
    expect(answer).toMatchObject({ decision: 'watch', campaign: 'c-1' })
    expect(answer.reasons.map(reason => reason.code)).toContain('campaign/successor')
  })

  test('a link is kept: looking again finds the same successors once', async () => {
    time += 10_000
    await follower.refresh()
    await follower.refresh()
    expect(follower.known()?.successors).toHaveLength(6)
  })

  test('people contain the campaign: members are held, and its successors join within the approved number', async () => {
    const why = 'it draws graded answers for a rival'
    const ada = { actor: { id: 'ada', kind: 'person' as const }, at: time }
    const asked = { measure: 'limit' as const, mode: 'enforce' as const, follow: true }
    const { containment } = await propose(temporary.store, 'c-1', asked, why, ada)
    // A large share of a small world: two people are asked.
    for (const id of ['bob', 'carol']) {
      const { containment: now } = await approve(temporary.store, containment.id, why, {
        actor: { id, kind: 'person' },
        at: time,
      })
      if (now.status === 'in-force') break
    }
    await follower.refresh()
    const ask = (name: string) => decide(follower.current(), { account: name, model: 'm' }, policy, time)
    expect(ask('member-3')).toMatchObject({ decision: 'limit', budget: 'campaign:c-1' })
    const room = containment.most - 20
    const held = Array.from({ length: 6 }, (_, i) => ask(`next-${i}`).measure).filter(one => one === 'limit')
    expect(held).toHaveLength(Math.min(6, Math.max(0, room)))
    expect(ask('curious').decision).toBe('allow')
    // Kept, and one entry of the audit log: the next look reads them as held.
    await follower.refresh()
    const [containmentNow] = follower.known()?.containments ?? []
    expect(containmentNow?.accounts.size).toBe(20 + held.length)
  })

  test('an account that slept for a month and comes back with the campaign’s prompt and card is one of them', async () => {
    await put(
      [
        ...hostile('asleep-0', time),
        // Back with its own card and prompts.
        ...account('asleep-1', time, { bin: '400101', text: honestText(1), agent: 'agent/2' }),
        // Never away for so long: whoever is no new account is not tested, whatever it shows.
        ...hostile('awake', time),
      ],
      'woken',
    )
    time += 10_000
    await follower.refresh()
    const found = follower.known()?.successors.map(one => one.account)
    expect(found).toContain('asleep-0')
    expect(found).not.toContain('asleep-1')
    expect(found).not.toContain('awake')
  })

  test('people put an organisation and a key on the allow list, and no campaign or successor link touches them', async () => {
    const ask = (account: string, key?: string) =>
      decide(follower.current(), { account, model: 'm', ...(key && { key }) }, policy, time, {
        successorOf: 'c-1',
      })
    expect([ask('member-5').decision, ask('brand-new', 'key-of-a-lab').decision]).not.toContain('allow')
    await put([JSON.stringify({ account: 'member-5', organization: 'a clinic' })], 'organisation')
    const by = { actor: { id: 'ada', kind: 'person' as const }, at: time }
    const listed = [
      { kind: 'organization', value: 'a clinic' },
      { kind: 'key', value: 'key-of-a-lab' },
    ] as const
    for (const one of listed) await allow(temporary.store, { ...one, reason: 'we know them' }, by)
    await follower.refresh()
    for (const answer of [ask('member-5'), ask('brand-new', 'key-of-a-lab'), ask('member-4', 'key-of-a-lab')])
      expect(answer).toMatchObject({ decision: 'allow', reasons: [{ code: 'allow-list' }] })
    expect(ask('member-4').decision).toBe('limit')
  })

  test('a store that cannot be read leaves the last snapshot in place, visibly ageing', async () => {
    const broken = { ...temporary.store, rows: async () => Promise.reject(new Error('engine is gone')) }
    const said: string[] = []
    const other = followSnapshot({
      store: broken as unknown as TemporaryStore['store'],
      data: temporary.data,
      policy,
      clock,
      everyMs: 3_600_000,
      log: line => said.push(line),
    })
    await other.ready
    const before = other.current()
    time += 400_000
    const answer = decide(other.current(), { account: 'next-2', model: 'm' }, policy, time)
    expect(answer).toMatchObject({ campaign: 'c-1', snapshot: { stale: true } })
    expect(other.current()).toBe(before)
    expect(other.health().failures).toBeGreaterThan(0)
    expect(said.join()).toContain('follow/failed')
    await other.stop()
  })

  test('a decider without anything answers the fallback, and never throws', () => {
    const empty = { current: () => undefined, policy: () => policy, recogniser: follower.recogniser }
    const decider = makeDecider(empty, clock)
    expect(decider.decide({ account: 'a', model: 'm' }, 'gateway')).toMatchObject({
      decision: 'allow',
      fallback: true,
    })
    expect(decider.settle('nothing', 3)).toBe(false)
    expect(decider.lease({ gateway: 'g', budget: 'campaign:c-1', tokens: 1 })).toBeUndefined()
  })
})

describe('the copy', () => {
  test('holds all that is known, and a restart decides as before', async () => {
    const copy = await readCopy(temporary.data)
    const known = follower.known()
    expect(copy).toEqual({ ...known, readAt: copy?.readAt })
  })

  test.each([
    ['cut off', (text: string) => text.slice(0, text.length * 0.6)],
    ['changed in one letter', (text: string) => text.replace('member-3', 'member-x')],
    ['short of a line', (text: string) => text.split('\n').toSpliced(2, 1).join('\n')],
    ['of another format', (text: string) => text.replace('"format":1', '"format":2')],
    ['no text at all', () => '\u0000\u0001'],
    ['empty', () => ''],
  ])('that is %s is not used', async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-copy-'))
    writeFileSync(copyPath(folder), damage(readFileSync(copyPath(temporary.data), 'utf8')))
    expect(await readCopy(folder)).toBeUndefined()
    rmSync(folder, { recursive: true })
  })

  test('that is not there is no error', async () => {
    expect(await readCopy(join(tmpdir(), 'stillwatch-nowhere'))).toBeUndefined()
  })
})

const member = (name: string): Member => ({
  account: name,
  probability: 0.99,
  since: iso(asOf),
  measure: 'watch',
  exchanges: 1,
  first: iso(start),
  last: iso(asOf),
  evidence: [],
})

const finding = {
  id: 'c-1',
  kind: 'campaign',
  name: 'c-1',
  state: 'new',
  accounts: 20,
  exchanges: 20,
  input_tokens: 0,
  output_tokens: 0,
  first: iso(start),
  last: iso(asOf),
  since: iso(asOf),
  confidence: 0.99,
  e_value: 1,
  false_discovery_rate: 0.01,
  same_hand: 9,
  purpose: 9,
  capabilities: [],
  models: [],
  networks: [],
  countries: [],
  evidence: [],
  timeline: [],
} satisfies Finding

const run: Run = {
  run: 'run-1',
  as_of: iso(asOf),
  version: 'test',
  exchanges: 920,
  accounts: 920,
  campaigns: 1,
  groups: 0,
  members: 20,
  false_discovery_rate: 0.01,
  sources: [],
  signals: [],
}
