/** What every command that reads logs needs: the key, the store, and the lists of networks and mail domains. */
import { join } from 'node:path'
import { loadMailDomains, loadNetworks } from '../ingest/enrich/load.ts'
import { type IngestOptions, ingest, type Progress } from '../ingest/ingest.ts'
import type { IngestReport } from '../ingest/report.ts'
import { loadKey } from '../store/key.ts'
import type { Store } from '../store/store.ts'
import type { CliIo } from './command.ts'
import { type StoreOptions, withStore } from './options.ts'

/** Reads files or folders into the open store; rejected lines go to `DATA/rejected`. */
export type TakeLogs = (
  paths: readonly string[],
  more?: Partial<IngestOptions>,
  progress?: (at: Progress) => void,
) => Promise<IngestReport>

/**
 * Opens key and store, loads the lists, runs `work` and closes the store whatever happens. The key comes first: a
 * folder that cannot be written is refused before anything is made in it.
 * @example await withIngest(io, flags, (store, take) => take(['logs/']))
 */
export async function withIngest<T>(
  io: CliIo,
  flags: StoreOptions,
  work: (store: Store, take: TakeLogs) => Promise<T>,
): Promise<T> {
  const key = await loadKey(flags.data, io.env.STILLWATCH_KEY)
  return withStore(flags, async store => {
    await loadNetworks(store)
    await loadMailDomains(store)
    const base = { clock: io.clock, rejectedFolder: join(flags.data, 'rejected') }
    return work(store, (paths, more = {}, progress) =>
      ingest(store, key, paths, { ...base, ...more }, progress),
    )
  })
}
