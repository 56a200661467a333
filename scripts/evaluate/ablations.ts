/** Each family of signals left out in turn, and each left alone: what it carries. */
import { join } from 'node:path'
import { detect } from '../../src/discover/detect.ts'
import { families } from '../../src/model/finding.ts'
import { type Compared, comparedTable } from '../../src/range/compared.ts'
import { type FoundLine, readLabels } from '../../src/range/labels.ts'
import { poolScores } from '../../src/range/pooled.ts'
import { type Score, score } from '../../src/range/score.ts'
import { signals } from '../../src/signals/index.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import type { Asked } from './over-seeds.ts'
import { silence } from './silenced-store.ts'
import { inFolder, makeWorld, membersOf, stillwatch } from './stillwatch.ts'

/** Co-activity has no answer of its own: everybody's hours are read, and what moves together is computed. */
const queryOf = (id: string): string => (id === 'co-activity' ? 'discover/rhythm' : `signals/${id}`)

interface Ablation {
  readonly what: string
  readonly silent: ReadonlySet<string>
}

const ablations: readonly Ablation[] = [
  { what: 'all signals', silent: new Set() },
  ...families
    .map(family => ({ family, ids: signals.filter(one => one.family === family).map(one => one.id) }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ family, ids }) => ({ what: `without ${family}`, silent: new Set(ids.map(queryOf)) })),
]

/**
 * One store for all: each looks a minute later than the one before, so that its run is one of its own and the newest.
 * Nothing happens in those minutes.
 */
async function look(store: Store, { what, silent }: Ablation, asOf: number): Promise<FoundLine[]> {
  const quiet = silence(store, silent)
  await detect(quiet.store, { asOf: new Date(asOf).toISOString() })
  const missed = [...silent].filter(name => !quiet.asked.has(name))
  if (missed.length > 0) throw new Error(`${what}: detection never asked ${missed.join(', ')}`)
  return membersOf(store)
}

/** Markdown: a line an ablation, pooled over all worlds. */
export async function byFamily(asked: Asked): Promise<string[]> {
  const scores = new Map(ablations.map(one => [one, [] as Score[]]))
  for (const name of asked.worlds)
    for (const seed of asked.seeds)
      await inFolder(async folder => {
        const world = makeWorld(join(folder, 'world'), name, seed, asked.size)
        const data = join(folder, 'data')
        stillwatch('ingest', ...world.files, '--data', data, '--json')
        const labels = await readLabels(world.labels)
        const store = await openStore({ data })
        try {
          // After the last exchange of any world of the range.
          let asOf = Date.UTC(2027, 0, 1)
          for (const [one, own] of scores) {
            asOf += 60_000
            const result = score(labels, await look(store, one, asOf))
            own.push(result)
            console.error(
              `${name} ${seed} ${one.what}: recall ${(100 * result.recall).toFixed(1)} %, ${result.falseMembers} false of ${result.flagged}, groups accused: ${result.accused.join(' ') || 'none'}`,
            )
          }
        } finally {
          await store.close()
        }
      })
  const rows = [...scores].map(([one, own]): Compared => ({ name: one.what, pooled: poolScores(own) }))
  return comparedTable('signals', rows)
}
