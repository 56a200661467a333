import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng, type Rng } from '../rng.ts'
import { type RhythmRow, residual, residuals, rhythmMatrix } from './rhythm.ts'

const seed = 20261122
const days = 14
const hours = days * 24

/** Knuth's product of uniforms; the means here are small. */
function poisson(rng: Rng, mean: number): number {
  const floor = Math.exp(-mean)
  let n = 0
  for (let product = rng(); product > floor; product *= rng()) n++
  return n
}

function rowOf(account: number, counts: ArrayLike<number>): RhythmRow {
  const active = Array.from(counts, (n, hour) => [hour, n] as const).filter(([, n]) => n > 0)
  return {
    account,
    hours: Int32Array.from(active, ([hour]) => hour),
    counts: Float64Array.from(active, ([, n]) => n),
  }
}

/** `rate(account, hour)` exchanges expected, drawn. */
function draw(accounts: number, rate: (account: number, hour: number) => number): RhythmRow[] {
  const rng = makeRng(seed)
  return Array.from({ length: accounts }, (_, account) =>
    rowOf(
      account,
      Array.from({ length: hours }, (_, hour) => poisson(rng, rate(account, hour))),
    ),
  )
}

/** Mean correlation between rows: of length 1 each, it follows from the length of their sum. */
function agreement(all: Float32Array, rows: number): number {
  let square = 0
  for (let hour = 0; hour < hours; hour++) {
    let sum = 0
    for (let r = 0; r < rows; r++) sum += all[r * hours + hour] as number
    square += sum * sum
  }
  return (square - rows) / (rows * (rows - 1))
}

/** The same on the counts as they are, centred: what residuals must take away. */
function rawAgreement(rows: readonly RhythmRow[]): number {
  const all = new Float32Array(rows.length * hours)
  rows.forEach((row, r) => {
    const counts = new Float64Array(hours)
    row.hours.forEach((hour, i) => {
      counts[hour] = row.counts[i] as number
    })
    const mean = counts.reduce((a, b) => a + b, 0) / hours
    const length = Math.sqrt(counts.reduce((sum, n) => sum + (n - mean) ** 2, 0))
    counts.forEach((n, hour) => {
      all[r * hours + hour] = (n - mean) / length
    })
  })
  return agreement(all, rows.length)
}

const officeHours = (hour: number): number => Math.max(0.05, Math.sin(((hour % 24) / 24) * Math.PI) ** 4)
const weekday = (hour: number): number => (Math.floor(hour / 24) % 7 < 5 ? 1 : 0.15)

const sparse = fc
  .array(fc.tuple(fc.nat(hours - 1), fc.integer({ min: 1, max: 500 })), { maxLength: 60 })
  .map(entries => new Map(entries))
const rows = fc.array(sparse, { minLength: 1, maxLength: 12 }).map(list =>
  list.map((counts, account) =>
    rowOf(
      account,
      Array.from({ length: hours }, (_, hour) => counts.get(hour) ?? 0),
    ),
  ),
)

describe('a residual', () => {
  test(`has length 1 or none, sums to 0 on every day, and is 0 on idle days (seed ${seed})`, () => {
    fc.assert(
      fc.property(rows, list => {
        const matrix = rhythmMatrix(list, hours)
        const out = new Float64Array(hours)
        list.forEach((row, r) => {
          residual(matrix, r, out)
          const square = out.reduce((sum, x) => sum + x * x, 0)
          expect(row.hours.length === 0 ? square : Math.min(square, Math.abs(square - 1))).toBeCloseTo(0, 9)
          for (let day = 0; day < days; day++) {
            const part = out.slice(day * 24, day * 24 + 24)
            const isActive = row.hours.some(hour => Math.floor(hour / 24) === day)
            expect(part.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9)
            if (!isActive) expect(part.every(x => x === 0)).toBe(true)
          }
        })
      }),
      { seed, numRuns: 100 },
    )
  })

  test(`moves with whole days, and idle days around change nothing (seed ${seed})`, () => {
    fc.assert(
      fc.property(sparse, fc.integer({ min: 0, max: 9 }), (counts, by) => {
        const row = rowOf(
          0,
          Array.from({ length: hours }, (_, hour) => counts.get(hour) ?? 0),
        )
        const longer = hours + 24 * by
        const plain = {
          rows: [row],
          hours,
          common: new Float64Array(hours).fill(1),
          logCommon: new Float64Array(hours),
        }
        const moved = {
          rows: [{ ...row, hours: row.hours.map(hour => hour + 24 * by) }],
          hours: longer,
          common: new Float64Array(longer).fill(1),
          logCommon: new Float64Array(longer),
        }
        const [before, after] = [new Float64Array(hours), new Float64Array(longer)]
        residual(plain, 0, before)
        residual(moved, 0, after)
        // Where nobody else moves, nothing of a row is everybody's.
        expect(before.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(counts.size === 0 ? 0 : 1, 9)
        expect([...after.slice(24 * by)]).toEqual([...before])
      }),
      { seed, numRuns: 100 },
    )
  })

  test(`is its account's own: the order of rows changes none (seed ${seed})`, () => {
    fc.assert(
      fc.property(rows, list => {
        const all = residuals(rhythmMatrix(list, hours))
        const back = residuals(rhythmMatrix([...list].reverse(), hours))
        list.forEach((_, r) => {
          const other = list.length - 1 - r
          for (let hour = 0; hour < hours; hour++)
            expect(
              Math.abs((all[r * hours + hour] as number) - (back[other * hours + hour] as number)),
            ).toBeLessThan(1e-5)
        })
      }),
      { seed, numRuns: 10 },
    )
  })
})

describe('what residuals take away and what they leave', () => {
  const accounts = 80
  // A working day of one time zone, weekends off, volumes over two orders of magnitude.
  const worker = (account: number, hour: number): number =>
    4 * 10 ** (account / accounts - 0.5) * officeHours(hour) * weekday(hour)

  test(`colleagues who keep the same hours agree in traffic and not in residuals (seed ${seed})`, () => {
    const list = draw(accounts, worker)
    expect(rawAgreement(list)).toBeGreaterThan(0.4)
    expect(Math.abs(agreement(residuals(rhythmMatrix(list, hours)), accounts))).toBeLessThan(0.02)
  })

  test(`an outage that stops everybody is divided out, and would show if it were not (seed ${seed})`, () => {
    const inOutage = (hour: number): boolean => hour >= 4 * 24 + 9 && hour < 4 * 24 + 16
    const list = draw(accounts, (account, hour) => (inOutage(hour) ? 0 : worker(account, hour)))
    const matrix = rhythmMatrix(list, hours)
    const divided = agreement(residuals(matrix), accounts)
    const left = agreement(
      residuals({ ...matrix, common: new Float64Array(hours).fill(1), logCommon: new Float64Array(hours) }),
      accounts,
    )
    expect(left).toBeGreaterThan(0.05)
    expect(Math.abs(divided)).toBeLessThan(0.02)
  })

  test(`services, which do not follow what people do, are not made to move together (seed ${seed})`, () => {
    const rng = makeRng(seed + 2)
    // People come and go with the news; sixty services do not read it.
    const news = Array.from({ length: hours }, () => 0.4 + 1.2 * rng())
    const services = 60
    const list = draw(services + 240, (account, hour) =>
      account < services ? 1.5 : worker(account % accounts, hour) * (news[hour] as number),
    )
    const matrix = rhythmMatrix(list, hours)
    const all = residuals(matrix)
    expect(agreement(all.subarray(0, services * hours), services)).toBeLessThan(0.002)
    // And people, who do, are not left with it.
    expect(agreement(all.subarray(services * hours), 240)).toBeLessThan(0.01)
  })

  test(`a controller that pauses a tenth of the accounts shows in exactly those (seed ${seed})`, () => {
    const rng = makeRng(seed + 1)
    const pauses = Array.from({ length: hours }, () => rng() < 0.2)
    const pool = accounts / 10
    const isPool = (account: number): boolean => account % 10 === 0
    const list = draw(accounts, (account, hour) =>
      isPool(account) && pauses[hour] ? 0 : 2 * officeHours(hour + 3 * (account % 7)) + 1,
    )
    const own = list.filter((_, account) => isPool(account))
    const matrix = rhythmMatrix(list, hours)
    const all = residuals(matrix)
    const direction = new Float64Array(hours)
    for (const { account } of own)
      for (let hour = 0; hour < hours; hour++)
        direction[hour] = (direction[hour] as number) + (all[account * hours + hour] as number) / pool
    const score = (account: number): number =>
      direction.reduce((sum, x, hour) => sum + x * (all[account * hours + hour] as number), 0)
    const scores = list.map((_, account) => score(account))
    const strangers = scores.filter((_, account) => !isPool(account))
    const members = scores.filter((_, account) => isPool(account))
    expect(Math.min(...members)).toBeGreaterThan(Math.max(...strangers))
  })
})
