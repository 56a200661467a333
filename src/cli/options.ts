/** Options every command shares, and how they open a store. */
import type { Command } from 'commander'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'

export interface StoreOptions {
  data: string
  clickhouse?: string
  json?: boolean
  /** For commands that only look: an absent store is an error, not a new folder. */
  readonly?: boolean
}

/** Adds `--data`, `--clickhouse` and `--json`. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'folder of the embedded store', '.stillwatch')
    .option('--clickhouse <url>', 'a ClickHouse server or cluster instead of the embedded store')
    .option('--json', 'machine-readable output')
}

/** Runs `work` with an open store and closes it whatever happens. */
export async function withStore<T>(options: StoreOptions, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(options)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
