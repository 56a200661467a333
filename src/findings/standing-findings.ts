/** The findings of the newest run, parsed once a run: lists, comparisons and timelines all ask for them. */
import { type FindingSummary, findingSummarySchema } from '../model/api.ts'
import type { Finding } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { listFindings, newestRun } from './read.ts'
import { remember } from './remember.ts'

/** The largest first; empty before the first `detect`. */
export async function standingFindings(store: Store): Promise<readonly Finding[]> {
  const run = await newestRun(store)
  return run === undefined ? [] : remember(store, run.run, 'findings', () => listFindings(store))
}

/** The same without evidence, as lists show them. */
export async function standingSummaries(store: Store): Promise<readonly FindingSummary[]> {
  const run = await newestRun(store)
  if (run === undefined) return []
  return remember(store, run.run, 'summaries', async () =>
    (await standingFindings(store)).map(one => findingSummarySchema.parse(one)),
  )
}
