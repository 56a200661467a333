import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import { groupCommit } from './group-commit.ts'

const result = { taken: 1, repeated: 0, rejected: 0, accounts: 0, rejections: [] }
const body = (text: string): Uint8Array => Buffer.from(text)
const texts = (bodies: readonly Uint8Array[]): string => bodies.map(each => String(each)).join()

test('the next batch is read while one is stored, and two are never stored side by side', async () => {
  const events: string[] = []
  const commit = groupCommit({
    lingerMs: 1,
    batchBytes: 2,
    stage: async bodies => {
      events.push(`read ${texts(bodies)}`)
      await wait(5)
      return {
        store: async () => {
          events.push(`store ${texts(bodies)}`)
          await wait(15)
          events.push(`stored ${texts(bodies)}`)
          return bodies.map(() => result)
        },
      }
    },
  })
  await Promise.all(['a1', 'b2', 'c3'].map(each => commit.store(body(each))))
  expect(events.filter(event => !event.startsWith('read'))).toEqual(
    ['a1', 'b2', 'c3'].flatMap(each => [`store ${each}`, `stored ${each}`]),
  )
  expect(events.indexOf('read b2')).toBeLessThan(events.indexOf('stored a1'))
  expect(events.indexOf('read c3')).toBeLessThan(events.indexOf('stored b2'))
})

test('a body that fails is told so, the others of its batch and of the next are stored', async () => {
  const stored: string[] = []
  const commit = groupCommit({
    lingerMs: 1,
    batchBytes: 4,
    stage: async bodies => {
      if (texts(bodies).includes('x')) throw new RangeError('cannot be digested')
      return {
        store: async () => {
          stored.push(...bodies.map(String))
          return bodies.map(() => result)
        },
      }
    },
  })
  const told = await Promise.allSettled(['a', 'b', 'x', 'c', 'd'].map(each => commit.store(body(each))))
  expect(told.map(each => each.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect(stored.toSorted()).toEqual(['a', 'b', 'c', 'd'])
})

test('when the store is away every body of the batch is told to come again, and the next is tried', async () => {
  let isAway = true
  const commit = groupCommit({
    lingerMs: 1,
    batchBytes: 2,
    stage: async bodies => ({
      store: async () => {
        if (isAway) throw new AppError('upstream', 'store/unavailable', 'away')
        return bodies.map(() => result)
      },
    }),
  })
  const told = await Promise.allSettled([commit.store(body('a')), commit.store(body('b'))])
  expect(told.every(each => each.status === 'rejected')).toBe(true)
  isAway = false
  expect(await commit.store(body('c'))).toMatchObject({ taken: 1 })
  await commit.close()
  await expect(commit.store(body('d'))).rejects.toMatchObject({ code: 'http/stopping' })
})
