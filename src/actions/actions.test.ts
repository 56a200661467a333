import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { onLoopback } from '../../test/support/loopback.ts'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { allow, releaseAccount } from '../contain/allow-list.ts'
import { approve, lift, propose } from '../contain/containment.ts'
import { readStanding } from '../contain/standing.ts'
import { saveRun } from '../findings/save.ts'
import type { Store } from '../store/store.ts'
import { type DeliverParts, deliverDue, deliveries } from './deliver.ts'
import { verifies } from './sign.ts'
import { readWebhook } from './webhook.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const newer = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const found = believableFindings(7)
const campaign = 'c-b21d04c8'
const why = 'agreed with the payments team'
const by = (id: string, at: number) => ({ actor: { id, kind: 'person' as const }, at })

interface Received {
  id: string
  type: string
  accounts: string[]
  keys: string[]
  signed: boolean
}

/** The provider's own system, as far as these tests need one. */
async function receiver(clock: () => number) {
  const got: Received[] = []
  const answers: { status: number; headers?: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', piece => pieces.push(piece as Buffer))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const { type, data } = JSON.parse(body) as {
        type: string
        data: { accounts: { account: string; keys: string[] }[] }
      }
      got.push({
        id: headers['webhook-id'] ?? '',
        type,
        accounts: data.accounts.map(one => one.account),
        keys: data.accounts.flatMap(one => one.keys),
        signed:
          verifies(secret, headers, body, clock() / 1000) && verifies(newer, headers, body, clock() / 1000),
      })
      const { status, headers: more = {} } = answers.shift() ?? { status: 204 }
      response.writeHead(status, more).end(status === 204 ? undefined : 'no')
    })
  })
  const { url, close } = await onLoopback(server)
  return { got, answers, url: `${url}/hook`, close }
}

function actionsContract(name: string, open: () => Promise<TemporaryStore>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`actions contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`actions contract: ${name}`, () => {
    let now = Date.parse(found.run.as_of)
    let temporary: TemporaryStore
    let store: Store
    let desk: Awaited<ReturnType<typeof receiver>>
    let parts: DeliverParts
    let containment = ''
    beforeAll(async () => {
      temporary = await open()
      store = temporary.store
      await saveRun(store, found.run, found.findings, found.members)
      desk = await receiver(() => now)
      const webhook = readWebhook(JSON.stringify({ url: desk.url, secrets: [secret, newer] }))
      parts = { store, webhook, clock: () => now, send: fetch }
      const [member] = found.members.get(campaign) ?? []
      const time = new Date(now - 1000).toISOString()
      const honest = Array.from({ length: 50 }, (_, i) => ({
        id: `h${i}`,
        time,
        account: `honest-${i}`,
        model: 'm',
      }))
      await store.append('exchanges', 'keys', [
        ...honest,
        { id: 'k1', time, account: member?.account, key: 'key-2', model: 'm' },
        { id: 'k2', time, account: member?.account, key: 'key-1', model: 'm' },
      ])
    })
    afterAll(async () => {
      desk?.close()
      await temporary?.end()
    })
    const contain = async (measure: 'limit' | 'suspend', mode: 'shadow' | 'enforce') => {
      const { containment: one } = await propose(store, campaign, { measure, mode }, why, by('ada', now++))
      await approve(store, one.id, why, by('ada', now++))
      if (mode === 'enforce') await approve(store, one.id, why, by('bob', now++))
      return one.id
    }
    const held = async () => [...((await readStanding(store, now)).containments[0]?.accounts.keys() ?? [])]

    test('what stands in shadow, or is only proposed, asks nothing of anybody', async () => {
      await contain('suspend', 'shadow')
      expect(await deliverDue(parts)).toEqual({ asked: 0, delivered: 0, failed: 0 })
      expect(desk.got).toEqual([])
    })

    test('a containment in force asks for every account once, signed with every secret', async () => {
      containment = await contain('suspend', 'enforce')
      const turn = await deliverDue(parts)
      expect(turn.delivered).toBe(turn.asked)
      expect(desk.got.every(one => one.signed && one.type === 'key.suspend')).toBe(true)
      expect(desk.got.flatMap(one => one.accounts).sort()).toEqual((await held()).sort())
      expect(desk.got.flatMap(one => one.keys)).toEqual(['key-1', 'key-2'])
      const before = desk.got.length
      expect(await deliverDue(parts)).toEqual({ asked: 0, delivered: 0, failed: 0 })
      expect(desk.got.length).toBe(before)
    })

    test('whoever is released or allow-listed is let go at the provider too, and nobody else', async () => {
      const [one = '', two = ''] = await held()
      await releaseAccount(store, one, campaign, why, by('ada', now++))
      await allow(store, { kind: 'account', value: two, reason: why }, by('ada', now++))
      desk.got.length = 0
      await deliverDue(parts)
      expect(desk.got.map(({ type, accounts }) => [type, accounts])).toEqual([
        ['key.resume', [one, two].sort()],
      ])
    })

    test('what fails is tried again later with the same id and bytes, and what follows waits for it', async () => {
      desk.got.length = 0
      desk.answers.push({ status: 500 }, { status: 429, headers: { 'retry-after': '600' } })
      await lift(store, containment, why, by('bob', now++))
      expect((await deliverDue(parts)).failed).toBe(1)
      expect(await deliverDue(parts)).toEqual({ asked: 0, delivered: 0, failed: 0 })
      now += 6_000
      expect((await deliverDue(parts)).failed).toBe(1)
      now += 400_000
      expect((await deliverDue(parts)).delivered).toBe(0)
      now += 300_000
      expect((await deliverDue(parts)).failed).toBe(0)
      const [first, second, third] = desk.got
      expect([second, third]).toEqual([first, first])
      expect(new Set(desk.got.map(one => one.type))).toEqual(new Set(['key.resume']))
      const log = await deliveries(store, 1_000)
      expect(
        log
          .filter(one => one.outcome === 'retry')
          .map(one => one.status)
          .sort(),
      ).toEqual([429, 500])
      expect(JSON.stringify(log)).not.toContain(secret)
    })

    test('a receiver that is gone for good gets no further try, and the log says so', async () => {
      desk.answers.push({ status: 410 })
      const id = await contain('limit', 'enforce')
      await deliverDue(parts)
      expect((await deliveries(store, 1_000)).some(one => one.outcome === 'dead' && one.status === 410)).toBe(
        true,
      )
      await lift(store, id, why, by('bob', now++))
      await deliverDue(parts)
      expect(desk.got.at(-1)?.type).toBe('quota.reset')
    })
  })
}

actionsContract('embedded', () => openTemporary())
actionsContract('two shards', async () => openTemporary(await startCluster({ nodes: 2 })), whyNoServer)
