/** `serve` with the plug-ins' routes on loopback, and decisions in a test's hands. */

import { makeTally } from '../../src/decide/tally.ts'
import { trustedProxies } from '../../src/gateway/caller.ts'
import type { DecideRequest, Decision } from '../../src/model/decision.ts'
import { createApp } from '../../src/server/app.ts'
import { listen } from '../../src/server/listen.ts'
import type { Store } from '../../src/store/store.ts'

export interface Served {
  readonly url: string
  /** Every question asked, with the way it came. */
  readonly asked: { request: DecideRequest; way: string }[]
  readonly settled: string[]
  decided: (account: string) => Decision
  close(): Promise<void>
}

/** The routes of plug-ins ask no store: one that is touched fails the test. */
const noStore = new Proxy({} as Store, {
  get: (_, name) => {
    throw new Error(`a plug-in's route touched the store: ${String(name)}`)
  },
})

export async function servePlugIns(decided: (account: string) => Decision): Promise<Served> {
  const asked: Served['asked'] = []
  const settled: string[] = []
  const app = createApp({
    store: noStore,
    version: 'test',
    glossary: {},
    clock: Date.now,
    page: new Map(),
    log: line => settled.push(line),
    callers: { secret: 'secret of a test', accountHeader: 'x-account', trusted: trustedProxies([]) },
    decider: {
      decide: (request, way) => {
        asked.push({ request, way })
        return served.decided(request.account)
      },
      settle: reservation => settled.push(reservation) > 0,
      lease: () => undefined,
      tally: makeTally(),
    },
  })
  const { url, close } = await listen(app, 0)
  const served: Served = { url, asked, settled, decided, close }
  return served
}
