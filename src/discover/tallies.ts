/**
 * Tallies: what each account did, in whole numbers that add up over time, so that a look counts only what is new.
 * Traits are quotients and entropies of them (`conduct.ts`); being whole, they are the same however they were added.
 */
import { z } from 'zod'
import { defineQuery, type Query } from '../query.ts'
import type { Store } from '../store/store.ts'
import type { Population } from './population.ts'
import { engineTime, type News } from './standing.ts'

type Span = { since: string; until: string }
const span = (file: string): Query<Span, unknown> =>
  defineQuery(new URL(file, import.meta.url), {
    params: z.object({ since: z.string(), until: z.string() }),
    row: z.unknown(),
  })
const sumsQuery = span('./tallies.sql')
const togetherQuery = span('./tallies-alone.sql')
const daysQuery = span('./tallies-days.sql')
const modelsQuery = span('./tallies-models.sql')

const sumNames = [
  'exchanges',
  'known',
  'hidden',
  'sketched',
  'training',
  'taking',
  'conversing',
  'alone',
] as const
const dayNames = ['days', 'ranges', 'ranged_days'] as const
/** By name, then by position in the population. */
type Numbers<Name extends string> = Record<Name, Float64Array>
type Days = Numbers<(typeof dayNames)[number]>

/** What one account had one model write. */
export interface ModelTally {
  exchanges: number
  /** Those whose length is known, their tokens, and those of at least one token. */
  answers: number
  tokens: number
  written: number
}

export const hoursOfDay = 24
export const capabilityBits = 32

/** Everything by position in the population. */
export interface Tallies {
  readonly sums: Numbers<(typeof sumNames)[number]>
  readonly days: Days
  /** By account and hour of the day. */
  readonly hours: Uint32Array
  /** By account and capability: stand-alone questions, and the rest. */
  readonly single: Uint32Array
  readonly within: Uint32Array
  readonly models: Map<string, Map<number, ModelTally>>
}

const dayMs = 86_400_000

function grown<A extends Float64Array | Uint32Array>(array: A, length: number): A {
  if (array.length === length) return array
  const longer = new (array.constructor as new (length: number) => A)(length)
  longer.set(array)
  return longer
}

const numbers = <Name extends string>(
  names: readonly Name[],
  size: number,
  from?: Numbers<Name>,
): Numbers<Name> =>
  Object.fromEntries(
    names.map(name => [name, from ? grown(from[name], size) : new Float64Array(size)]),
  ) as Numbers<Name>

const tabled = (size: number, from?: Tallies): Tallies => ({
  sums: numbers(sumNames, size, from?.sums),
  days: numbers(dayNames, size, from?.days),
  hours: grown(from?.hours ?? new Uint32Array(0), size * hoursOfDay),
  single: grown(from?.single ?? new Uint32Array(0), size * capabilityBits),
  within: grown(from?.within ?? new Uint32Array(0), size * capabilityBits),
  models: from?.models ?? new Map(),
})

type Columns = Awaited<ReturnType<Store['columns']>>

/** Tells of each row whose account is known. */
function eachAccount(
  columns: Columns,
  { index }: Population,
  tell: (position: number, row: number) => void,
): void {
  const { account = [] } = columns
  for (let i = 0; i < account.length; i++) {
    const position = index.get(account[i] as string)
    if (position !== undefined) tell(position, i)
  }
}

function plus<Name extends string>(
  sums: Numbers<Name>,
  names: readonly Name[],
  columns: Columns,
  population: Population,
): void {
  for (const name of names) {
    const column = columns[name]
    const own = sums[name]
    if (column)
      eachAccount(columns, population, (position, i) => {
        own[position] = (own[position] as number) + (column[i] as number)
      })
  }
}

function plusList(table: Uint32Array, position: number, width: number, counts: readonly number[]): void {
  const at = position * width
  for (let k = 0; k < counts.length; k++) table[at + k] = (table[at + k] as number) + Number(counts[k])
}

/** Counts as far as it was told, and adds what is new. */
export class TallyBook {
  /** Days are counted up to the last midnight, everything else up to the last look. */
  #kept: Tallies | undefined
  #midnight = 0

  /**
   * @param at event time up to which is counted, epoch milliseconds
   * @param news what came since the last time; without, everything is counted anew
   */
  async read(store: Store, at: number, population: Population, news?: News): Promise<Tallies> {
    const before = news ? this.#kept : undefined
    this.#kept = undefined
    const tallies = tabled(population.size, before)
    const until = engineTime(at)
    const since = before && news ? news.after : engineTime(0)
    await addSums(store, { since, until }, population, tallies)
    if (before) await partTogether(store, { since, until }, population, tallies)
    const midnight = Math.floor(at / dayMs) * dayMs
    const counted = before ? this.#midnight : 0
    if (midnight > counted)
      await addDays(
        store,
        { since: engineTime(counted), until: engineTime(midnight - 1) },
        population,
        tallies.days,
      )
    this.#kept = tallies
    this.#midnight = midnight
    const days = numbers(dayNames, population.size)
    for (const name of dayNames) days[name].set(tallies.days[name])
    await addDays(store, { since: engineTime(midnight), until }, population, days)
    return { ...tallies, days }
  }
}

async function addSums(store: Store, of: Span, population: Population, tallies: Tallies): Promise<void> {
  const columns = await store.columns(sumsQuery, of)
  plus(tallies.sums, sumNames, columns, population)
  const { lists = [] } = columns
  eachAccount(columns, population, (position, i) => {
    const [hours = [], single = [], within = []] = JSON.parse(lists[i] as string) as number[][]
    plusList(tallies.hours, position, hoursOfDay, hours)
    plusList(tallies.single, position, capabilityBits, single)
    plusList(tallies.within, position, capabilityBits, within)
  })
  const written = await store.columns(modelsQuery, of)
  const { model = [], exchanges = [], answers = [], tokens = [] } = written
  eachAccount(written, population, (position, i) => {
    const name = model[i] as string
    let byAccount = tallies.models.get(name)
    if (!byAccount) {
      byAccount = new Map()
      tallies.models.set(name, byAccount)
    }
    const own = byAccount.get(position) ?? { exchanges: 0, answers: 0, tokens: 0, written: 0 }
    byAccount.set(position, own)
    own.exchanges += exchanges[i] as number
    own.answers += answers[i] as number
    own.tokens += tokens[i] as number
    own.written += (written.written as Float64Array)[i] as number
  })
}

/** What stood alone before, or in the new time by itself, and does no longer. */
async function partTogether(
  store: Store,
  of: Span,
  population: Population,
  { sums }: Tallies,
): Promise<void> {
  const columns = await store.columns(togetherQuery, of)
  eachAccount(columns, population, (position, i) => {
    sums.alone[position] = (sums.alone[position] as number) - Number(columns.together?.[i])
  })
}

async function addDays(store: Store, of: Span, population: Population, days: Days): Promise<void> {
  plus(days, dayNames, await store.columns(daysQuery, of), population)
}
