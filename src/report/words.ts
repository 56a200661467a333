/** Numbers as people write them. Fixed to English, so that the same store always gives the same bytes. */

/** `2,847,067` */
export const count = (value: number): string =>
  String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** `2.8 million` where the exact figure stands elsewhere. */
export function about(value: number): string {
  if (value >= 1e12) return `${trim(value / 1e12)} trillion`
  if (value >= 1e9) return `${trim(value / 1e9)} billion`
  if (value >= 1e6) return `${trim(value / 1e6)} million`
  return count(value)
}

const trim = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '')

/** `46 %`, `0.4 %`; the space does not break. */
export function percent(share: number): string {
  const value = share * 100
  const digits = value === 0 || value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 1 : 2
  return `${value.toFixed(digits).replace(/\.0$/, '')}\u00a0%`
}

/** A probability. Rounding never makes it a certainty. */
export const sure = (probability: number): string =>
  probability > 0.9999
    ? '>\u00a099.99\u00a0%'
    : `${(Math.floor(probability * 10_000) / 100).toFixed(2)}\u00a0%`

/** `22 April 2026`, from an RFC 3339 time or day. */
export function date(time: string): string {
  const [year = '', month = '1', day = '1'] = time.slice(0, 10).split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? ''} ${year}`
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'] // biome-ignore format: a list of twelve

/** Days touched by a window, both ends included. */
export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(last.slice(0, 10)) - Date.parse(first.slice(0, 10))) / 86_400_000) + 1

/** A log-likelihood ratio in nats, said as a ratio: `400 times likelier`. */
export function times(weight: number): string {
  const ratio = Math.exp(Math.abs(weight))
  if (ratio < 1.15) return 'says next to nothing'
  // A ratio beyond a million says no more than that: the null models are not that exact.
  const size = ratio > 1e6 ? 'over a million' : ratio < 10 ? trim(ratio) : count(Number(ratio.toPrecision(2)))
  return `${size} times ${weight > 0 ? 'likelier' : 'less likely'}`
}

/** `1 in 5,000` */
export const oneIn = (chance: number): string =>
  chance <= 0 ? 'less than 1 in 1 billion' : `1 in ${about(Number((1 / chance).toPrecision(2)))}`

/** First letter large. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `agentic tool use` */
export const label = (id: string): string => id.replaceAll('-', ' ')

/** `a, b and c` */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
