/** The app with live ingest behind a real socket, over a store of its own, gone when the test ends. */
import type { Hono } from 'hono'
import { systemClock } from '../../src/clock.ts'
import { type AppParts, createApp } from '../../src/server/app.ts'
import { type ListenOptions, listen } from '../../src/server/listen.ts'
import { type LiveIngest, type LiveOptions, liveIngest } from '../../src/server/live/ingest.ts'
import type { Store } from '../../src/store/store.ts'
import { openTemporary } from './temporary-store.ts'

export interface LiveService {
  readonly url: string
  readonly app: Hono
  readonly store: Store
  readonly live: LiveIngest
  /** What the service wrote about failures on its side. */
  readonly logged: readonly string[]
  stop(): Promise<void>
}

/** @example const service = await startLive(); await fetch(`${service.url}/v1/exchanges`, …) */
export async function startLive(
  given: {
    parts?: (store: Store) => Partial<AppParts>
    live?: Partial<LiveOptions>
    listen?: ListenOptions
    wrap?: (store: Store) => Store
  } = {},
): Promise<LiveService> {
  const temporary = await openTemporary()
  const store = given.wrap?.(temporary.store) ?? temporary.store
  const logged: string[] = []
  const live = liveIngest(store, { k0: '11', k1: '22' }, { clock: systemClock, lingerMs: 5, ...given.live })
  // The first batch compiles every pattern; no client of a test should have to wait for that.
  await live.takeLines(Buffer.from('{}'))
  const app = createApp({
    store,
    version: '0.0.0',
    glossary: {},
    clock: systemClock,
    page: new Map(),
    log: line => logged.push(line),
    live,
    ...given.parts?.(store),
  })
  const listening = await listen(app, 0, given.listen)
  return {
    url: listening.url,
    app,
    store,
    live,
    logged,
    async stop() {
      await listening.close()
      await live.close()
      await temporary.end()
    },
  }
}
