/** Follows the store: polls, builds the next snapshot aside, swaps it whole, keeps a copy that survives a restart. */
import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Policy } from '../decide/compile-policy.ts'
import type { Known, Matching } from '../decide/known.ts'
import { makeRecogniser, type Recogniser } from '../decide/recogniser.ts'
import { makeSnapshot, type Snapshot } from '../decide/snapshot.ts'
import type { Store } from '../store/store.ts'
import { readCopy, writeCopy } from './copy-file.ts'
import { joinContainments } from './join.ts'
import { nextPools, poolLinks, savePools } from './next-pools.ts'
import { type KnownStore, needsOf, readKnown, readMarker } from './read-known.ts'
import { readMatching } from './read-matching.ts'
import { readRuns } from './read-runs.ts'
import { type Link, lookAtNew, saveLinks, successorOf } from './recognise.ts'
import { watchReturns } from './watch-returns.ts'

export interface FollowOptions {
  readonly store: Store
  /** Folder of the copy; without it nothing survives a restart. */
  readonly data?: string
  readonly policy: Policy
  readonly clock: Clock
  /** For a second process on one store: links and joined accounts are found, and left to the other to keep. */
  readonly readonly?: boolean
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  /** One line about what failed; following goes on. */
  readonly log?: (line: string) => void
  /** Told of new successors, after they are kept. */
  readonly onSuccessors?: (accounts: readonly { account: string; campaign: string }[]) => void
}

export interface Follower {
  /** What decisions rest on now; undefined until something was read or a copy was found. */
  current(): Snapshot | undefined
  known(): Known | undefined
  readonly recogniser: Recogniser
  policy(): Policy
  /** Puts what is known under another policy at once. */
  setPolicy(policy: Policy): void
  /** Resolves after the first look, whether it succeeded or not. */
  readonly ready: Promise<void>
  /** Looks now; rejects when the store cannot be read. */
  refresh(): Promise<void>
  /** Looks that failed in a row, and when the last one succeeded (epoch milliseconds; 0 never). */
  health(): { failures: number; lastReadAt: number }
  stop(): Promise<void>
}

/** Ages and models drift without a mark in the store. */
const rereadMs = 3_600_000

/** @example const follower = followSnapshot({ store, data, policy, clock }); decide(follower.current(), …) */
export function followSnapshot(options: FollowOptions): Follower {
  const { store, data, clock, everyMs = 1_000, log = () => undefined } = options
  const recogniser = makeRecogniser()
  const returns = watchReturns(store, recogniser, log)
  let policy = options.policy
  let known: Known | undefined
  let snapshot: Snapshot | undefined
  let read: { marker: string; at: number; changesAt: number; policy: string; base: KnownStore } | undefined
  let matching: { run: string; found: Matching | undefined } | undefined
  let cursor = 0
  let written = ''
  let stopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let turn: Promise<void> = Promise.resolve()

  const swap = (next: Known): void => {
    const same = known?.version === next.version && snapshot?.policy === policy.version
    known = next
    snapshot =
      same && snapshot !== undefined ? { ...snapshot, readAt: next.readAt } : makeSnapshot(next, policy)
  }

  const look = async (): Promise<void> => {
    const now = clock()
    const marker = await readMarker(store)
    const stale =
      read === undefined ||
      read.marker !== marker ||
      read.policy !== policy.version ||
      now >= read.changesAt ||
      now - read.at >= rereadMs
    if (stale || read === undefined) {
      const base = await readKnown(store, needsOf(policy), now)
      read = {
        marker,
        at: now,
        changesAt: base.standing.changes_at ?? Number.POSITIVE_INFINITY,
        policy: policy.version,
        base,
      }
      if (matching?.run !== base.run) {
        matching = { run: base.run, found: await matchingOf(store, base) }
        recogniser.use(matching.found)
        cursor = 0
      }
    }
    const links = await newLinks(read.base, now)
    await keepLinks(links, now)
    if (stale || links.length > 0) await findNextPools(now)
    // Who joined shows with the next look: the log's new entries are its mark.
    if (options.readonly !== true && (stale || links.length > 0))
      await joinContainments(store, read.base, now)
    const parts = { ...read.base.known, ...(matching?.found && { matching: matching.found }) }
    const version = versionOf(read.marker, read.base, parts.successors.length)
    swap({ ...parts, version, readAt: now })
    if (data !== undefined && known !== undefined && written !== version) {
      await writeCopy(data, known)
      written = version
    }
  }

  /** Keeps links in the store and among what is known. */
  const keepLinks = async (links: readonly Link[], now: number): Promise<void> => {
    if (read === undefined || links.length === 0) return
    if (options.readonly !== true) await saveLinks(store, links, now)
    const { base } = read
    const successors = [...base.known.successors, ...links.map(successorOf)]
    read = { ...read, base: { ...base, known: { ...base.known, successors } } }
    options.onSuccessors?.(links.map(({ account, campaign }) => ({ account, campaign })))
  }

  const findNextPools = async (now: number): Promise<void> => {
    if (read === undefined) return
    const pools = nextPools(read.base)
    if (pools.length > 0) {
      const { base } = read
      if (options.readonly !== true) await savePools(store, base, pools)
      const predecessors = new Map([
        ...base.predecessors,
        ...pools.map(({ id, earlier }) => [id, earlier] as const),
      ])
      read = { ...read, base: { ...base, predecessors } }
    }
    await keepLinks(poolLinks(read.base), now)
  }

  const newLinks = async (base: KnownStore, now: number): Promise<Link[]> => {
    if (matching?.found === undefined) return []
    const since = cursor
    const shown = await lookAtNew(store, recogniser, { since, asOf: base.asOf, until: now })
    // Rows may become visible a little after their stamp.
    cursor = now - 5_000
    const byName = new Map((await returns.look(base, now)).map(link => [link.account, link]))
    // What an account shows says more than how it begins.
    for (const link of shown) byName.set(link.account, link)
    const found = [...byName.values()]
    const taken = new Set(base.known.successors.map(one => one.account))
    for (const { accounts } of base.known.members) for (const account of accounts.keys()) taken.add(account)
    const allowed = new Set(base.known.allowed.accounts)
    const released = new Map(base.known.released.map(([account, from]) => [account, from]))
    return found.filter(({ account, campaign }) => {
      const from = released.get(account)
      return !taken.has(account) && !allowed.has(account) && !from?.includes('*') && !from?.includes(campaign)
    })
  }

  const exclusively = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work)
    return turn
  }
  const refresh = (): Promise<void> =>
    exclusively(async () => {
      try {
        await look()
        failures = 0
      } catch (error) {
        failures++
        throw error
      }
    })
  const loop = async (): Promise<void> => {
    await refresh().catch(error => {
      if (!stopped) log(`follow/failed ${error instanceof Error ? error.message : String(error)}`)
    })
    // A store that is down is asked less and less often, up to half a minute.
    if (!stopped) timer = setTimeout(loop, Math.min(30_000, everyMs * 2 ** Math.min(failures, 5)))
  }
  const start = async (): Promise<void> => {
    if (data !== undefined) {
      const copy = await readCopy(data).catch(error => {
        log(`follow/copy ${error instanceof Error ? error.message : String(error)}`)
        return undefined
      })
      if (copy !== undefined && known === undefined) {
        recogniser.use(copy.matching)
        swap(copy)
      }
    }
    await loop()
  }

  return {
    current: () => snapshot,
    known: () => known,
    recogniser,
    policy: () => policy,
    setPolicy(next) {
      policy = next
      if (known !== undefined) swap(known)
    },
    ready: start(),
    refresh,
    health: () => ({ failures, lastReadAt: read === undefined ? 0 : (known?.readAt ?? 0) }),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await turn.catch(() => undefined)
      await returns.stop()
    },
  }
}

async function matchingOf(store: Store, base: KnownStore): Promise<Matching | undefined> {
  if (base.run === '') return undefined
  const { firstFound, accounts } = await readRuns(store, base.run)
  const without = new Set(base.known.campaigns.filter(one => one.state === 'dismissed').map(one => one.id))
  return readMatching(store, { run: base.run, asOf: base.asOf, firstFound, accounts, without })
}

const versionOf = (marker: string, base: KnownStore, successors: number): string =>
  createHash('sha256')
    .update(JSON.stringify([marker, base.run, base.standing.seq, base.standing.at, successors]))
    .digest('hex')
    .slice(0, 12)
