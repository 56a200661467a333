/**
 * A whole feed by pages, as a client of the protocol reads it: through the app, every filter and check included.
 * The budget is 10,000 indicators in under a second (users of other servers report minutes).
 * Run: npx tsx bench/taxii.bench.ts [indicators]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { createApp } from '../src/server/app.ts'
import { indicatorObjects } from '../src/share/stix/indicator.ts'
import { stixId } from '../src/share/stix/object.ts'
import { campaignsCollection, publish } from '../src/share/taxii/published.ts'
import { openStore } from '../src/store/open.ts'

const indicators = Number(process.argv[2] ?? 10_000)
const budgetMs = 1_000
const at = '2026-05-01T00:00:00.000Z'
const refs = {
  producer: 'bench',
  campaign: 'sw-bench',
  campaignRef: stixId('campaign', 'bench'),
  producerRef: stixId('identity', 'bench'),
  markingRef: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  extensionRef: stixId('extension-definition', 'bench'),
  sketchKey: 'bench',
  created: at,
  modified: at,
}
const objects = Array.from({ length: indicators }, (_, index) =>
  indicatorObjects(
    {
      kind: 'template',
      value: index.toString(16).padStart(16, '0'),
      members: 9,
      others: 0,
      exchanges: 90,
      first: at,
      last: at,
    },
    refs,
  ).slice(0, 1),
).flat()

const folder = await mkdtemp(join(tmpdir(), 'stillwatch-taxii-bench-'))
const store = await openStore({ data: folder })
try {
  const beforePublish = performance.now()
  await publish(store, objects, at)
  const publishMs = performance.now() - beforePublish
  const app = createApp({
    store,
    version: 'bench',
    clock: systemClock,
    glossary: {},
    page: new Map(),
    log: console.error,
  })
  const path = `/taxii2/campaigns/collections/${campaignsCollection.id}/objects/`
  const runs: number[] = []
  for (let run = 0; run < 3; run++) {
    const begun = performance.now()
    let [next, read, pages] = ['', 0, 0]
    do {
      const answer = await app.request(`${path}?limit=1000${next && `&next=${next}`}`, {
        headers: { host: 'localhost:8787' },
      })
      const page = (await answer.json()) as { objects?: unknown[]; next?: string }
      read += page.objects?.length ?? 0
      next = page.next ?? ''
      pages++
    } while (next !== '')
    if (read !== indicators) throw new RangeError(`read ${read} of ${indicators} in ${pages} pages`)
    runs.push(performance.now() - begun)
  }
  const best = Math.min(...runs)
  console.log(
    `publish ${indicators} indicators: ${publishMs.toFixed(0)} ms (${((indicators / publishMs) * 1000).toFixed(0)} a second)`,
  )
  console.log(
    `read them by pages of 1,000: best ${best.toFixed(0)} ms of ${runs.map(ms => ms.toFixed(0)).join(', ')} (${((indicators / best) * 1000).toFixed(0)} a second)`,
  )
  if (indicators === 10_000 && best > budgetMs) {
    console.log(`over the budget of ${budgetMs} ms`)
    process.exitCode = 1
  }
} finally {
  await store.close()
  await rm(folder, { recursive: true, force: true })
}
