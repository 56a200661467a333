/** Awaits the return of pools that were shut out: learns aside what it would look like, and looks once a minute. */
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { InForce } from '../contain/standing.ts'
import type { Recogniser } from '../decide/recogniser.ts'
import { rankOf } from '../model/decision.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { readConduct } from './conduct.ts'
import type { KnownStore } from './read-known.ts'
import { learnReturns, readClosures } from './read-returns.ts'
import { readRuns } from './read-runs.ts'
import type { Link } from './recognise.ts'
import { type Closure, makeReturns, type Returns, returnMs } from './returns.ts'

const arrivalsQuery = defineQuery(new URL('./arrivals.sql', import.meta.url), {
  params: z.object({ since: z.string(), from: z.string(), until: z.string(), limit: z.int() }),
  row: z.object({ account: z.string() }),
})

const lookEveryMs = 60_000
/** Bans that follow one another move the window by as much at most before it is learned anew. */
const relearnMs = 3_600_000
/** Rows may become visible a little after their stamp. */
const visibleMs = 5_000
/** New accounts looked at in one pass; the rest waits until they send again. */
const arrivalsMax = 20_000

export interface ReturnWatch {
  /** Accounts that are linked since the last look; nothing while the last one is not a minute ago. */
  look(base: KnownStore, now: number): Promise<Link[]>
  /** Ends what is being learned, and resolves when nothing is. */
  stop(): Promise<void>
}

/** @param log one line about what failed; the next look tries again */
export function watchReturns(store: Store, recogniser: Recogniser, log: (line: string) => void): ReturnWatch {
  let looked = Number.NEGATIVE_INFINITY
  let stopped = false
  let wanted = ''
  let learnedAt = Number.NEGATIVE_INFINITY
  let learning: Promise<void> = Promise.resolve()
  let awaited: { returns: Returns; closures: readonly Closure[]; cursor: number } | undefined

  const breath = async (): Promise<void> => {
    await setImmediate()
    if (stopped) throw new Error('stopped while learning')
  }
  const learn = async (base: KnownStore, closures: readonly Closure[]): Promise<void> => {
    const { run, known } = base
    const members = new Map(known.members.map(one => [one.campaign, one.accounts.keys()]))
    const { accounts } = await readRuns(store, run)
    const model = await learnReturns(store, { run, closures, members, accounts, breath })
    awaited = model && { returns: makeReturns(model), closures, cursor: 0 }
  }

  return {
    async stop() {
      stopped = true
      await learning
    },
    async look(base, now) {
      if (base.run === '' || now - looked < lookEveryMs) return []
      looked = now
      const dismissed = new Set(
        base.known.campaigns.filter(one => one.state === 'dismissed').map(one => one.id),
      )
      const banned = await readClosures(store, base.run, now)
      const closures = joined([...banned, ...heldBack(base.standing.containments, now)]).filter(
        one => !dismissed.has(one.campaign),
      )
      const key = JSON.stringify([base.run, closures.map(one => one.campaign).sort()])
      if (key !== wanted || (closures.length > 0 && now - learnedAt >= relearnMs)) {
        wanted = key
        learnedAt = now
        if (closures.length === 0) awaited = undefined
        else
          learning = learning
            .then(() => learn(base, closures))
            .catch(error => {
              wanted = ''
              if (!stopped) log(`follow/returns ${error instanceof Error ? error.message : String(error)}`)
            })
      }
      if (awaited === undefined) return []
      const { returns, cursor } = awaited
      const from = Math.min(...awaited.closures.map(one => one.from))
      const rows = await store.rows(arrivalsQuery, {
        since: new Date(cursor).toISOString(),
        from: new Date(from).toISOString(),
        until: new Date(now).toISOString(),
        limit: arrivalsMax,
      })
      awaited.cursor = now - visibleMs
      const members = new Set(base.known.members.flatMap(one => [...one.accounts.keys()]))
      const names = rows
        .map(row => row.account)
        .filter(account => recogniser.isNew(account) && !members.has(account))
      for (const conduct of await readConduct(store, names, now)) {
        returns.see(conduct)
        await setImmediate()
      }
      return returns.due()
    },
  }
}

/** Who is limited or worse has as good a reason to come back as who is banned. */
const heldBack = (containments: readonly InForce[], now: number): Closure[] =>
  containments
    .filter(
      one => one.mode === 'enforce' && rankOf(one.measure) >= rankOf('limit') && now - one.since <= returnMs,
    )
    .map(({ campaign, since }) => ({ campaign, from: since, to: since }))

/** One closure for a campaign, from its first closing to its last. */
function joined(closures: readonly Closure[]): Closure[] {
  const found = new Map<string, Closure>()
  for (const { campaign, from, to } of closures) {
    const known = found.get(campaign)
    found.set(campaign, {
      campaign,
      from: Math.min(from, known?.from ?? from),
      to: Math.max(to, known?.to ?? to),
    })
  }
  return [...found.values()]
}
