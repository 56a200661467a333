/**
 * A coordinated operation on a social network, and what the published tool found in it (CooRTweet; Righetti and Balluff
 * 2025): accounts that shared one object within a minute, at least twice. Read, never copied.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Rng } from '../../src/rng.ts'

/** One account sharing one object at a time, in seconds. */
export interface Act {
  readonly object: number
  readonly account: number
  readonly time: number
}

export interface Retweets {
  readonly acts: readonly Act[]
  readonly accounts: number
  /** Pairs of accounts the tool joins, `low high`. */
  readonly edges: ReadonlySet<string>
}

export const windowSeconds = 60

function rowsOf(path: string): string[][] {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString().replaceAll('"', '').trim().split('\n')
  return lines.map(line => line.split(','))
}

class Numbers {
  readonly #known = new Map<string, number>()
  get size(): number {
    return this.#known.size
  }
  of(name = ''): number {
    const known = this.#known.get(name) ?? this.#known.size
    this.#known.set(name, known)
    return known
  }
}

export const pairOf = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

export function readRetweets(folder: string): Retweets {
  const accounts = new Numbers()
  const objects = new Numbers()
  const acts = rowsOf(join(folder, 'russian_coord_tweets.csv.gz')).map(
    ([object, account, , time]): Act => ({
      object: objects.of(object),
      account: accounts.of(account),
      time: Number(time),
    }),
  )
  const edges = rowsOf(join(folder, 'reference_russian_edges_w05.csv.gz')).map(([from, to]) =>
    pairOf(accounts.of(from), accounts.of(to)),
  )
  return { acts, accounts: accounts.size, edges: new Set(edges) }
}

function byObject(acts: readonly Act[]): Act[][] {
  const objects = new Map<number, Act[]>()
  for (const act of acts) {
    const own = objects.get(act.object)
    if (own === undefined) objects.set(act.object, [act])
    else own.push(act)
  }
  return [...objects.values()].map(own => own.sort((a, b) => a.time - b.time))
}

/** The tool's rule: pairs of accounts that act at least twice, by how often they shared an object within a minute. */
export function sharedWithinWindow(acts: readonly Act[]): Map<string, number> {
  const active = new Map<number, number>()
  for (const { account } of acts) active.set(account, (active.get(account) ?? 0) + 1)
  const kept = acts.filter(({ account }) => (active.get(account) ?? 0) >= 2)
  const pairs = new Map<string, number>()
  for (const own of byObject(kept))
    own.forEach((first, i) => {
      for (let j = i + 1; j < own.length; j++) {
        const second = own[j]
        if (second === undefined || second.time - first.time > windowSeconds) break
        if (second.account === first.account) continue
        const pair = pairOf(first.account, second.account)
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
      }
    })
  return pairs
}

/** Bursts: runs of acts on one object with at most a minute between two; the accounts of each that has three. */
export function bursts(acts: readonly Act[]): number[][] {
  const found: number[][] = []
  for (const own of byObject(acts)) {
    let run: Act[] = []
    const close = (): void => {
      const accounts = [...new Set(run.map(act => act.account))]
      if (accounts.length >= 3) found.push(accounts)
      run = []
    }
    for (const act of own) {
      const last = run.at(-1)
      if (last !== undefined && act.time - last.time > windowSeconds) close()
      run.push(act)
    }
    close()
  }
  return found
}

/** The same acts with the times of each object dealt anew: who shares what, and when it spreads, stay. */
export function dealTimes(acts: readonly Act[], rng: Rng): Act[] {
  return byObject(acts).flatMap(own => {
    const times = own.map(act => act.time)
    for (let i = times.length - 1; i > 0; i--) {
      const j = Math.floor(rng() * (i + 1))
      ;[times[i], times[j]] = [times[j] ?? 0, times[i] ?? 0]
    }
    return own.map((act, i) => ({ ...act, time: times[i] ?? 0 }))
  })
}
