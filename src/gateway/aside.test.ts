import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { asideOf } from './aside.ts'

test('work waits until the moment is over, keeps its order, and is whole once it is to be finished', async () => {
  const done: string[] = []
  const later = asideOf(chunk => done.push(chunk.toString()))
  for (const text of ['a', 'b', 'c']) later.take(Buffer.from(text))
  expect(done).toEqual([])
  await expect.poll(() => done.length).toBeGreaterThan(0)
  later.take(Buffer.from('d'))
  later.finish()
  expect(done).toEqual(['a', 'b', 'c', 'd'])
  await wait(50)
  expect(done).toHaveLength(4)
})

test('many streams take turns, and none is forgotten', async () => {
  const done = new Map<number, number>()
  const streams = Array.from({ length: 50 }, (_, i) => asideOf(() => done.set(i, (done.get(i) ?? 0) + 1)))
  for (let n = 0; n < 5; n++) for (const stream of streams) stream.take(Buffer.from('x'))
  await expect.poll(() => [...done.values()]).toEqual(Array.from({ length: 50 }, () => 5))
})

test('what is too much to hold is done at once', () => {
  let bytes = 0
  const later = asideOf(chunk => {
    bytes += chunk.length
  })
  for (let i = 0; i < 10; i++) later.take(Buffer.alloc(1024 * 1024))
  expect(bytes).toBeGreaterThanOrEqual(5 * 1024 * 1024)
  later.finish()
  expect(bytes).toBe(10 * 1024 * 1024)
})
