import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { allow } from '../contain/allow-list.ts'
import { readLists } from '../contain/lists.ts'
import { review } from '../contain/review.ts'
import { setRules } from '../contain/settings.ts'
import { saveRun } from '../findings/save.ts'
import { readKnown } from '../follow/read-known.ts'
import type { Store } from '../store/store.ts'
import { endOf, isOn, spansOf } from './design.ts'
import {
  approveProbe,
  type ProbeAsked,
  planProbe,
  readProbe,
  standingProbes,
  stopDecided,
  stopProbe,
} from './probe.ts'

const found = believableFindings(7)
const campaign = 'c-b21d04c8'
const asOf = Date.parse(found.run.as_of)
const period = 15 * 60_000
const why = 'to see whether one queue feeds them'
/** Accounts that are slowed at that moment. */
const slowedAt = async (store: Store, at: number): Promise<string[]> =>
  (await standingProbes(store, at)).flatMap(({ design, accounts }) =>
    spansOf(design).some(([begin, end]) => begin <= at && at < end) ? accounts : [],
  )
const person = (id: string) => ({ actor: { id, kind: 'person' as const }, at: asOf + 1 })
const asked: ProbeAsked = {
  change: { kind: 'delay', ms: 1_000 },
  treated: 10,
  pairs: 24,
  period_ms: period,
  starts: asOf + 3_600_000,
  reason: why,
  seed: 5,
}

/** So many exchanges of an account, spread over the counted part of one period. */
const traffic = (account: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `${account}-${from}-${i}`,
    time: new Date(from + period * (0.15 + (0.8 * i) / count)).toISOString(),
    account,
    model: 'm',
    duration_ms: 2_000,
  }))

function probeContract(name: string, open: () => Promise<TemporaryStore>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`probe contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`probe contract: ${name}`, () => {
    let temporary: TemporaryStore
    let store: Store
    let id = ''
    const sure = (found.members.get(campaign) ?? []).filter(one => one.probability >= 0.95).slice(0, 60)
    beforeAll(async () => {
      temporary = await open()
      store = temporary.store
      const members = new Map(found.members).set(campaign, [
        ...sure,
        ...(found.members.get(campaign) ?? []).filter(one => one.probability < 0.95),
      ])
      await saveRun(store, found.run, found.findings, members)
      const before = sure.flatMap(({ account }, a) =>
        Array.from({ length: 48 }, (_, p) =>
          traffic(account, asOf - (48 - p) * period, 2 + ((a + p) % 2)),
        ).flat(),
      )
      await store.append('exchanges', 'before', before)
    })
    afterAll(() => temporary?.end())

    test('nothing is planned unless the rules allow it, for a campaign that a person confirmed', async () => {
      await expect(planProbe(store, campaign, asked, person('ada'))).rejects.toMatchObject({
        code: 'probe/off',
      })
      await setRules(store, { probe: { allowed: true } }, why, person('ada'))
      await expect(planProbe(store, campaign, asked, person('ada'))).rejects.toMatchObject({
        code: 'probe/unreviewed',
      })
      await review(store, campaign, { verdict: 'confirm', reason: why }, person('ada'))
    })

    test.each([
      [{ treated: 21 }, 'probe/too-wide'],
      [{ change: { kind: 'delay' as const, ms: 4_000 } }, 'probe/too-slow'],
      [{ pairs: 400 }, 'probe/too-long'],
      [{ starts: asOf - 1 }, 'probe/too-long'],
      [{ pairs: 6 }, 'probe/underpowered'],
    ])('beyond a bound nothing is planned: %o', async (change, code) => {
      await expect(planProbe(store, campaign, { ...asked, ...change }, person('ada'))).rejects.toMatchObject({
        code,
      })
    })

    test('only sure members are drawn, and nobody is slowed before a second person approves', async () => {
      const probe = await planProbe(store, campaign, asked, person('ada'))
      id = probe.id
      expect(probe.power).toBeGreaterThanOrEqual(0.8)
      const lists = await readLists(store, [probe.treated.list, probe.control.list])
      const drawn = [...lists.values()].flat()
      expect(drawn.every(one => one.probability >= 0.95)).toBe(true)
      expect(lists.get(probe.treated.list)).toHaveLength(10)
      await expect(approveProbe(store, id, why, person('ada'))).rejects.toMatchObject({
        code: 'probe/same-person',
      })
      const on = asked.starts + (isOn(probe.design, asked.starts + 1) ? 1 : period + 1)
      expect(await slowedAt(store, on)).toEqual([])
      await approveProbe(store, id, why, person('bob'))
      const slowed = await slowedAt(store, on)
      expect(slowed).toHaveLength(10)
      // What decisions rest on says the same.
      const { known } = await readKnown(store, { facts: false, persons: false, models: false }, on)
      expect(known.probes).toMatchObject([{ id, campaign, slow: { delay_ms: 1_000 }, accounts: slowed }])
      const off = asked.starts + (isOn(probe.design, asked.starts + 1) ? period + 1 : 1)
      expect(await slowedAt(store, off)).toEqual([])
      expect(await slowedAt(store, endOf(probe.design))).toEqual([])
      const [first = ''] = slowed
      await allow(store, { kind: 'account', value: first, reason: why }, person('bob'))
      expect(await slowedAt(store, on)).not.toContain(first)
    })

    test('when the untreated take up the work the reading answers, and the probe ends by its own rule', async () => {
      const { probe } = await readProbe(store, id, asked.starts)
      const control = (await readLists(store, [probe.control.list])).get(probe.control.list) ?? []
      const rows = Array.from({ length: 48 }, (_, p) => {
        const from = asked.starts + p * period
        const more = isOn(probe.design, from + 1) ? 1 : 0
        return control.flatMap(({ account }, a) =>
          traffic(account, from, 2 + ((a + p) % 2) + (a % 4 === 0 ? more : 0)),
        )
      }).flat()
      await store.append('exchanges', 'during', rows)
      expect(await stopDecided(store, asked.starts + 4 * period)).toEqual([])
      const { reading } = await readProbe(store, id, endOf(probe.design))
      expect(reading).toMatchObject({ verdict: 'answers', pairs: 24 })
      expect(reading.stopped_after).toBeLessThan(24)
      const at = asked.starts + 2 * period * reading.stopped_after
      expect(await stopDecided(store, at)).toEqual([id])
      expect(await slowedAt(store, at + 1)).toEqual([])
      expect((await stopProbe(store, id, 'once more', person('ada'))).status).toBe('stopped')
    })
  })
}

probeContract('embedded', () => openTemporary())
probeContract('two shards', async () => openTemporary(await startCluster({ nodes: 2 })), whyNoServer)
