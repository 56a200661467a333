/**
 * Controllers: are two sets of accounts switched on and off by one hand or by two? Pools that buy and ask alike still keep
 * the hours of whoever runs them; a pool that works when another pauses has the same master too.
 */
import { groupLeast } from './group.ts'
import type { Rhythms } from './rhythm.ts'

/** A set is at work on a day with this share of its busiest day's movement. */
const atWork = 0.25
/** Days on which two sets must have met before their hours say anything. */
const metLeast = 2
/** Standard errors by which a set must agree with itself to have hours of its own … */
const withinLeast = 4
/** … and, beside that, how little two sets may agree, for or against, to be two hands. */
const crossMost = 0.5
/** Standard errors by which one hand shows. */
const oneLeast = 4

/** Share of the longer-lived set's working days on which both must have been at work to be told apart. */
const besideLeast = 0.7

/** A set's rows summed, and their squares, hour by hour. */
interface Part {
  readonly rows: number
  readonly sum: Float64Array
  readonly energy: Float64Array
  readonly daily: Float64Array
}

/** A set is compared with many others, and its rows are summed once. */
const summed = new WeakMap<Float32Array, WeakMap<Iterable<number>, Part>>()

function partOf(accounts: Iterable<number>, rhythms: Rhythms): Part {
  const known = summed.get(rhythms.matrix) ?? new WeakMap<Iterable<number>, Part>()
  summed.set(rhythms.matrix, known)
  const part = known.get(accounts) ?? sum(accounts, rhythms)
  known.set(accounts, part)
  return part
}

function byDay(energy: Float64Array): Float64Array {
  const daily = new Float64Array(Math.ceil(energy.length / 24))
  energy.forEach((own, hour) => {
    const day = Math.floor(hour / 24)
    daily[day] = (daily[day] as number) + own
  })
  return daily
}

function sum(accounts: Iterable<number>, { rowOf, matrix, hours }: Rhythms): Part {
  const sums = new Float64Array(hours)
  const energy = new Float64Array(hours)
  let rows = 0
  for (const account of accounts) {
    const row = rowOf[account] as number
    if (row < 0) continue
    rows++
    for (let hour = 0; hour < hours; hour++) {
      const x = matrix[row * hours + hour] as number
      sums[hour] = (sums[hour] as number) + x
      energy[hour] = (energy[hour] as number) + x * x
    }
  }
  return { rows, sum: sums, energy, daily: byDay(energy) }
}

/** Who is left of a set without a part of it: their rows need not be summed again. */
function without(whole: Part, part: Part): Part {
  const energy = whole.energy.map((own, hour) => Math.max(0, own - (part.energy[hour] as number)))
  return {
    rows: whole.rows - part.rows,
    sum: whole.sum.map((own, hour) => own - (part.sum[hour] as number)),
    energy,
    daily: byDay(energy),
  }
}

/** What two sets agree on, for each unit of what they could (`room`), with its standard error among strangers. */
function agreementOf(
  a: Part,
  b: Part,
  on: readonly number[],
  inflation: number,
): { mean: number; error: number; room: number } {
  let product = 0
  let room = 0
  for (const day of on) {
    for (let hour = day * 24; hour < Math.min(a.sum.length, day * 24 + 24); hour++) {
      product += (a.sum[hour] as number) * (b.sum[hour] as number)
      if (a === b) product -= a.energy[hour] as number
      room += (a.energy[hour] as number) * (b.energy[hour] as number)
    }
  }
  return room > 0
    ? { mean: product / room, error: Math.sqrt(((a === b ? 2 : 1) * inflation) / room), room }
    : { mean: 0, error: Infinity, room }
}

/**
 * What two hands agree on by chance: shifts last for hours, so that two that met on three days have met but a few times,
 * and not 72. The root mean square of what they agree on when one set's days are laid beside other days of the other's,
 * and turned (circular shifts, Politis and Romano 1992); a schedule is no more like itself there than like another's.
 * @param room what they could agree on
 */
function byChance(a: Part, b: Part, on: readonly number[], room: number): number {
  let squares = 0
  for (let shift = 1; shift < on.length; shift++)
    for (let turn = 0; turn < 24; turn++) {
      let product = 0
      on.forEach((day, d) => {
        const beside = on[(d + shift) % on.length] as number
        for (let hour = 0; hour < 24; hour++)
          product += (a.sum[day * 24 + hour] ?? 0) * (b.sum[beside * 24 + ((hour + turn) % 24)] ?? 0)
      })
      squares += product * product
    }
  return room > 0 ? Math.sqrt(squares / (24 * (on.length - 1))) / room : Infinity
}

export type Hands = 'one' | 'two' | 'unknown'

/**
 * `one` where the hours of two sets agree, `two` where each has hours of its own and they do not, `unknown` where they never
 * met or have no hours of their own; and by how much two hands explain them better than one, in units of what one
 * hand's sets would agree on.
 */
export interface Compared {
  readonly hands: Hands
  readonly apart: number
}

const unknown: Compared = { hands: 'unknown', apart: 0 }

function compare(one: Part, other: Part, { pairNull: { inflation } }: Rhythms): Compared {
  if (Math.min(one.rows, other.rows) < groupLeast) return unknown
  const [mostOne, mostOther] = [Math.max(...one.daily), Math.max(...other.daily)]
  const works = (part: Part, most: number, day: number): boolean =>
    (part.daily[day] as number) >= atWork * most
  const days = [...one.daily.keys()]
  const [worked, otherWorked] = [
    days.filter(day => works(one, mostOne, day)),
    days.filter(day => works(other, mostOther, day)),
  ]
  const met = worked.filter(day => works(other, mostOther, day))
  if (met.length < metLeast) return unknown
  const busiest = Math.max(worked.length, otherWorked.length)
  const across = agreementOf(one, other, met, inflation)
  const within = [agreementOf(one, one, met, inflation), agreementOf(other, other, met, inflation)] as const
  // What one hand's sets would agree on; too few rows may hide it, so each is given what chance could have taken.
  const could = Math.sqrt(within.reduce((product, own) => product * Math.max(own.mean, own.error), 1))
  if (
    across.mean >= Math.max(oneLeast * across.error, crossMost * could) &&
    across.mean >= oneLeast * byChance(one, other, met, across.room)
  )
    return { hands: 'one', apart: 0 }
  if (within.some(own => own.mean < withinLeast * own.error)) return unknown
  const apart = crossMost - (Math.abs(across.mean) + 2 * across.error) / could
  // A pool that took over from another met it in passing only; that they differ then tells nothing.
  return apart > 0 && met.length >= besideLeast * busiest ? { hands: 'two', apart } : unknown
}

/** Are two sets one hand's? O(rows × hours), once for each set however often it is compared. */
export const compareHours = (a: Iterable<number>, b: Iterable<number>, rhythms: Rhythms): Compared =>
  compare(partOf(a, rhythms), partOf(b, rhythms), rhythms)

/** Are a part of a set and the rest of it one hand's? */
export function compareWithRest(part: Iterable<number>, whole: Iterable<number>, rhythms: Rhythms): Compared {
  const own = partOf(part, rhythms)
  return compare(own, without(partOf(whole, rhythms), own), rhythms)
}
