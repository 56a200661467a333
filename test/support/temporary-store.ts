/** A store in a folder of its own, or on a test cluster, gone when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import type { TestCluster } from './clickhouse-server.ts'

export interface TemporaryStore {
  readonly store: Store
  readonly data: string
  end(): Promise<void>
}

/**
 * @param begin what the data folder holds before the store opens
 * @example const { store, end } = await openTemporary()
 */
export async function openTemporary(
  cluster?: TestCluster,
  begin?: (data: string) => Promise<void>,
): Promise<TemporaryStore> {
  const data = mkdtempSync(join(tmpdir(), 'stillwatch-store-'))
  const clean = async (): Promise<void> => {
    await cluster?.stop()
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await begin?.(data)
    const store = await openStore({ data, clickhouse: cluster?.url })
    const end = async (): Promise<void> => {
      await store.close()
      await clean()
    }
    return { store, data, end }
  } catch (error) {
    await clean()
    throw error
  }
}
