/** The finding a route speaks of, with the run it belongs to. */
import { AppError } from '../errors.ts'
import { finding, newestRun } from '../findings/read.ts'
import type { Finding, Run } from '../model/finding.ts'
import type { Store } from '../store/store.ts'

export async function oneFinding(
  store: Store,
  kind: Finding['kind'],
  id: string,
): Promise<{ run: Run; found: Finding }> {
  const run = await newestRun(store)
  const found = await finding(store, id)
  if (run === undefined || found?.kind !== kind)
    throw new AppError('missing', `${kind}/unknown`, `no such ${kind} in the newest run`)
  return { run, found }
}
