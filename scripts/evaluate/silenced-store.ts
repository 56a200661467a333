/** A store in which some questions have no answer: detection without a signal, with nothing else changed. */
import type { Store } from '../../src/store/store.ts'

export interface SilencedStore {
  readonly store: Store
  /** Silenced queries that were asked. One that never was has another name by now, and was not left out. */
  readonly asked: ReadonlySet<string>
}

/**
 * @param silent names of queries, `signals/shared-address`
 * @example await detect(silence(store, new Set(['signals/shared-address'])).store)
 */
export function silence(store: Store, silent: ReadonlySet<string>): SilencedStore {
  const asked = new Set<string>()
  const isSilent = ({ name }: { readonly name: string }): boolean => {
    if (silent.has(name)) asked.add(name)
    return silent.has(name)
  }
  const quiet: Store = {
    engine: store.engine,
    rows: async (query, params, signal) => (isSilent(query) ? [] : store.rows(query, params, signal)),
    stream: async function* (query, params, signal) {
      if (!isSilent(query)) yield* store.stream(query, params, signal)
    },
    columns: async (query, params) => (isSilent(query) ? {} : store.columns(query, params)),
    run: (query, params, settings) => store.run(query, params, settings),
    append: (table, batchId, rows) => store.append(table, batchId, rows),
    close: () => store.close(),
  }
  return { store: quiet, asked }
}
