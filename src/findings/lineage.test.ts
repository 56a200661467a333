import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { believableFindings } from '../../test/fixtures/findings.ts'
import type { Ancestor, Finding, Run } from '../model/finding.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { heirOf } from './lineage.ts'
import { finding, listFindings } from './read.ts'
import { saveRun } from './save.ts'

const { run, findings } = believableFindings(7)
const [first, second] = findings as [Finding, Finding]
const day = (n: number): string => `2026-06-0${n}T00:00:00.000Z`
const later = (n: number): Run => ({ ...run, run: `${run.run}-${n}`, as_of: day(n) })
const merged = (earlier: string, n: number): Ancestor => ({ relation: 'merged', earlier, seen: day(n) })

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-lineage-'))
  store = await openStore({ data: folder })
  const named = (one: Finding, id: string): Finding => ({ ...one, id })
  await saveRun(
    store,
    later(1),
    [named(first, 'sw-a'), named(second, 'sw-b'), named(second, 'sw-c')],
    new Map(),
  )
  const together = { ...named(first, 'sw-a'), lineage: [merged('sw-b', 2)], predecessor: 'sw-z' }
  await saveRun(store, later(2), [together, named(second, 'sw-c')], new Map())
  await saveRun(store, later(2), [together, named(second, 'sw-c')], new Map())
  await saveRun(store, later(3), [{ ...named(second, 'sw-c'), lineage: [merged('sw-a', 3)] }], new Map())
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what went into a finding is told by every later run, dated with the first that saw it', async () => {
  expect((await finding(store, 'sw-c'))?.lineage).toEqual([
    { ...merged('sw-a', 3), seen: '2026-06-03T00:00:00Z' },
  ])
  await saveRun(store, later(4), [{ ...second, id: 'sw-c' }], new Map())
  const [listed] = await listFindings(store)
  expect(listed?.lineage).toEqual([{ ...merged('sw-a', 3), seen: '2026-06-03T00:00:00Z' }])
})

test('an id that was merged leads to the finding that goes on, through every merge', async () => {
  expect(await heirOf(store, day(4), 'sw-b')).toBe('sw-c')
  expect(await heirOf(store, day(2), 'sw-b')).toBe('sw-a')
  expect(await heirOf(store, day(4), 'sw-c')).toBeUndefined()
  expect(await heirOf(store, day(4), "sw-'; DROP")).toBeUndefined()
})

test('two findings that each went into the other at some time lead nowhere for ever', async () => {
  await saveRun(store, later(5), [{ ...first, id: 'sw-a', lineage: [merged('sw-c', 5)] }], new Map())
  expect(await heirOf(store, day(5), 'sw-b')).toBe('sw-c')
})

test('a predecessor stays known when later runs no longer see it', async () => {
  expect((await finding(store, 'sw-a'))?.predecessor).toBe('sw-z')
})
