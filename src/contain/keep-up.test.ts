/** Detection looks again and again, renames, merges and grows; what people said must go on to hold through all of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { newestEntries } from '../audit/read.ts'
import { saveRun } from '../findings/save.ts'
import type { Finding, Member } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { allow } from './allow-list.ts'
import { approve, lift, propose } from './containment.ts'
import { keepUp } from './keep-up.ts'
import { readState } from './load.ts'
import { review } from './review.ts'
import { readStanding } from './standing.ts'
import { campaignStateAt } from './state.ts'

const world = believableFindings(7)
const hour = 3_600_000
const start = Date.parse(world.run.as_of)
const ada = { id: 'ada', kind: 'person' as const }
const bob = { id: 'bob', kind: 'person' as const }
const why = 'agreed with the payments team'

const template = world.findings.find(one => one.id === 'c-b21d04c8') as Finding
const [someone] = world.members.get('c-b21d04c8') as [Member]
const crowd = (prefix: string, count: number): Member[] =>
  Array.from({ length: count }, (_, i) => ({ ...someone, account: `${prefix}-${i}`, probability: 0.99 }))

function keepUpContract(name: string, open: () => Promise<TemporaryStore>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`keep-up contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`keep-up contract: ${name}`, () => {
    let temporary: TemporaryStore
    let store: Store
    let looks = 0
    let at = start
    beforeAll(async () => {
      temporary = await open()
      store = temporary.store
    })
    afterAll(() => temporary?.end())

    /** One look of detection that finds these groups, and what follows it. */
    async function look(found: Record<string, Member[]>, more: Partial<Finding> = {}) {
      at += hour
      looks++
      const run = { ...world.run, run: `look-${looks}`, as_of: new Date(at).toISOString() }
      const findings = Object.entries(found).map(([id, members]) => {
        const { lineage: _, predecessor: __, ...plain } = template
        return { ...plain, id, accounts: members.length, state: 'new' as const, e_value: 1e6, ...more }
      })
      await saveRun(store, run, findings, new Map(Object.entries(found)))
      return keepUp(store, at)
    }
    const stateOf = async (id: string) => campaignStateAt(await readState(store), id, at)

    test('what is named is proposed once, in shadow, and holds nobody', async () => {
      expect((await look({ one: crowd('a', 30) })).proposed).toBe(1)
      expect((await look({ one: crowd('a', 30) })).proposed).toBe(0)
      const [proposal] = (await readState(store)).containments.values()
      expect([proposal?.terms.mode, proposal?.proposed.actor.kind]).toEqual(['shadow', 'system'])
      expect((await readStanding(store, at)).containments).toEqual([])
    })

    test('what was dismissed is not proposed again, under its own name or another', async () => {
      await review(store, 'one', { verdict: 'dismiss', reason: 'a known class' }, { actor: ada, at })
      expect(await look({ one: crowd('a', 33) })).toMatchObject({ proposed: 0, reopened: 0 })
      expect(await look({ two: crowd('a', 32) })).toMatchObject({ inherited: 1, proposed: 0 })
      expect(await stateOf('two')).toBe('dismissed')
    })

    test('it comes up again when a third of it is new, or when the evidence has grown a hundredfold', async () => {
      expect((await look({ two: [...crowd('a', 30), ...crowd('b', 20)] })).reopened).toBe(1)
      expect(await stateOf('two')).toBe('new')
      await review(store, 'two', { verdict: 'dismiss', reason: 'still the class' }, { actor: ada, at })
      expect((await look({ two: [...crowd('a', 30), ...crowd('b', 20)] })).reopened).toBe(0)
      const grown = await look({ two: [...crowd('a', 30), ...crowd('b', 20)] }, { e_value: 2e8 })
      expect(grown.reopened).toBe(1)
      const [entry] = await newestEntries(store, { areas: ['campaign'], limit: 1 })
      expect(entry?.act).toBe('campaign/reopen')
    })

    test('later members join what is in force, the sure ones only, never beyond what was approved', async () => {
      await look({ three: crowd('c', 20) })
      const { containment } = await propose(store, 'three', { measure: 'verify' }, why, { actor: ada, at })
      await approve(store, containment.id, why, { actor: ada, at })
      await approve(store, containment.id, why, { actor: bob, at })
      await allow(store, { kind: 'account', value: 'd-0', reason: why }, { actor: ada, at })
      const doubtful = crowd('e', 3).map(one => ({ ...one, probability: 0.7 }))
      const kept = await look({ three: [...crowd('c', 20), ...crowd('d', 6), ...doubtful] })
      expect(kept.joined).toBe(5)
      const [held] = (await readStanding(store, at)).containments
      expect([held?.accounts.size, held?.accounts.has('d-0'), held?.accounts.has('e-0')]).toEqual([
        25,
        false,
        false,
      ])
      expect((await look({ three: [...crowd('c', 20), ...crowd('d', 60)] })).joined).toBe(5)
      expect((await readStanding(store, at)).containments[0]?.accounts.size).toBe(30)
      expect((await readStanding(store, at)).containments[0]?.room).toBe(0)
    })

    test('a contained campaign that detection merges into another stays contained there', async () => {
      const lineage = [{ relation: 'merged' as const, earlier: 'three', seen: new Date(at).toISOString() }]
      const kept = await look({ four: [...crowd('c', 20), ...crowd('f', 15)] }, { lineage })
      expect([kept.inherited, await stateOf('four')]).toEqual([1, 'contained'])
      const [held] = (await readStanding(store, at)).containments
      expect([held?.campaign, held?.accounts.size]).toEqual(['four', 30])
    })

    test('what people lifted is not proposed again by the program; what ran out is written down', async () => {
      const [held] = (await readStanding(store, at)).containments
      await lift(store, held?.id ?? '', why, { actor: bob, at })
      expect((await look({ four: crowd('c', 20) })).proposed).toBe(0)
      const { containment } = await propose(store, 'four', { measure: 'watch', hours: 2 }, why, {
        actor: ada,
        at,
      })
      await approve(store, containment.id, why, { actor: ada, at })
      at += 2 * hour
      expect((await keepUp(store, at)).expired).toBe(1)
      expect((await keepUp(store, at)).expired).toBe(0)
    })
  })
}

keepUpContract('embedded', () => openTemporary())
keepUpContract('two shards', async () => openTemporary(await startCluster({ nodes: 2 })), whyNoServer)
