/**
 * A data folder whose store knows networks and mail domains. Loading the lists takes five seconds of processor and is
 * tried by a test of its own; the others begin with a copy of what the first of a run has loaded.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { loadMailDomains, loadNetworks } from '../../src/ingest/enrich/load.ts'
import { openStore } from '../../src/store/open.ts'

/**
 * Puts the copy into `data`, which must not hold a store yet. No other store may be open in this process meanwhile. Gives
 * up when the one that loads has not ended in three minutes: it may have been killed.
 * @example await withNetworks(data); const store = await openStore({ data })
 */
export async function withNetworks(data: string): Promise<void> {
  const made = join(inject('runFolder'), 'networks')
  const making = `${made}-making`
  const latest = Date.now() + 180_000
  while (!existsSync(made)) {
    if (Date.now() > latest) throw new Error('another test file has not ended loading the lists')
    if (isFirst(making)) {
      try {
        await load(making)
        renameSync(making, made)
      } catch (error) {
        rmSync(making, { recursive: true, force: true })
        throw error
      }
    } else await new Promise(resolve => setTimeout(resolve, 200))
  }
  cpSync(made, data, { recursive: true })
}

/** Makes the folder; false when another process has. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function load(data: string): Promise<void> {
  const store = await openStore({ data })
  try {
    await loadNetworks(store)
    await loadMailDomains(store)
  } finally {
    await store.close()
  }
}
