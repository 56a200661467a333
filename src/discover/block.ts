/** Block: which accounts hold a value in common? The only step that looks at everybody. */
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Window } from '../signals/signal.ts'
import type { Store } from '../store/store.ts'
import type { Population } from './population.ts'

/** One value of one signal with everybody who holds it. */
export interface SharedValue {
  readonly signal: AttributeSignal
  readonly value: string
  /** Positions in the population, ascending. */
  readonly holders: Int32Array
  /** Uses by each holder. */
  readonly uses: Float64Array
}

export interface Blocks {
  readonly values: readonly SharedValue[]
  /** For each account, indices into `values`, ascending. */
  readonly held: readonly Int32Array[]
  /** The signals that have values, and for each value the position of its signal among them. */
  readonly signals: readonly AttributeSignal[]
  readonly signalOf: Uint8Array
}

/** Fewer holders share nothing. */
export const sharedLeast = 3

/** A string that does not keep the text of a whole answer alive, as a slice of it would. */
export const ownText = (text: string): string => Buffer.from(text).toString()

/** Reads who holds which values of one signal. Rows come sorted by value; fewer than three known holders share nothing. */
export async function readShared(
  store: Store,
  window: Window,
  population: Population,
  signal: AttributeSignal,
): Promise<SharedValue[]> {
  const { account, value, uses } = await store.columns(signal.query, window)
  const found: SharedValue[] = []
  if (!Array.isArray(account) || !Array.isArray(value) || uses === undefined) return found
  const rows = account.length
  const allHolders = new Int32Array(rows)
  const allUses = new Float64Array(rows)
  let filled = 0
  for (let start = 0; start < rows; ) {
    const name = value[start] as string
    let end = start + 1
    while (end < rows && value[end] === name) end++
    const size = end - start
    // Position and row in one number, so that both are sorted as numbers are.
    const order = new Float64Array(size)
    let holders = 0
    for (let i = 0; i < size; i++) {
      const position = population.index.get(account[start + i] as string)
      if (position !== undefined) order[holders++] = position * size + i
    }
    if (holders >= sharedLeast) {
      order.subarray(0, holders).sort()
      for (let i = 0; i < holders; i++) {
        const one = order[i] as number
        allHolders[filled + i] = Math.floor(one / size)
        allUses[filled + i] = Number(uses[start + (one % size)])
      }
      found.push({
        signal,
        value: ownText(name),
        holders: allHolders.subarray(filled, filled + holders),
        uses: allUses.subarray(filled, filled + holders),
      })
      filled += holders
    }
    start = end
  }
  return found
}

/** Inverts values by holder. */
function invert(values: readonly SharedValue[], size: number): Int32Array[] {
  const from = new Int32Array(size + 1)
  for (const { holders } of values)
    for (const holder of holders) from[holder + 1] = (from[holder + 1] as number) + 1
  for (let account = 0; account < size; account++)
    from[account + 1] = (from[account + 1] as number) + (from[account] as number)
  const all = new Int32Array(from[size] as number)
  const next = from.slice()
  values.forEach(({ holders }, v) => {
    for (const holder of holders) {
      const at = next[holder] as number
      all[at] = v
      next[holder] = at + 1
    }
  })
  return Array.from({ length: size }, (_, account) => all.subarray(from[account], from[account + 1]))
}

/** Counts by value, all zero between two uses: a table of every value is not made anew for each question. */
let tally = new Int32Array(0)

/** What somebody among some accounts holds, in order of first sight, and how many of them do. */
export function heldCounts(
  accounts: Iterable<number>,
  held: Blocks['held'],
): { values: number[]; counts: Int32Array } {
  const values: number[] = []
  for (const account of accounts) {
    const list = held[account] as Int32Array
    const last = list.at(-1) ?? -1
    if (last >= tally.length) {
      const wider = new Int32Array(2 * last + 1)
      wider.set(tally)
      tally = wider
    }
    for (const v of list) {
      const n = tally[v] as number
      if (n === 0) values.push(v)
      tally[v] = n + 1
    }
  }
  const counts = new Int32Array(values.length)
  values.forEach((v, i) => {
    counts[i] = tally[v] as number
    tally[v] = 0
  })
  return { values, counts }
}

/** For each value that at least `least` of `accounts` hold: how many of them do. */
export function countHeld(accounts: Iterable<number>, held: Blocks['held'], least = 1): Map<number, number> {
  const { values, counts } = heldCounts(accounts, held)
  const found = new Map<number, number>()
  values.forEach((v, i) => {
    const count = counts[i] as number
    if (count >= least) found.set(v, count)
  })
  return found
}

/** Values with everything that is looked up about them. */
export function indexValues(values: readonly SharedValue[], size: number): Blocks {
  // Hours speak for members even where no component of them proposed anybody.
  const signals = [...new Set([...values.map(value => value.signal), coActivity])]
  const position = new Map(signals.map((signal, s) => [signal, s]))
  return {
    values,
    held: invert(values, size),
    signals,
    signalOf: Uint8Array.from(values, value => position.get(value.signal) ?? 0),
  }
}

/**
 * Runs every attribute's query. O(shared holdings) memory.
 * @param known shared values, by signal, that need not be asked for
 */
export async function block(
  store: Store,
  window: Window,
  population: Population,
  signals: readonly AttributeSignal[],
  extra: readonly SharedValue[] = [],
  known: ReadonlyMap<string, readonly SharedValue[]> = new Map(),
): Promise<Blocks> {
  const values: SharedValue[] = []
  for (const signal of signals) {
    const found = known.get(signal.id) ?? (await readShared(store, window, population, signal))
    for (const value of found) values.push(value)
  }
  for (const value of extra) values.push(value)
  return indexValues(values, population.size)
}
