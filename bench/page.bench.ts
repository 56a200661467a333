/**
 * The page and its API on a store as large as they must bear: milliseconds until each view can be used, from a warm
 * server, and the API's p95 a route. Run: npx tsx bench/page.bench.ts [members] [campaigns] [exchanges]
 * Budgets: a view in 1 s, the API's p95 in 300 ms, the script in 500 kB gzipped.
 */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { signalGlossary } from '../src/cli/signal-glossary.ts'
import { createApp } from '../src/server/app.ts'
import { listen } from '../src/server/listen.ts'
import { readPage } from '../src/server/page.ts'
import { browserArguments, chromiumPath } from '../test/fixtures/chromium.ts'
import { largeStore } from '../test/fixtures/large-store.ts'

const members = Number(process.argv[2] ?? 25_000)
const campaigns = Number(process.argv[3] ?? 60)
const exchanges = Number(process.argv[4] ?? 3_000_000)
const rounds = 40

const page = readPage(fileURLToPath(new URL('../dist/ui', import.meta.url)))
const large = await largeStore({ members, campaigns, exchanges })
const { store, id, account } = large
const clock = () => Date.now()
const app = createApp({
  store,
  version: 'bench',
  glossary: signalGlossary,
  clock,
  page,
  log: line => console.error(line),
})
const listening = await listen(app, 0)

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

try {
  const base = `/v1/campaigns/${id}`
  const routes = [
    '/v1/overview',
    '/v1/campaigns',
    base,
    `${base}/timeline`,
    `${base}/graph`,
    `${base}/infrastructure`,
    `${base}/members?limit=200`,
    `${base}/members?limit=200&sort=exchanges&offset=20000`,
    `${base}/estimate?measure=limit`,
    `/v1/accounts/${account}`,
    `/v1/accounts/${account}/rhythm`,
    '/v1/records',
    '/v1/queue',
    '/v1/audit',
    '/v1/pulse',
    '/v1/sources',
  ]
  console.log(`${members} members, ${campaigns} campaigns, ${exchanges} exchanges`)
  console.log('route                                               first ms   p50 ms   p95 ms')
  const all: number[] = []
  for (const route of routes) {
    const spent: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const started = performance.now()
      const answer = await fetch(listening.url + route)
      await answer.arrayBuffer()
      if (!answer.ok) console.error(`${route} answered ${answer.status}`)
      spent.push(performance.now() - started)
    }
    const [first = 0, ...warm] = spent
    all.push(...warm)
    console.log(
      `${route.padEnd(50)} ${first.toFixed(0).padStart(9)} ${at(warm, 0.5).toFixed(0).padStart(8)} ${at(warm, 0.95).toFixed(0).padStart(8)}`,
    )
  }
  console.log(`all routes: p95 ${at(all, 0.95).toFixed(0)} ms`)

  const scripts = [...page].filter(([address]) => address.endsWith('.js'))
  const bytes = scripts.reduce((sum, [, one]) => sum + gzipSync(one.body).length, 0)
  console.log(`script: ${(bytes / 1024).toFixed(0)} kB gzipped`)
  await views()
} finally {
  await listening.close()
  await large.close()
}

async function views(): Promise<void> {
  const executablePath = chromiumPath()
  if (executablePath === undefined || page.size === 0) {
    console.log('views: no Chromium, or the page is not built')
    return
  }
  const browser = await chromium.launch({ executablePath, args: browserArguments })
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const shown: [string, string, string][] = [
    ['overview', '/', '.lanes'],
    ['campaigns', '/campaigns', 'tbody tr'],
    ['campaign', `/campaigns/${id}`, '.evidence'],
    ['account', `/accounts/${account}`, '.clearing'],
    ['review', '/review', 'tbody tr'],
    ['compare', '/compare', '.sizes svg'],
    ['audit', '/audit', 'h1'],
    ['settings', '/settings', 'tbody tr'],
  ]
  for (const [name, path, sign] of shown) {
    const spent: number[] = []
    for (let round = 0; round < 5; round++) {
      const started = performance.now()
      await tab.goto(listening.url + path, { waitUntil: 'commit' })
      await tab.locator(sign).first().waitFor()
      spent.push(performance.now() - started)
    }
    console.log(
      `view ${name.padEnd(12)} usable after ${at(spent, 0.5).toFixed(0)} ms (slowest ${Math.max(...spent).toFixed(0)})`,
    )
  }
  await tab.goto(`${listening.url}/campaigns/${id}`)
  await tab.locator('.members tr[aria-rowindex="2"] a').waitFor()
  const started = performance.now()
  await tab.locator('.window').evaluate(frame => frame.scrollTo(0, frame.scrollHeight))
  await tab.locator(`.members tr[aria-rowindex="${members + 1}"] a`).waitFor()
  console.log(
    `the last of ${members} members is drawn ${(performance.now() - started).toFixed(0)} ms after scrolling to it`,
  )
  await browser.close()
}
