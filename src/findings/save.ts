/** Writes what one run of detection found. The run's own row comes last, so readers never see half a run. */
import type { Finding, Member, Run } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { lineageRows } from './lineage.ts'
import { readRun } from './read.ts'

/** Rows a batch: large enough for the engine, small enough to keep one batch's JSON around 10 MB. */
const rowsPerBatch = 5_000

/** The engine's own notation, which needs no parsing option on any server. */
const engineTime = (time: string): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '')

/**
 * Stores a run with its findings and members. A run is written once: saving the same run again changes nothing,
 * and a save that was cut off is completed by repeating it.
 * @example await saveRun(store, run, findings, new Map([[campaign.id, membersOfCampaign]]))
 */
export async function saveRun(
  store: Store,
  run: Run,
  findings: readonly Finding[],
  membersByFinding: ReadonlyMap<string, readonly Member[]>,
): Promise<void> {
  if ((await readRun(store, run.run)) !== undefined) return
  const asOf = engineTime(run.as_of)
  for (const finding of findings) {
    const members = membersByFinding.get(finding.id) ?? []
    for (let from = 0; from < members.length; from += rowsPerBatch) {
      const rows = members.slice(from, from + rowsPerBatch).map(member => ({
        run: run.run,
        as_of: asOf,
        id: finding.id,
        kind: finding.kind,
        account: member.account,
        probability: member.probability,
        since: engineTime(member.since),
        body: JSON.stringify(member),
      }))
      await store.append('members', `${run.run}/members/${finding.id}/${from}`, rows)
    }
  }
  if (findings.length > 0) {
    const rows = findings.map(finding => ({
      run: run.run,
      as_of: asOf,
      id: finding.id,
      kind: finding.kind,
      accounts: finding.accounts,
      exchanges: finding.exchanges,
      body: JSON.stringify(finding),
    }))
    await store.append('findings', `${run.run}/findings`, rows)
  }
  const lineage = lineageRows({ run: run.run, as_of: asOf }, findings)
  if (lineage.length > 0) await store.append('lineage', `${run.run}/lineage`, lineage)
  await store.append('runs', `${run.run}/run`, [{ run: run.run, as_of: asOf, body: JSON.stringify(run) }])
}
