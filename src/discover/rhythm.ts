/**
 * Timing: who moves together once everybody's own rhythm is divided out? The decomposition proposes values that
 * link like any other attribute; a group's own common movement tests and extends it.
 */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import { makeRng } from '../rng.ts'
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Window } from '../signals/signal.ts'
import { type PairNull, pairNull } from '../stats/movement.ts'
import { type RhythmRow, residuals, rhythmMatrix } from '../stats/rhythm.ts'
import { leadingVectors, projections } from '../stats/subspace.ts'
import type { Store } from '../store/store.ts'
import type { SharedValue } from './block.ts'
import type { Population } from './population.ts'

const rhythmQuery = defineQuery(new URL('./rhythm.sql', import.meta.url), {
  params: z.object({ until: z.string(), least: z.number() }),
  row: z.unknown(),
})

/** Below this an account's hours say nothing that its neighbours' do not. */
const exchangesLeast = 24
/** Cells of the dense matrix at most (4 bytes each): above it only the busiest accounts are compared. */
const cellsMax = 120_000_000
const components = 24

export interface Rhythms {
  readonly hours: number
  /** Row of each account, -1 where it has too little traffic. */
  readonly rowOf: Int32Array
  readonly accountOf: Int32Array
  /** Row-major, each row of length 1. */
  readonly matrix: Float32Array
  /** What two strangers' rows have in common. */
  readonly pairNull: PairNull
}

const comma = ','.charCodeAt(0)
const zero = '0'.charCodeAt(0)

/** The whole numbers of `[1,2,3]`. */
function listed<A extends Int32Array | Float64Array>(text: string, make: (length: number) => A): A {
  let length = text.length > 2 ? 1 : 0
  for (let i = 1; i < text.length - 1; i++) if (text.charCodeAt(i) === comma) length++
  const numbers = make(length)
  let [at, number] = [0, 0]
  for (let i = 1; i < text.length - 1; i++) {
    const digit = text.charCodeAt(i)
    if (digit === comma) {
      numbers[at++] = number
      number = 0
    } else number = 10 * number + digit - zero
  }
  if (length > 0) numbers[at] = number
  return numbers
}

/** Those who were active in most hours. */
const busiest = (rows: readonly RhythmRow[], room: number, { traffic }: Population): RhythmRow[] => {
  const nameOf = (row: RhythmRow): string => traffic[row.account]?.account ?? ''
  return [...rows]
    .sort((a, b) => b.hours.length - a.hours.length || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, room)
}

export async function readRhythms(
  store: Store,
  window: Window,
  population: Population,
  seed: number,
): Promise<Rhythms> {
  const found: RhythmRow[] = []
  let start = Infinity
  let end = -Infinity
  const columns = await store.columns(rhythmQuery, { until: window.until, least: exchangesLeast })
  const { account: names = [], hours: hourLists = [], counts: countLists = [] } = columns
  for (let i = 0; i < names.length; i++) {
    const own = listed(hourLists[i] as string, length => new Int32Array(length))
    start = Math.min(start, own[0] ?? Infinity)
    end = Math.max(end, own[own.length - 1] ?? -Infinity)
    const account = population.index.get(names[i] as string)
    if (account === undefined) continue
    const counts = listed(countLists[i] as string, length => new Float64Array(length))
    found.push({ account, hours: own, counts })
  }
  start = Math.floor(start / 24) * 24
  const hours = found.length > 0 ? end - start + 1 : 0
  const room = hours > 0 ? Math.floor(cellsMax / hours) : 0
  const rows = found.length > room ? busiest(found, room, population) : found
  for (const row of rows)
    for (let i = 0; i < row.hours.length; i++) row.hours[i] = (row.hours[i] as number) - start
  const rowOf = new Int32Array(population.size).fill(-1)
  rows.forEach((row, r) => {
    rowOf[row.account] = r
  })
  const matrix = residuals(rhythmMatrix(rows, hours))
  return {
    hours,
    rowOf,
    accountOf: Int32Array.from(rows, row => row.account),
    matrix,
    pairNull: pairNull(matrix, rows.length, hours, makeRng(seed)),
  }
}

/** Product of one row with a direction over hours; four sums at once, as one would wait for itself. */
export function along({ hours, matrix }: Rhythms, row: number, direction: Float64Array): number {
  const offset = row * hours
  let [a, b, c, d] = [0, 0, 0, 0]
  let h = 0
  for (; h + 3 < hours; h += 4) {
    a += (matrix[offset + h] as number) * (direction[h] as number)
    b += (matrix[offset + h + 1] as number) * (direction[h + 1] as number)
    c += (matrix[offset + h + 2] as number) * (direction[h + 2] as number)
    d += (matrix[offset + h + 3] as number) * (direction[h + 3] as number)
  }
  for (; h < hours; h++) a += (matrix[offset + h] as number) * (direction[h] as number)
  return a + b + c + d
}

/** Median and spread (1.4826 × median absolute deviation) of the scores. */
export function robustScale(scores: ArrayLike<number>): { centre: number; spread: number } {
  const sorted = Float64Array.from(scores).sort()
  const centre = sorted[sorted.length >> 1] ?? 0
  const deviations = sorted.map(score => Math.abs(score - centre)).sort()
  return { centre, spread: Math.max(1e-9, 1.4826 * (deviations[deviations.length >> 1] ?? 0)) }
}

/** Accounts this many spreads out move with a component; a normal tail has 1 in 30,000 there. */
const standOut = 4

/** The decomposition's components as shared values: those who stand out on one side of one. */
export function rhythmValues(rhythms: Rhythms, seed: number): SharedValue[] {
  const rows = rhythms.accountOf.length
  if (rows < 50 || rhythms.hours < 48) return []
  const k = Math.min(components, rhythms.hours)
  const v = leadingVectors(rhythms.matrix, rows, rhythms.hours, k, makeRng(seed))
  const values: SharedValue[] = []
  const signal: AttributeSignal = coActivity
  for (const [c, scores] of projections(rhythms.matrix, rows, rhythms.hours, v, k).entries()) {
    const { centre, spread } = robustScale(scores)
    for (const side of [1, -1]) {
      const out: number[] = []
      for (let r = 0; r < rows; r++) {
        if ((side * ((scores[r] as number) - centre)) / spread >= standOut)
          out.push(rhythms.accountOf[r] as number)
      }
      if (out.length < 4) continue
      values.push({
        signal,
        value: `${c + 1}${side > 0 ? '+' : '-'}`,
        holders: Int32Array.from(out).sort(),
        uses: new Float64Array(out.length).fill(1),
      })
    }
  }
  return values
}

/** The common movement of some members, of length 1; members without rhythm are passed over. */
export function commonMovement(rhythms: Rhythms, members: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(rhythms.hours)
  for (let i = 0; i < members.length; i++) {
    const r = rhythms.rowOf[members[i] as number] as number
    if (r < 0) continue
    const offset = r * rhythms.hours
    for (let h = 0; h < rhythms.hours; h++)
      sum[h] = (sum[h] as number) + (rhythms.matrix[offset + h] as number)
  }
  let square = 0
  for (const x of sum) square += x * x
  const length = Math.sqrt(square) || 1
  for (let h = 0; h < sum.length; h++) sum[h] = (sum[h] as number) / length
  return sum
}
