/** Opens the store: the folder's own engine, or the ClickHouse the user brings. */
import { accessSync, constants, existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { classify } from './classify.ts'
import { ClickHouseStore } from './clickhouse-store.ts'
import { openEmbedded } from './embedded.ts'
import type { Engine } from './engine.ts'
import { makeFolder } from './folder.ts'
import { isLockedByAnother, lockedError, statusPid } from './lock.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openServer } from './server.ts'
import type { Store } from './store.ts'

export interface OpenOptions {
  /** The data folder: the embedded store lives in its `db`, the key in its `key`. */
  readonly data: string
  /** A server or cluster instead: http(s)://user:password@host:8123/database?cluster=NAME */
  readonly clickhouse?: string | undefined
  /** Writes nothing, not even the schema; the folder is taken all the same (one process at a time). */
  readonly readonly?: boolean | undefined
  /** Most memory one query may take in the embedded engine; half the machine, at most 4 GiB, unless told. */
  readonly memoryBytes?: number | undefined
}

/**
 * @example const store = await openStore({ data: '.stillwatch' })
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const readonly = options.readonly ?? false
  const engine =
    options.clickhouse === undefined
      ? await openFolder(options, readonly)
      : await openServer(options.clickhouse, { readonly })
  try {
    await migrate(engine, readMigrations(), readonly)
    return new ClickHouseStore(engine)
  } catch (error) {
    await engine.close()
    throw classify(error, 'store/open')
  }
}

async function openFolder(options: OpenOptions, readonly: boolean): Promise<Engine> {
  const folder = resolve(options.data)
  const path = join(folder, 'db')
  if (readonly && !existsSync(path)) {
    throw new AppError(
      'missing',
      'store/absent',
      `no store in ${options.data}: run \`stillwatch ingest\` first`,
    )
  }
  try {
    makeFolder(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    const message = `the data folder ${options.data} cannot be written; give another with --data`
    throw new AppError('denied', 'store/read-only-folder', message, { cause })
  }
  if (isLockedByAnother(path, process.pid)) throw lockedError(options.data, path)
  const memoryBytes = options.memoryBytes ?? Math.min(totalmem() / 2, 4 * 1024 ** 3)
  try {
    return await openEmbedded(path, { memoryBytes: Math.floor(memoryBytes), readonly })
  } catch (error) {
    const holder = statusPid(path)
    if (!(error instanceof AppError) && holder !== undefined && holder !== process.pid) {
      throw lockedError(options.data, path, error)
    }
    throw error instanceof AppError ? error : cannotOpen(error, options.data)
  }
}

const cannotOpen = (cause: unknown, data: string): AppError =>
  new AppError('upstream', 'store/cannot-open', `the embedded store in ${data} does not open`, {
    detail: cause instanceof Error ? cause.message : String(cause),
    cause,
    retryable: false,
  })
