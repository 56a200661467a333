/** Over-accusing is the fault that counts most: worlds in which nobody takes anything, and every look-alike plays. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listFindings } from '../findings/read.ts'
import { ingest } from '../ingest/ingest.ts'
import { makeWorld } from '../range/make.ts'
import { lookAlikes } from '../range/scenarios/index.ts'
import { openStore } from '../store/open.ts'
import { detect } from './detect.ts'

const root = mkdtempSync(join(tmpdir(), 'stillwatch-quiet-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const start = Date.UTC(2026, 4, 1)
// The whale alone would be a third of the lines of worlds this small; larger ones, in the bench, hold it.
const scenarios = ['honest', ...Object.keys(lookAlikes).filter(name => name !== 'whale')]

test.each([1, 2, 3])('a world of look-alikes without a campaign yields none (seed %d)', async seed => {
  const out = join(root, `world-${seed}`)
  const summary = makeWorld({ out, seed, start, days: 4, accounts: 300, scale: 0.4, scenarios })
  expect(summary.counts.campaigns).toBe(0)
  const store = await openStore({ data: join(root, `data-${seed}`) })
  try {
    const paths = ['accounts.jsonl', 'exchanges.jsonl'].map(file => join(out, file))
    await ingest(store, { k0: '11', k1: '13' }, paths, {
      clock: () => start + 30 * 86_400_000,
      rejectedFolder: join(root, 'rejected'),
    })
    const run = await detect(store)
    const accused = (await listFindings(store, 'campaign')).map(
      ({ name, accounts }) => `${name} (${accounts})`,
    )
    expect(accused).toEqual([])
    // It was not blind: the groups were seen and told apart by purpose.
    expect(run.groups).toBeGreaterThan(0)
  } finally {
    await store.close()
  }
})
