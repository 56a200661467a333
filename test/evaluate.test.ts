/** What an ablation leaves out must be gone, and nothing else. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { silence } from '../scripts/evaluate/silenced-store.ts'
import type { Query } from '../src/query.ts'
import type { Store } from '../src/store/store.ts'

const query = (name: string): Query<object, { n: number }> => ({
  name,
  sql: 'SELECT 1 AS n',
  params: z.object({}),
  row: z.object({ n: z.number() }),
})
const talking = {
  engine: 'embedded',
  rows: async () => [{ n: 1 }],
  stream: async function* () {
    yield { n: 1 }
  },
  columns: async () => ({ n: Float64Array.of(1) }),
} as unknown as Store

async function heard(store: Store, name: string): Promise<number[]> {
  const streamed: unknown[] = []
  for await (const row of store.stream(query(name), {})) streamed.push(row)
  const columns = await store.columns(query(name), {})
  return [(await store.rows(query(name), {})).length, streamed.length, Object.keys(columns).length]
}

test('a silenced question has no answer however it is asked, and every other one has', async () => {
  const { store, asked } = silence(talking, new Set(['signals/one', 'signals/never']))
  expect(await heard(store, 'signals/one')).toEqual([0, 0, 0])
  expect(await heard(store, 'signals/two')).toEqual([1, 1, 1])
  expect([...asked]).toEqual(['signals/one'])
})
