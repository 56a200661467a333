/** Detection over several seeds of each world: recall, false members, look-alikes, and with looks in between what leaked. */
import { join } from 'node:path'
import { readLines } from '../../src/range/files.ts'
import { type FoundLine, type LabelLine, parseJson, readLabels } from '../../src/range/labels.ts'
import { type CampaignLeak, leaks, leakTable } from '../../src/range/leaked.ts'
import { pooledTables, poolScores } from '../../src/range/pooled.ts'
import { type Score, score } from '../../src/range/score.ts'
import { openStore } from '../../src/store/open.ts'
import {
  inFolder,
  type MadeWorld,
  makeWorld,
  membersOf,
  stillwatch,
  takeAndLook,
  type WorldSize,
} from './stillwatch.ts'

export interface Asked {
  readonly seeds: readonly string[]
  readonly worlds: readonly string[]
  readonly size: WorldSize
  /** Event time between two looks; without it detection looks once, at the end. */
  readonly every: string | undefined
}

interface Result {
  readonly score: Score
  readonly exchanges: number
  readonly leaks: readonly CampaignLeak[]
}

async function readTimes(world: MadeWorld, labels: readonly LabelLine[]): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  for (const { account, campaign } of labels) if (campaign !== undefined) times.set(account, [])
  for (const file of world.files.filter(path => path.includes('exchanges')))
    for await (const line of readLines(file)) {
      const { account, time } = parseJson(line) as { account: string; time: string }
      times.get(account)?.push(Date.parse(time))
    }
  return new Map([...times].filter(([, own]) => own.length > 0))
}

/** Looks once, or at every step; a replay's last look is the one that is scored. */
async function look(world: MadeWorld, data: string, every: string | undefined): Promise<FoundLine[]> {
  if (every === undefined) return takeAndLook(world.files, data)
  stillwatch('replay', ...world.files, '--every', every, '--data', data, '--json')
  const store = await openStore({ data, readonly: true })
  try {
    return await membersOf(store)
  } finally {
    await store.close()
  }
}

async function judge(name: string, seed: string, asked: Asked): Promise<Result> {
  return inFolder(async folder => {
    const world = makeWorld(join(folder, 'world'), name, seed, asked.size)
    const labels = await readLabels(world.labels)
    const found = await look(world, join(folder, 'data'), asked.every)
    const own = score(labels, found)
    console.error(
      `${name} ${seed}: ${world.exchanges} exchanges, recall ${(100 * own.recall).toFixed(1)} %, ${own.falseMembers} false of ${own.flagged}, groups accused: ${own.accused.join(' ') || 'none'}`,
    )
    return {
      score: own,
      exchanges: world.exchanges,
      leaks: asked.every === undefined ? [] : leaks(labels, found, await readTimes(world, labels)),
    }
  })
}

async function judgeAll(name: string, asked: Asked): Promise<{ title: string; results: Result[] }> {
  const results: Result[] = []
  for (const seed of asked.seeds) results.push(await judge(name, seed, asked))
  const exchanges = results.reduce((sum, one) => sum + one.exchanges, 0)
  const seeds = `${results.length} ${results.length === 1 ? 'seed' : 'seeds'}`
  return { title: `### World \`${name}\`: ${seeds}, ${exchanges.toLocaleString('en')} exchanges`, results }
}

/** Markdown: a heading and its tables for each world. */
export async function overSeeds(asked: Asked): Promise<string[]> {
  const lines = [
    'Intervals are Clopper–Pearson at 95 % and take accounts as independent; the members of one campaign are not, so the',
    'campaigns and worlds beside them are the surer count.',
  ]
  for (const name of asked.worlds) {
    const { title, results } = await judgeAll(name, asked)
    lines.push('', title, '', ...pooledTables(poolScores(results.map(one => one.score))))
  }
  return lines
}

/** Markdown: what each level had drawn before its accounts were flagged, for each world played in event time. */
export async function leaksOverSeeds(asked: Asked): Promise<string[]> {
  const lines = [
    'What was drawn before an account was flagged, all of it where it never was. Members that only an earlier look had flagged count as',
    'never flagged. Times are from a campaign’s first exchange.',
  ]
  for (const name of asked.worlds) {
    const { title, results } = await judgeAll(name, asked)
    lines.push('', title, '', ...leakTable(results.flatMap(one => one.leaks)))
  }
  return lines
}
