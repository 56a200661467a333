/** The same worlds with less to go on: one source missing, or texts kept back, or texts kept. */
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Compared, comparedTable } from '../../src/range/compared.ts'
import { createLineFile, readLines } from '../../src/range/files.ts'
import { parseJson, readLabels } from '../../src/range/labels.ts'
import { poolScores } from '../../src/range/pooled.ts'
import { type Score, score } from '../../src/range/score.ts'
import { type SparseWorld, sparseWorlds } from '../../src/range/sparse.ts'
import type { Asked } from './over-seeds.ts'
import { inFolder, type MadeWorld, makeWorld, stillwatch, takeAndLook } from './stillwatch.ts'

interface Way {
  readonly id: string
  readonly what: string
  /** The files such a provider would bring; `folder` is there to write into. */
  readonly files: (world: MadeWorld, folder: string, data: string) => Promise<readonly string[]>
  readonly keepTextMs?: number
}

async function write(world: MadeWorld, folder: string, sparse: SparseWorld): Promise<string[]> {
  const files: string[] = []
  for (const file of world.files) {
    const change = basename(file).startsWith('accounts') ? sparse.account : sparse.exchange
    if (change === undefined) {
      files.push(file)
      continue
    }
    const out = createLineFile(folder, basename(file))
    for await (const line of readLines(file)) {
      const changed = change(parseJson(line) as Record<string, unknown>)
      if (changed !== undefined) out.write(`${JSON.stringify(changed)}\n`, 1)
    }
    if (out.close().lines > 0) files.push(join(folder, basename(file)))
  }
  return files
}

const ways: readonly Way[] = [
  {
    id: 'default',
    what: 'everything; texts sketched and dropped (default)',
    files: async world => world.files,
  },
  {
    id: 'keep-text',
    what: 'full text kept (`--keep-text`)',
    files: async world => world.files,
    keepTextMs: 30 * 86_400_000,
  },
  {
    id: 'edge',
    what: 'sketches made at an edge (`stillwatch sketch`)',
    files: async (world, folder, data) => {
      const out = join(folder, 'sketched.jsonl')
      stillwatch('sketch', ...world.files, '--data', data, '--out', out)
      return [out]
    },
  },
  ...sparseWorlds.map(
    (sparse: SparseWorld): Way => ({
      id: sparse.id,
      what: sparse.what,
      files: (world, folder) => write(world, folder, sparse),
    }),
  ),
]

async function see(way: Way, world: MadeWorld): Promise<Score> {
  return inFolder(async folder => {
    const data = join(folder, 'data')
    const own = join(folder, 'files')
    mkdirSync(own)
    const files = await way.files(world, own, data)
    const { keepTextMs } = way
    const found = await takeAndLook(files, data, keepTextMs === undefined ? {} : { keepTextMs })
    const result = score(await readLabels(world.labels), found)
    console.error(
      `${world.name} ${world.seed} ${way.id}: recall ${(100 * result.recall).toFixed(1)} %, ${result.falseMembers} false of ${result.flagged}, groups accused: ${result.accused.join(' ') || 'none'}`,
    )
    return result
  })
}

/** Markdown: a line a way, pooled over all worlds. */
export async function bySource(asked: Asked, only: readonly string[]): Promise<string[]> {
  const chosen = ways.filter(way => only.length === 0 || only.includes(way.id))
  const scores = new Map(chosen.map(way => [way, [] as Score[]]))
  for (const name of asked.worlds)
    for (const seed of asked.seeds)
      await inFolder(async folder => {
        const world = makeWorld(join(folder, 'world'), name, seed, asked.size)
        for (const [way, own] of scores) own.push(await see(way, world))
      })
  const rows = [...scores].map(([way, own]): Compared => ({ name: way.what, pooled: poolScores(own) }))
  return comparedTable('what detection had', rows)
}
