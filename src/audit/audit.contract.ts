/** What the audit log must keep, on whichever engine. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store/store.ts'
import { appendAudit } from './append.ts'
import { auditHead, entries, entriesOfRequest, newestEntries } from './read.ts'

export interface AuditUnderTest {
  readonly store: Store
  /** A second client of the same data, where the engine has more than one; the same store otherwise. */
  readonly other: Store
  end(): Promise<void>
}

const actor = { id: 'ada', kind: 'person' as const }
const at = Date.UTC(2026, 4, 1)

export function auditContract(name: string, open: () => Promise<AuditUnderTest>, whyNot?: string): void {
  if (whyNot !== undefined) console.warn(`audit contract: ${name} left out: ${whyNot}`)
  describe.skipIf(whyNot !== undefined)(`audit contract: ${name}`, () => {
    let subject: AuditUnderTest
    beforeAll(async () => {
      subject = await open()
    })
    afterAll(() => subject?.end())

    test('an empty log has no head, and the first entry has no former hash', async () => {
      const { store } = subject
      expect(await auditHead(store)).toEqual({ seq: 0, hash: '' })
      const detail = { text: '\u001b[31m; DROP TABLE audit; 请', nested: { b: 2, a: [1, 0.1, 1e21, null] } }
      const first = await appendAudit(store, { actor, act: 'policy/set', subject: 'p', detail, at })
      expect([first.seq, first.previous]).toEqual([1, ''])
      expect(await auditHead(store)).toEqual({ seq: 1, hash: first.hash })
      for await (const read of entries(store)) expect(read).toEqual(first)
    })

    test('writers at the same time, of one process and of two, get places of their own in one chain', async () => {
      const { store, other } = subject
      const before = (await auditHead(store)).seq
      const acts = Array.from({ length: 24 }, (_, i) =>
        appendAudit(i % 2 === 0 ? store : other, {
          actor,
          act: 'token/issue',
          subject: `t${i}`,
          detail: { i },
          at: at + i,
        }),
      )
      const written = await Promise.all(acts)
      expect(new Set(written.map(entry => entry.seq)).size).toBe(24)
      let previous = ''
      const subjects: string[] = []
      for await (const entry of entries(store)) {
        expect(entry.previous).toBe(previous)
        previous = entry.hash
        if (entry.seq > before) subjects.push(entry.subject)
      }
      expect(subjects.sort()).toEqual(written.map(entry => entry.subject).sort())
    })

    test('entries are found by area, subject, actor and request, and come in pages', async () => {
      const { store } = subject
      await appendAudit(store, {
        actor,
        act: 'allow/add',
        subject: 'acme',
        detail: {},
        at,
        request: 'r-1',
      })
      expect((await newestEntries(store, { areas: ['allow'], limit: 5 })).map(e => e.subject)).toEqual([
        'acme',
      ])
      expect(await newestEntries(store, { subject: 'nobody', limit: 5 })).toEqual([])
      expect((await entriesOfRequest(store, 'ada', 'r-1')).map(e => e.act)).toEqual(['allow/add'])
      expect(await entriesOfRequest(store, 'bob', 'r-1')).toEqual([])
      expect(await entriesOfRequest(store, 'ada', '')).toEqual([])
      const [newest] = await newestEntries(store, { limit: 1 })
      const [next] = await newestEntries(store, { limit: 1, before: newest?.seq ?? 0 })
      expect((newest?.seq ?? 0) - (next?.seq ?? 0)).toBe(1)
    })
  })
}
