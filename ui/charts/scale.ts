/** Axes that end on round numbers. */

/** At most about `parts` steps from 0 to at least `most`, each 1, 2 or 5 times a power of ten. */
export function ticks(most: number, parts: number): number[] {
  if (!(most > 0)) return [0]
  const rough = most / parts
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find(one => one * power >= rough) ?? 10) * power
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}

const dayMs = 86_400_000
export const dayNumber = (day: string): number => Math.floor(Date.parse(day.slice(0, 10)) / dayMs)
export const dayText = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)

/** Mondays between two days (every day of a short window), thinned so that their labels do not touch. */
export function weekTicks(from: number, to: number, width: number): number[] {
  // 1970-01-01 was a Thursday, so day 4 was a Monday.
  const mondays: number[] = []
  const stride = to - from < 15 ? 1 : 7
  for (let day = from + (stride === 7 ? (((4 - from) % 7) + 7) % 7 : 0); day <= to; day += stride)
    mondays.push(day)
  if (mondays.length === 0) return [from]
  const every = Math.max(1, Math.ceil((mondays.length * 56) / Math.max(56, width)))
  // A label is about 44 pixels; one that begins closer to the end would be cut.
  const step = width / (to - from + 1)
  return mondays.filter((day, index) => index % every === 0 && (day - from) * step < width - 44)
}
