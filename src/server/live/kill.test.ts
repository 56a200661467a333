import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killRounds } from '../../../test/support/kill-rounds.ts'
import { makeRng } from '../../rng.ts'

const data = mkdtempSync(join(tmpdir(), 'stillwatch-live-kill-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('a service killed under load loses nothing that it acknowledged and stores nothing twice', async () => {
  const { acknowledged, lost, doubled } = await killRounds(data, 2, makeRng(41))
  expect(acknowledged).toBeGreaterThan(0)
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 })
}, 300_000)
