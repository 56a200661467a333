/**
 * A service in a process of its own, to be killed: prints its address once it takes exchanges.
 * Usage: tsx live-child.ts DATA
 */
import { systemClock } from '../../src/clock.ts'
import { createApp } from '../../src/server/app.ts'
import { listen } from '../../src/server/listen.ts'
import { liveIngest } from '../../src/server/live/ingest.ts'
import { openStore } from '../../src/store/open.ts'

const [data = ''] = process.argv.slice(2)
const store = await openStore({ data })
const live = liveIngest(store, { k0: '11', k1: '22' }, { clock: systemClock })
const parts = {
  store,
  version: '0',
  glossary: {},
  clock: systemClock,
  page: new Map(),
  log: console.error,
  live,
}
const { url } = await listen(createApp(parts), 0)
process.stdout.write(`${url}\n`)
// An exit by its own hand, so that a profiler may write what it saw.
process.once('SIGTERM', () => process.exit(0))
