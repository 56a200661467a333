import { resolve } from 'node:path'
import type { Store } from '../../store/store.ts'
import type { CountParquet } from '../verify.ts'
import { bulkQueries } from './queries.ts'

/** Reads Parquet files back with the engine, for `verifyWorld`. */
export const countParquet =
  (store: Store): CountParquet =>
  (path, from, until) =>
    store.stream(bulkQueries.countWritten, { path: resolve(path), from, until })
