/** What containment must keep, on whichever engine: from the first word to the last, and nobody held who must not be. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import { newestEntries } from '../audit/read.ts'
import { saveRun } from '../findings/save.ts'
import type { ContainmentRules } from '../model/containment-rules.ts'
import type { Store } from '../store/store.ts'
import { approve, estimateCampaign, lift, propose, refuse } from './containment.ts'
import { estimate } from './estimate.ts'
import { review } from './review.ts'
import { readStanding } from './standing.ts'

export interface ContainUnderTest {
  readonly store: Store
  end(): Promise<void>
}

const found = believableFindings(7)
const at = Date.parse(found.run.as_of) + 3_600_000
const hour = 3_600_000
const ada = { id: 'ada', kind: 'person' as const }
const bob = { id: 'bob', kind: 'person' as const }
const campaign = 'c-b21d04c8'
const why = 'seen together with the payments team'
const membersOf = (id: string) => found.members.get(id) ?? []

async function seedTraffic(store: Store): Promise<void> {
  const held = membersOf(campaign)
  const to = Date.parse(found.run.as_of)
  const rows = Array.from({ length: 2_000 }, (_, i) => ({
    id: `e${i}`,
    time: new Date(to - i * 60_000).toISOString(),
    account: i % 20 === 0 ? (held[i % held.length]?.account ?? '') : `honest-${i % 300}`,
    model: 'large-4',
    output_tokens: 100,
    reasoning_tokens: i % 40 === 0 ? 50 : 0,
  }))
  await store.append('exchanges', 'contained', rows)
}

export function containContract(name: string, open: () => Promise<ContainUnderTest>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`contain contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`contain contract: ${name}`, () => {
    let store: Store
    let end: () => Promise<void>
    beforeAll(async () => {
      ;({ store, end } = await open())
      await saveRun(store, found.run, found.findings, found.members)
      await seedTraffic(store)
    })
    afterAll(() => end?.())

    test('before anybody speaks nobody is held', async () => {
      expect(await readStanding(store, at)).toEqual({
        at,
        seq: 0,
        containments: [],
        states: new Map(),
        released: new Map(),
        allowed: { accounts: new Set(), organizations: new Set(), keys: new Set() },
      })
    })

    test('an estimate counts the log: exchanges, active accounts, tokens, and who may be honest', async () => {
      const { estimate } = await estimateCampaign(store, campaign, { measure: 'verify' }, at)
      const sure = membersOf(campaign).filter(one => one.probability >= 0.9)
      expect(estimate.accounts).toBe(sure.length)
      expect(estimate.honest).toBeCloseTo(
        sure.reduce((sum, one) => sum + 1 - one.probability, 0),
        4,
      )
      expect(estimate.exchanges).toBeGreaterThan(0)
      expect(estimate.exchanges).toBeLessThanOrEqual(100)
      expect(estimate.output_tokens).toBe(estimate.exchanges * 100)
      expect(estimate.share).toBeCloseTo(estimate.exchanges / 2_000, 5)
      expect(estimate).not.toHaveProperty('revenue')
    })

    test('an estimate says what revenue is touched, by the prices of the rules', async () => {
      const held = membersOf(campaign).filter(one => one.probability >= 0.9)
      const to = Date.parse(found.run.as_of)
      const of = { run: found.run.run, id: campaign, least: 0.9 }
      const asked = { of, protected: [], held, spared: 0, limits: {}, from: to - 168 * hour, to }
      const price = { input: 1, output: 20 }
      const priced = async (prices: ContainmentRules['prices']) =>
        (await estimate(store, { ...asked, prices })).revenue
      const { output_tokens, honest_output_tokens } = await estimate(store, asked)
      const named = await priced({ currency: 'EUR', models: { 'large-4': price } })
      expect(named?.currency).toBe('EUR')
      expect(named?.touched).toBeCloseTo((output_tokens * 20) / 1e6, 6)
      expect(named?.honest).toBeCloseTo((honest_output_tokens * 20) / 1e6, 5)
      const others = { currency: 'EUR', models: { small: { input: 0, output: 0 } }, others: price }
      expect(await priced(others)).toEqual(named)
      expect((await priced({ currency: 'EUR', models: { small: price } }))?.touched).toBe(0)
    })

    test('two different persons put a campaign of this size in force, and everybody is held at once', async () => {
      const terms = { measure: 'suspend' as const, mode: 'enforce' as const }
      const word = { verdict: 'contain' as const, reason: why, terms }
      const first = await review(store, campaign, word, { actor: ada, at, request: 'r1' })
      expect(first.proposal?.containment.status).toBe('proposed')
      expect(first.proposal?.needed.persons).toBe(2)
      const again = await review(store, campaign, word, { actor: ada, at: at + 5, request: 'r1' })
      expect(again.proposal).toEqual(first.proposal)
      expect((await newestEntries(store, { limit: 10 })).length).toBe(2)

      const id = first.proposal?.containment.id ?? ''
      await expect(approve(store, id, why, { actor: ada, at })).rejects.toMatchObject({
        code: 'containment/same-person',
      })
      const second = await approve(store, id, why, { actor: bob, at, request: 'r2' })
      expect(second.containment.status).toBe('in-force')

      const now = await readStanding(store, at + 1)
      const [held] = now.containments
      expect(held?.accounts.size).toBe(second.containment.lists[0]?.accounts)
      expect(now.states.get(campaign)).toBe('contained')
      expect(now.changes_at).toBe(at + 72 * hour)
    })

    test('time ends it without anybody acting', async () => {
      const later = await readStanding(store, at + 72 * hour)
      expect([later.containments, later.states.get(campaign), later.changes_at]).toEqual([
        [],
        'confirmed',
        undefined,
      ])
    })

    test('lifting undoes it at once, for all', async () => {
      const [held] = (await readStanding(store, at + 1)).containments
      await lift(store, held?.id ?? '', 'it was the wrong campaign', {
        actor: bob,
        at: at + 2,
        request: 'r3',
      })
      expect((await readStanding(store, at + 3)).containments).toEqual([])
    })

    test('dismissing ends whatever held it, and a dismissed campaign is not contained', async () => {
      const { containment } = await propose(store, campaign, { measure: 'watch' }, why, { actor: ada, at })
      await approve(store, containment.id, why, { actor: ada, at })
      const dismissed = await review(
        store,
        campaign,
        { verdict: 'dismiss', reason: 'a known class of students' },
        { actor: bob, at, request: 'r4' },
      )
      expect(dismissed.campaign.state).toBe('dismissed')
      expect((await readStanding(store, at)).containments).toEqual([])
      await expect(propose(store, campaign, {}, why, { actor: ada, at })).rejects.toMatchObject({
        code: 'campaign/state',
      })
    })

    test('a refused proposal holds nobody, and a request id cannot be used twice for different acts', async () => {
      const { containment } = await propose(store, 'c-7f3a91e2', { mode: 'shadow' }, why, { actor: ada, at })
      const no = await refuse(store, containment.id, 'wait for the next run', { actor: bob, at })
      expect(no.containment.status).toBe('refused')
      await expect(
        refuse(store, containment.id, 'once more', { actor: bob, at, request: 'r4' }),
      ).rejects.toMatchObject({ code: 'audit/request-reused' })
    })
  })
}
