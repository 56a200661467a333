/** Pools: members fall into those that began together. Pure; a pool ends where hardly anybody begins for days. */
import type { Pool } from '../model/page.ts'

export interface Begun {
  /** Day, `2026-04-22`. */
  day: string
  /** Members whose first exchange is of that day. */
  accounts: number
}

/** Days without beginners that part two pools: shorter lulls are weekends. */
const lullDays = 4
/** A pool smaller than this share of the members is late comers of the one before it. */
const leastShare = 0.02
/** More pools than this cannot be told apart in one chart; the smallest join their predecessors. */
const mostPools = 6

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** In order of time, numbered from 1. `begun` may come in any order. */
export function poolsOf(begun: readonly Begun[]): Pool[] {
  const days = begun.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const total = days.reduce((sum, one) => sum + one.accounts, 0)
  const found: Omit<Pool, 'pool'>[] = []
  let latest = Number.NEGATIVE_INFINITY
  for (const { day, accounts } of days) {
    const open = found[found.length - 1]
    const isLull = dayNumber(day) - latest > lullDays
    if (open === undefined || isLull) found.push({ first: day, last: day, accounts })
    else {
      open.last = day
      open.accounts += accounts
    }
    // A single late comer does not keep a pool open.
    if (open === undefined || isLull || accounts >= leastShare * 0.25 * total) latest = dayNumber(day)
  }
  return joined(found, total).map((one, index) => ({ pool: index + 1, ...one }))
}

function joined(pools: Omit<Pool, 'pool'>[], total: number): Omit<Pool, 'pool'>[] {
  const least = pools.slice(1).toSorted((a, b) => a.accounts - b.accounts)[0]
  if (least === undefined || (pools.length <= mostPools && least.accounts >= leastShare * total)) return pools
  const at = pools.indexOf(least)
  const before = pools[at - 1]
  if (before === undefined) return pools
  const merged = { first: before.first, last: least.last, accounts: before.accounts + least.accounts }
  return joined([...pools.slice(0, at - 1), merged, ...pools.slice(at + 1)], total)
}
