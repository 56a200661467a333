/** One value of each signal for each account, so that agreement can be counted without weighing sets. */
import type { AttributeSignal } from '../signals/signal.ts'
import { honestTilt, logConcentration } from '../stats/concentration.ts'
import type { Blocks, SharedValue } from './block.ts'
import type { Population } from './population.ts'

export interface Primary {
  readonly signal: AttributeSignal
  /**
   * Index into the blocks' values for each account, −1 where it shares none. `most`: the one it uses most. `least`:
   * the one of lowest hash, under which two accounts agree with the probability of their sets' overlap (Broder 1997).
   */
  readonly most: Int32Array
  readonly least: Int32Array
}

const mix = (x: number): number => {
  let h = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

export function primaries(
  blocks: Blocks,
  population: Population,
  signals: readonly AttributeSignal[],
): Primary[] {
  const made = new Map(
    signals.map(signal => [
      signal,
      {
        signal,
        most: new Int32Array(population.size).fill(-1),
        least: new Int32Array(population.size).fill(-1),
        uses: new Float64Array(population.size),
        hash: new Float64Array(population.size).fill(Infinity),
      },
    ]),
  )
  blocks.values.forEach((value, v) => {
    const entry = made.get(value.signal)
    if (!entry) return
    const hash = mix(v)
    value.holders.forEach((holder, i) => {
      const uses = value.uses[i] as number
      if (uses > (entry.uses[holder] as number)) {
        entry.uses[holder] = uses
        entry.most[holder] = v
      }
      if (hash < (entry.hash[holder] as number)) {
        entry.hash[holder] = hash
        entry.least[holder] = v
      }
    })
  })
  return [...made.values()].map(({ signal, most, least }) => ({ signal, most, least }))
}

/** Pseudo-accounts by which a stratum's rate is drawn towards everybody's. */
const shrinkage = 50

/** Holders of each value in each stratum, counted once when first asked for. */
export class StratumCounts {
  readonly #blocks: Blocks
  readonly #population: Population
  readonly #counts = new Map<number, Int32Array>()

  constructor(blocks: Blocks, population: Population) {
    this.#blocks = blocks
    this.#population = population
  }

  of(value: number): Int32Array {
    const known = this.#counts.get(value)
    if (known) return known
    const { strata, stratum } = this.#population
    const counts = new Int32Array(strata.length)
    for (const holder of (this.#blocks.values[value] as SharedValue).holders) {
      const s = stratum[holder] as number
      counts[s] = (counts[s] as number) + 1
    }
    this.#counts.set(value, counts)
    return counts
  }
}

/** Whether two hold the same value at all: most sets that are asked are small and agree on nothing. */
function repeats(values: Int32Array): boolean {
  if (values.length > 32) return new Set(values.filter(v => v >= 0)).size < values.filter(v => v >= 0).length
  for (let i = 1; i < values.length; i++) {
    const v = values[i] as number
    if (v >= 0 && values.indexOf(v) < i) return true
  }
  return false
}

/** Log e-value that `members` agree on one column of values more than strangers of their strata would. */
export function agreementNats(
  members: ArrayLike<number>,
  column: Int32Array,
  blocks: Blocks,
  population: Population,
  counts: StratumCounts,
): number {
  const size = members.length
  const values = new Int32Array(size)
  for (let i = 0; i < size; i++) values[i] = column[members[i] as number] as number
  if (!repeats(values)) return 0
  const strata = population.strata.length
  const inside = new Map<number, number>()
  const insideStrata = new Map<number, number>()
  const others = Math.max(1, population.size - size)
  const strataInside = new Int32Array(population.strata.length)
  for (let i = 0; i < size; i++) {
    const s = population.stratum[members[i] as number] as number
    strataInside[s] = (strataInside[s] as number) + 1
    const v = values[i] as number
    if (v < 0) continue
    inside.set(v, (inside.get(v) ?? 0) + 1)
    insideStrata.set(v * strata + s, (insideStrata.get(v * strata + s) ?? 0) + 1)
  }
  return logConcentration(
    values,
    i => {
      const v = values[i] as number
      const s = population.stratum[members[i] as number] as number
      const holders = (blocks.values[v] as SharedValue).holders.length - (inside.get(v) ?? 0)
      const rate = (holders + 1) / (others + 1)
      const own = (counts.of(v)[s] as number) - (insideStrata.get(v * strata + s) ?? 0)
      const stratumSize = (population.strata[s] as number) - (strataInside[s] as number)
      return (own + shrinkage * rate) / (stratumSize + shrinkage)
    },
    honestTilt,
  )
}
