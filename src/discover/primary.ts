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

/** Sets up to this size are compared pair by pair, which is cheaper than a table of counts. */
const fewMembers = 32

/** By value, all zero between two questions: a table is not made anew for each of millions. */
let places = new Int32Array(0)

function wider(before: Int32Array, value: number): Int32Array<ArrayBuffer> {
  const after = new Int32Array(2 * value + 1)
  after.set(before)
  return after
}

/** Whether two hold the same value at all: most sets that are asked are small and agree on nothing. */
function repeats(values: Int32Array): boolean {
  if (values.length > fewMembers) {
    let again = false
    for (const v of values) {
      if (v < 0) continue
      if (v >= places.length) places = wider(places, v)
      if (places[v] !== 0) {
        again = true
        break
      }
      places[v] = 1
    }
    for (const v of values) if (v >= 0 && v < places.length) places[v] = 0
    return again
  }
  for (let i = 1; i < values.length; i++) {
    const v = values[i] as number
    if (v < 0) continue
    for (let j = 0; j < i; j++) if (values[j] === v) return true
  }
  return false
}

/** Every account's primary values side by side: those of a set stand on a few lines of memory. */
export interface Sheet {
  readonly width: number
  /** `[account × width + 2 × column]` is what the account uses most, the next one its `least`. */
  readonly cells: Int32Array
}

export function sheetOf(primary: readonly Primary[], size: number): Sheet {
  const width = 2 * primary.length
  const cells = new Int32Array(size * width)
  primary.forEach(({ most, least }, column) => {
    for (let account = 0, at = 2 * column; account < size; account++, at += width) {
      cells[at] = most[account] as number
      cells[at + 1] = least[account] as number
    }
  })
  return { width, cells }
}

/**
 * Log e-value that `members` agree on one column of values more than strangers of their strata would.
 * @param values what each member holds, −1 for nothing
 */
export function agreementNats(
  members: ArrayLike<number>,
  values: Int32Array,
  blocks: Blocks,
  population: Population,
  counts: StratumCounts,
): number {
  if (!repeats(values)) return 0
  const size = members.length
  const { stratum, strata } = population
  const others = Math.max(1, population.size - size)
  const inside = size > fewMembers ? tally(members, values, stratum, strata.length) : undefined
  return logConcentration(
    values,
    i => {
      const v = values[i] as number
      const s = stratum[members[i] as number] as number
      const place = inside ? (inside.placeOf[i] as number) : 0
      let alike = inside ? (inside.held[place] as number) : 0
      let alikeHere = inside ? (inside.heldBy[place * strata.length + s] as number) : 0
      let here = inside ? (inside.strata[s] as number) : 0
      for (let j = 0; !inside && j < size; j++) {
        const sameStratum = stratum[members[j] as number] === s
        if (sameStratum) here++
        if (values[j] !== v) continue
        alike++
        if (sameStratum) alikeHere++
      }
      const rate = ((blocks.values[v] as SharedValue).holders.length - alike + 1) / (others + 1)
      const own = (counts.of(v)[s] as number) - alikeHere
      return (own + shrinkage * rate) / ((strata[s] as number) - here + shrinkage)
    },
    honestTilt,
  )
}

/** How many of the members hold each value, hold it within each stratum, and stand in each stratum. */
interface Tally {
  /** Where each member's value stands among those that are held; −1 where it holds none. */
  readonly placeOf: Int32Array
  readonly held: Int32Array
  readonly heldBy: Int32Array
  readonly strata: Int32Array
}

function tally(members: ArrayLike<number>, values: Int32Array, stratum: Int32Array, kinds: number): Tally {
  const placeOf = new Int32Array(values.length)
  let distinct = 0
  values.forEach((v, i) => {
    if (v >= places.length) places = wider(places, v)
    if (v >= 0 && places[v] === 0) places[v] = ++distinct
    placeOf[i] = v < 0 ? -1 : (places[v] as number) - 1
  })
  for (const v of values) if (v >= 0) places[v] = 0
  const held = new Int32Array(distinct)
  const heldBy = new Int32Array(distinct * kinds)
  const strata = new Int32Array(kinds)
  for (let i = 0; i < members.length; i++) {
    const s = stratum[members[i] as number] as number
    strata[s] = (strata[s] as number) + 1
    const place = placeOf[i] as number
    if (place < 0) continue
    held[place] = (held[place] as number) + 1
    heldBy[place * kinds + s] = (heldBy[place * kinds + s] as number) + 1
  }
  return { placeOf, held, heldBy, strata }
}
