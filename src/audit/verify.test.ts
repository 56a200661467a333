import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, seal } from './entry.ts'
import type { StoredEntry } from './read.ts'
import { verifyChain } from './verify.ts'

function chain(length: number): StoredEntry[] {
  const rows: StoredEntry[] = []
  let previous = ''
  for (let seq = 1; seq <= length; seq++) {
    const detail = { reason: `because ${seq}`, n: seq / 3 }
    const entry = seal({
      seq,
      at: new Date(seq * 1000).toISOString(),
      actor: { id: 'ada', kind: 'person' },
      act: 'campaign/confirm',
      subject: `c-${seq}`,
      request: '',
      detail,
      previous,
    })
    previous = entry.hash
    const { actor, detail: _, ...rest } = entry
    rows.push({ ...rest, actor: actor.id, actor_kind: actor.kind, detail: canonical(detail) })
  }
  return rows
}

test('a sound chain holds, and its head is its last entry', async () => {
  const rows = chain(20)
  const { broken, head, entries } = await verifyChain(rows)
  expect([broken, head, entries]).toEqual([undefined, { seq: 20, hash: rows[19]?.hash }, 20])
})

test('whatever is changed, left out, repeated or swapped, the first broken link is named', async () => {
  const fields = [
    'at',
    'actor',
    'actor_kind',
    'act',
    'subject',
    'request',
    'detail',
    'previous',
    'hash',
  ] as const
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 18 }),
      fc.constantFrom(...fields, 'leave out', 'repeat', 'swap'),
      async (place, what) => {
        const rows = chain(20)
        const row = rows[place] as StoredEntry
        if (what === 'leave out') rows.splice(place, 1)
        else if (what === 'repeat') rows.splice(place, 0, row)
        else if (what === 'swap') rows.splice(place, 2, rows[place + 1] as StoredEntry, row)
        else rows[place] = { ...row, [what]: what === 'detail' ? '{"reason":"another"}' : `${row[what]}x` }
        const { broken } = await verifyChain(rows)
        expect(broken?.seq).toBe(what === 'repeat' ? place + 2 : place + 1)
      },
    ),
  )
})

test('a cut-off end and a chain made anew are seen against a head that was noted elsewhere', async () => {
  const rows = chain(20)
  const anchor = { seq: 20, hash: rows[19]?.hash ?? '' }
  expect((await verifyChain(rows.slice(0, 15))).broken).toBeUndefined()
  expect((await verifyChain(rows.slice(0, 15), anchor)).broken?.seq).toBe(16)
  expect(
    (
      await verifyChain(
        chain(20).map((row, i) => (i === 0 ? { ...row, subject: 'x' } : row)),
        anchor,
      )
    ).broken?.seq,
  ).toBe(1)
  expect((await verifyChain([...rows, ...[]], { ...anchor, hash: '0'.repeat(64) })).broken?.seq).toBe(20)
})

test('the same value has the same canonical text, whatever the order of its keys', () => {
  const shuffled = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, shuffled(inner)]),
        )
      : value
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(canonical(shuffled(value))).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
