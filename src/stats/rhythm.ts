/**
 * Co-activity residuals: an account's hourly counts with its own rhythm divided out. What is left moves together
 * only where something outside the accounts moves them. Rows are made on the fly from sparse counts.
 */

export interface RhythmRow {
  /** Position of the account. */
  readonly account: number
  /** Hours relative to the matrix's first hour, ascending. */
  readonly hours: Int32Array
  readonly counts: Float64Array
}

export interface RhythmMatrix {
  readonly rows: readonly RhythmRow[]
  readonly hours: number
  /** What everybody did in each hour against what their own rhythms foretold: outages and holidays, divided out. */
  readonly common: Float64Array
  /** Its logarithm, the same for every row. */
  readonly logCommon: Float64Array
}

/** Pseudo-exchanges of the flat profile mixed into each account's own; keeps quiet hours from having no variance. */
const profilePrior = 12

/** Active days from which one may be left out of the profile. */
const daysLeast = 4

/**
 * Own hours of the day × own activity of each day. The busiest day stays out of the hours: a launch that hundreds joined
 * at noon would otherwise bend all their profiles the same way, and the other days would seem to move together.
 */
function expectation(row: RhythmRow, hours: number, out: Float64Array): void {
  const profile = new Float64Array(24).fill(profilePrior / 24)
  const days = Math.ceil(hours / 24)
  const daily = new Float64Array(days)
  for (let i = 0; i < row.hours.length; i++) {
    const day = Math.floor((row.hours[i] as number) / 24)
    daily[day] = (daily[day] as number) + (row.counts[i] as number)
  }
  let busiest = 0
  let active = 0
  for (let day = 0; day < days; day++) {
    if ((daily[day] as number) > 0) active++
    if ((daily[day] as number) > (daily[busiest] as number)) busiest = day
  }
  const leftOut = active >= daysLeast ? busiest : -1
  let total = 0
  for (let i = 0; i < row.hours.length; i++) {
    const hour = row.hours[i] as number
    if (Math.floor(hour / 24) === leftOut) continue
    const n = row.counts[i] as number
    profile[hour % 24] = (profile[hour % 24] as number) + n
    total += n
  }
  for (let day = 0, at = 0; day < days; day++) {
    const n = daily[day] as number
    for (let hour = 0; hour < 24 && at < hours; hour++, at++)
      out[at] = (n * (profile[hour] as number)) / (total + profilePrior)
  }
}

/** Everybody's factor by which an hour is multiplied, at least. */
const factorLeast = 0.01

/** Builds the matrix from sparse rows; O(rows × hours) time, O(hours) memory beyond the rows. */
export function rhythmMatrix(rows: readonly RhythmRow[], hours: number): RhythmMatrix {
  const seen = new Float64Array(hours)
  const foretold = new Float64Array(hours)
  const expected = new Float64Array(hours)
  for (const row of rows) {
    expectation(row, hours, expected)
    let total = 0
    for (const n of row.counts) total += n
    // Linear in the counts, so that sparse hours are not taken for quiet ones; the weight keeps whales from deciding.
    const weight = total > 0 ? 1 / Math.sqrt(total) : 0
    for (let hour = 0; hour < hours; hour++)
      foretold[hour] = (foretold[hour] as number) + weight * (expected[hour] as number)
    for (let i = 0; i < row.hours.length; i++) {
      const hour = row.hours[i] as number
      seen[hour] = (seen[hour] as number) + weight * (row.counts[i] as number)
    }
  }
  const common = new Float64Array(hours).fill(1)
  let ratioTotal = 0
  for (let hour = 0; hour < hours; hour++) {
    const ratio = ((seen[hour] as number) + 1) / ((foretold[hour] as number) + 1)
    common[hour] = ratio
    ratioTotal += ratio
  }
  const mean = ratioTotal / Math.max(1, hours)
  for (let hour = 0; hour < hours; hour++) common[hour] = mean > 0 ? (common[hour] as number) / mean : 1
  const logCommon = common.map(factor => Math.log(Math.max(factorLeast, factor)))
  return { rows, hours, common, logCommon }
}

/** Takes each active day's mean off its hours. */
function centreDays(row: Float64Array, active: Uint8Array): void {
  for (let day = 0; day < active.length; day++) {
    if (!active[day]) continue
    const from = day * 24
    const to = Math.min(row.length, from + 24)
    let sum = 0
    for (let hour = from; hour < to; hour++) sum += row[hour] as number
    for (let hour = from; hour < to; hour++) row[hour] = (row[hour] as number) - sum / (to - from)
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** A row is left with less than this of its movement only where all of it was everybody's. */
const ownLeast = 1e-6

/**
 * One row's residuals, standardised to mean 0 and length 1 over the hours of the days it was active.
 * Variance-stabilised counts (Anscombe 1948), so that one burst does not drown the rest. What everybody did is foretold
 * of a row as far as it follows (a regression on one factor): a service does not keep people's holidays, and all
 * services together would else seem to move against them.
 * @param out scratch and result, one cell an hour
 */
export function residual(matrix: RhythmMatrix, r: number, out: Float64Array): void {
  const row = matrix.rows[r] as RhythmRow
  expectation(row, matrix.hours, out)
  const active = new Uint8Array(Math.ceil(matrix.hours / 24))
  for (const hour of row.hours) active[Math.floor(hour / 24)] = 1
  const follows = new Float64Array(matrix.hours)
  const nothing = 2 * Math.sqrt(0.375)
  for (let day = 0; day < active.length; day++) {
    const to = Math.min(matrix.hours, day * 24 + 24)
    if (!active[day]) {
      out.fill(0, day * 24, to)
      continue
    }
    for (let hour = day * 24; hour < to; hour++) {
      const factor = Math.max(factorLeast, matrix.common[hour] as number)
      const foretold = 2 * Math.sqrt((out[hour] as number) * factor + 0.375)
      // By how much the root grows with the power of the factor.
      follows[hour] = (foretold / 2) * (matrix.logCommon[hour] as number)
      out[hour] = nothing - foretold
    }
  }
  for (let i = 0; i < row.hours.length; i++) {
    const hour = row.hours[i] as number
    out[hour] = (out[hour] as number) + 2 * Math.sqrt((row.counts[i] as number) + 0.375) - nothing
  }
  centreDays(out, active)
  centreDays(follows, active)
  const before = product(out, out)
  const room = product(follows, follows)
  // Foretold as if it followed wholly, it follows by less, down to not at all. By more only where it leads: what moves a
  // launch's crowd on its day would be taken out of all their other days.
  const measure = room > 0 ? Math.min(0, Math.max(-1, product(out, follows) / room)) : 0
  for (let hour = 0; hour < matrix.hours; hour++)
    out[hour] = (out[hour] as number) - measure * (follows[hour] as number)
  const length = Math.sqrt(product(out, out))
  // Of a row that does what everybody does, and nothing else, rounding errors are left.
  const own = length > ownLeast * Math.sqrt(before)
  for (let hour = 0; hour < matrix.hours; hour++) out[hour] = own ? (out[hour] as number) / length : 0
}

/** All residuals as one row-major Float32Array. Bounded by the caller: rows × hours × 4 bytes. */
export function residuals(matrix: RhythmMatrix): Float32Array {
  const all = new Float32Array(matrix.rows.length * matrix.hours)
  const buffer = new Float64Array(matrix.hours)
  for (let r = 0; r < matrix.rows.length; r++) {
    residual(matrix, r, buffer)
    all.set(buffer, r * matrix.hours)
  }
  return all
}
