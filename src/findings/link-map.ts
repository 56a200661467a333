/**
 * How members hang together, small enough to read at any size: shared values are hubs, members are counted bundles.
 * Opening a bundle divides it further, until it is so small that its members are named.
 */
import { z } from 'zod'
import { families } from '../model/finding.ts'
import type { Hub, LinkMap } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { divide, type HeldSet, holders, select } from './bundles.ts'
import { remember } from './remember.ts'

/** Hubs of one signal that stand for themselves; the smaller ones share one. */
const mostPerSignal = 3
const mostHubs = 26
const mostBundles = 9
/** Up to so many members are named instead of divided. */
const fewEnough = 40
/** Different sets of values; members beyond them are counted with the last. */
const mostSets = 50_000

const findingParams = z.object({ run: z.string(), id: z.string() })

export const linkMapQueries = {
  hubs: defineQuery(new URL('./link-hubs.sql', import.meta.url), {
    params: findingParams,
    row: z.object({
      signal: z.string(),
      family: z.enum(families),
      value: z.string(),
      accounts: z.number(),
      outside: z.number(),
      weight: z.number(),
    }),
  }),
  holdings: defineQuery(new URL('./link-holdings.sql', import.meta.url), {
    params: findingParams.extend({ most: z.int() }),
    row: z.object({ held: z.array(z.string()), accounts: z.number(), some: z.array(z.string()) }),
  }),
} as const

type HubRow = z.infer<typeof linkMapQueries.hubs.row>
interface NamedSet extends HeldSet {
  some: readonly string[]
}

/** The map of one finding, or of the part of it behind `within`. Deterministic for a run. */
export async function linkMap(store: Store, run: string, id: string, within: string): Promise<LinkMap> {
  const { hubs, sets } = await remember(store, run, `links ${id}`, () => read(store, run, id))
  const shown = select(sets, within)
  const members = shown.reduce((sum, one) => sum + one.accounts, 0)
  const held = holders(shown)
  const bundles = divide(shown, '', mostBundles).map(one => ({
    within: `${within}${one.within}`,
    accounts: one.accounts,
    holds: [...holders(one.sets)].sort(([a], [b]) => a - b).map(([hub, accounts]) => ({ hub, accounts })),
  }))
  const named = members <= fewEnough ? (shown as readonly NamedSet[]).flatMap(one => one.some) : []
  return {
    members,
    within,
    hubs: hubs.filter(one => held.has(one.hub)).map(one => ({ ...one, accounts: held.get(one.hub) ?? 0 })),
    bundles,
    accounts: named.toSorted(),
  }
}

async function read(store: Store, run: string, id: string) {
  const rows = await store.rows(linkMapQueries.hubs, { run, id })
  const { hubs, places } = chooseHubs(rows)
  const holdings = await store.rows(linkMapQueries.holdings, { run, id, most: mostSets })
  const sets = new Map<string, { hubs: number[]; accounts: number; some: string[] }>()
  for (const { held, accounts, some } of holdings) {
    const own = [...new Set(held.flatMap(key => places.get(key) ?? []))].sort((a, b) => a - b)
    const set = sets.get(own.join()) ?? { hubs: own, accounts: 0, some: [] }
    set.accounts += accounts
    if (set.some.length < fewEnough) set.some.push(...some.slice(0, fewEnough))
    sets.set(own.join(), set)
  }
  return { hubs, sets: [...sets.values()] satisfies NamedSet[] }
}

/** The values that tie most members, a few for each signal; the others of a signal stand together in one hub. */
function chooseHubs(rows: readonly HubRow[]): { hubs: Hub[]; places: Map<string, number> } {
  const bySignal = new Map<string, HubRow[]>()
  for (const row of rows) bySignal.set(row.signal, [...(bySignal.get(row.signal) ?? []), row])
  const groups: HubRow[][] = []
  for (const own of bySignal.values()) {
    const alone = own.length <= mostPerSignal + 1 ? own : own.slice(0, mostPerSignal)
    groups.push(...alone.map(row => [row]))
    if (own.length > alone.length) groups.push(own.slice(alone.length))
  }
  const size = (group: readonly HubRow[]) =>
    group.reduce((sum, row) => sum + row.accounts * Math.max(0.1, row.weight), 0)
  const chosen = groups
    .sort((a, b) => size(b) - size(a) || ((a[0]?.value ?? '') < (b[0]?.value ?? '') ? -1 : 1))
    .slice(0, mostHubs)
  const places = new Map<string, number>()
  const hubs = chosen.flatMap((group, hub) => {
    const [lead] = group
    if (lead === undefined) return []
    for (const row of group) places.set(`${row.signal}\t${row.value}`, hub)
    const accounts = group.reduce((sum, row) => sum + row.accounts, 0)
    return [
      {
        hub,
        signal: lead.signal,
        family: lead.family,
        value: group.length === 1 ? lead.value : '',
        values: group.length,
        accounts,
        outside: Math.max(...group.map(row => row.outside)),
        weight: group.reduce((sum, row) => sum + row.weight * row.accounts, 0) / Math.max(1, accounts),
      },
    ]
  })
  return { hubs, places }
}
