/**
 * Memory: what one look leaves to the next. A look that has little more to see than the last full one reads again what
 * is new and rests on the other's work where nothing changed, so that its cost follows what is new.
 */
import type { Origin } from '../signals/signal.ts'
import type { SharedValue } from './block.ts'
import { Settled } from './group.ts'
import { Holdings } from './holdings.ts'
import { Census, type Population } from './population.ts'
import type { Rhythms } from './rhythm.ts'
import type { Upto } from './standing.ts'
import { TallyBook } from './tallies.ts'

/** Growth of the traffic from which a look is full again: evidence counts exchanges, and a twentieth more moves it little. */
const growthMost = 0.05
const dayMs = 86_400_000

/** What is expensive to read and moves slowly: hours, and which messages resemble each other. */
export interface Slow {
  readonly rhythms: Rhythms
  readonly timed: readonly SharedValue[]
  /** Shared values by signal. */
  readonly shared: ReadonlyMap<string, readonly SharedValue[]>
}

/** What the other origins said of a value's holders; it stands as long as they are the same. */
export type Said = Map<string, { readonly holders: number; readonly byOrigin: Map<Origin, number> }>

interface FullLook {
  readonly exchanges: number
  readonly at: number
  readonly slow: Slow
}

/** Handed from look to look of one store, in order of time. A look without it is full. */
export class Memory {
  #full: FullLook | undefined
  said: Said = new Map()
  settled = new Settled()
  /** What was counted stands over full looks too, up to a time; none while a look is at work or after one that failed. */
  upto: Upto | undefined
  readonly census = new Census()
  readonly holdings = new Holdings()
  readonly tallies = new TallyBook()

  /** What may be used again at a look that sees so much; undefined where the look must be full. */
  recall(exchanges: number, at: number, population: Population): Slow | undefined {
    const full = this.#full
    if (
      !full ||
      exchanges < full.exchanges ||
      exchanges > full.exchanges * (1 + growthMost) ||
      at < full.at ||
      at - full.at >= dayMs
    ) {
      this.#full = undefined
      this.said = new Map()
      this.settled = new Settled()
      this.holdings.tidy()
      return undefined
    }
    const rowOf = new Int32Array(population.size).fill(-1)
    rowOf.set(full.slow.rhythms.rowOf)
    return { ...full.slow, rhythms: { ...full.slow.rhythms, rowOf } }
  }

  /** Event time of the full look that the present one is, or rests on. */
  get base(): number | undefined {
    return this.#full?.at
  }

  keep(exchanges: number, at: number, slow: Slow): void {
    this.#full = { exchanges, at, slow }
  }
}
