/** Block: which accounts hold a value in common? The only step that looks at everybody. */
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Holding, Window } from '../signals/signal.ts'
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

/** Collects rows `(account, value)` sorted by value into shared values. */
function collect(signal: AttributeSignal, rows: readonly Holding[], population: Population): SharedValue[] {
  const found: SharedValue[] = []
  let start = 0
  while (start < rows.length) {
    const value = rows[start]?.value ?? ''
    let end = start
    while (end < rows.length && rows[end]?.value === value) end++
    const holders: [number, number][] = []
    for (const row of rows.slice(start, end)) {
      const position = population.index.get(row.account)
      if (position !== undefined) holders.push([position, row.uses])
    }
    holders.sort((a, b) => a[0] - b[0])
    if (holders.length >= 3) {
      found.push({
        signal,
        value,
        holders: Int32Array.from(holders, h => h[0]),
        uses: Float64Array.from(holders, h => h[1]),
      })
    }
    start = end
  }
  return found
}

/** Inverts values by holder. */
function invert(values: readonly SharedValue[], size: number): Int32Array[] {
  const counts = new Int32Array(size)
  for (const value of values) for (const holder of value.holders) counts[holder] = (counts[holder] ?? 0) + 1
  const held = Array.from(counts, count => new Int32Array(count))
  const filled = new Int32Array(size)
  values.forEach((value, v) => {
    for (const holder of value.holders) {
      const list = held[holder] as Int32Array
      list[filled[holder] as number] = v
      filled[holder] = (filled[holder] as number) + 1
    }
  })
  return held
}

/** For each value that somebody among `accounts` holds: how many of them do. */
export function countHeld(accounts: Iterable<number>, held: Blocks['held']): Map<number, number> {
  const counts = new Map<number, number>()
  for (const account of accounts)
    for (const v of held[account] as Int32Array) counts.set(v, (counts.get(v) ?? 0) + 1)
  return counts
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
 * @param known holdings, by signal, that need not be asked for
 */
export async function block(
  store: Store,
  window: Window,
  population: Population,
  signals: readonly AttributeSignal[],
  extra: readonly SharedValue[] = [],
  known: ReadonlyMap<string, readonly Holding[]> = new Map(),
): Promise<Blocks> {
  const values: SharedValue[] = []
  for (const signal of signals) {
    const rows = known.get(signal.id) ?? (await store.rows(signal.query, window))
    const found = collect(signal, rows, population)
    for (const value of found) values.push(value)
  }
  for (const value of extra) values.push(value)
  return indexValues(values, population.size)
}
