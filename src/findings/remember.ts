/** Answers about a finished run do not change: they are counted once and kept while that run is the newest. */
import type { Store } from '../store/store.ts'

/** More than a person opens between two runs; the oldest is counted again. */
const mostAnswers = 256

const kept = new WeakMap<Store, { run: string; answers: Map<string, Promise<unknown>> }>()

/** What `count` gave for this run and key before, or what it gives now. A failure is not kept. */
export function remember<T>(store: Store, run: string, key: string, count: () => Promise<T>): Promise<T> {
  const held = kept.get(store)
  const answers = held?.run === run ? held.answers : new Map<string, Promise<unknown>>()
  if (held?.run !== run) kept.set(store, { run, answers })
  const known = answers.get(key)
  if (known !== undefined) return known as Promise<T>
  const [oldest] = answers.keys()
  if (answers.size >= mostAnswers && oldest !== undefined) answers.delete(oldest)
  const fresh = count()
  answers.set(key, fresh)
  fresh.catch(() => answers.delete(key))
  return fresh
}
