/** Where findings come from: merges, splits and successors, kept from run to run beside the findings themselves. */
import { z } from 'zod'
import { type Ancestor, type Finding, relations } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

/** A campaign's history is a handful of rows; more than this would be a fault of the runs. */
const mostRelations = 100_000

export const lineageQuery = defineQuery(new URL('./lineage.sql', import.meta.url), {
  params: z.object({ until: z.string(), id: z.string(), limit: z.int() }),
  row: z.object({
    id: z.string(),
    relation: z.enum([...relations, 'successor']),
    earlier: z.string(),
    seen: z.string(),
  }),
})

const engineTime = (time: string): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '')

type Relation = z.infer<typeof lineageQuery.row>

/** What went into a finding, oldest first, and whose work it took up. */
export interface Ancestry {
  readonly lineage: readonly Ancestor[]
  readonly predecessor?: string
}

/** Ancestry by finding, as far as runs up to `until` (RFC 3339) saw it; of one finding when `id` is given. */
export async function readAncestry(store: Store, until: string, id = ''): Promise<Map<string, Ancestry>> {
  const rows = await store.rows(lineageQuery, { until: engineTime(until), id, limit: mostRelations })
  const known = new Map<string, Ancestry>()
  for (const row of rows) known.set(row.id, joined(known.get(row.id) ?? { lineage: [] }, row))
  return known
}

function joined(own: Ancestry, { relation, earlier, seen }: Relation): Ancestry {
  if (relation === 'successor') return { ...own, predecessor: earlier }
  return { ...own, lineage: [...own.lineage, { relation, earlier, seen }] }
}

/** The finding that an id went into, by as many merges as there were; undefined when it went nowhere. */
export async function heirOf(store: Store, until: string, id: string): Promise<string | undefined> {
  const heirs = new Map<string, string>()
  for (const [heir, { lineage }] of await readAncestry(store, until))
    for (const { relation, earlier } of lineage) if (relation === 'merged') heirs.set(earlier, heir)
  // An id may be taken up again after a merge, so nobody is met twice.
  const met = new Set([id])
  let heir = id
  for (let next = heirs.get(heir); next !== undefined && !met.has(next); next = heirs.get(heir)) {
    met.add(next)
    heir = next
  }
  return heir === id ? undefined : heir
}

/** A finding with all that went into it, over all runs. */
export function withAncestry(finding: Finding, known: ReadonlyMap<string, Ancestry>): Finding {
  const own = known.get(finding.id)
  if (own === undefined) return finding
  const predecessor = finding.predecessor ?? own.predecessor
  return {
    ...finding,
    ...(own.lineage.length > 0 && { lineage: [...own.lineage] }),
    ...(predecessor !== undefined && { predecessor }),
  }
}

/** Rows of one run, for `saveRun`: what this run saw, and no more. */
export const lineageRows = (run: { run: string; as_of: string }, findings: readonly Finding[]) =>
  findings.flatMap(({ id, lineage = [], predecessor }) =>
    [
      ...lineage.map(({ relation, earlier }) => ({ relation, earlier })),
      ...(predecessor === undefined ? [] : [{ relation: 'successor', earlier: predecessor }]),
    ].map(row => ({ ...run, id, ...row })),
  )

/** Keeps whose work findings took up, where that shows only after their run was saved. Keeping it again changes nothing. */
export async function saveSuccession(
  store: Store,
  run: { run: string; as_of: string },
  found: readonly { id: string; earlier: string }[],
): Promise<void> {
  if (found.length === 0) return
  const as_of = engineTime(run.as_of)
  const rows = found.map(({ id, earlier }) => ({ run: run.run, as_of, id, relation: 'successor', earlier }))
  await store.append('lineage', `${run.run}/succession/${found.map(one => one.id).join(' ')}`, rows)
}
