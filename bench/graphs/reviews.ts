/**
 * Reviews with a filter's verdicts (YelpChi; Rayana and Akoglu 2015). Rows stand in an order that leaks the label: users
 * and products are numbered anew in an order drawn by lot. Read, never copied.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Rng } from '../../src/rng.ts'

export interface Reviews {
  readonly users: number
  /** Reviewers of each product. */
  readonly products: readonly (readonly number[])[]
  /** Whether any review of a user was filtered. */
  readonly isFiltered: Uint8Array
}

function shuffle<T>(items: T[], rng: Rng): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1))
    ;[items[i], items[j]] = [items[j] as T, items[i] as T]
  }
  return items
}

export function readReviews(folder: string, rng: Rng): Reviews {
  const lines = gunzipSync(readFileSync(join(folder, 'metadata.gz')))
    .toString()
    .trim()
    .split('\n')
  const rows = shuffle(
    lines.map(line => line.split(/\s+/)),
    rng,
  )
  const numbers = (column: number): Map<string, number> =>
    new Map(shuffle([...new Set(rows.map(row => row[column] ?? ''))], rng).map((name, i) => [name, i]))
  const users = numbers(0)
  const products = numbers(1)
  const reviewers: number[][] = Array.from({ length: products.size }, () => [])
  const isFiltered = new Uint8Array(users.size)
  for (const [user = '', product = '', , label] of rows) {
    const position = users.get(user) ?? 0
    reviewers[products.get(product) ?? 0]?.push(position)
    if (label === '-1') isFiltered[position] = 1
  }
  return { users: users.size, products: reviewers, isFiltered }
}

/** Area under the ROC curve of scores against labels; equal scores count half (Mann and Whitney 1947). */
export function auc(scores: ArrayLike<number>, labels: Uint8Array): number {
  const order = Array.from(labels, (_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let ranks = 0
  let positives = 0
  for (let at = 0; at < order.length; ) {
    let end = at
    while (end < order.length && scores[order[end] ?? 0] === scores[order[at] ?? 0]) end++
    const middle = (at + end + 1) / 2
    for (; at < end; at++)
      if (labels[order[at] ?? 0]) {
        ranks += middle
        positives++
      }
  }
  const negatives = order.length - positives
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}
