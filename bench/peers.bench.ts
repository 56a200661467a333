/**
 * What one would otherwise run, beside detection, on the same worlds: members found at each level, honest people and
 * look-alike groups accused, and time. Peers that others made are run where `PEERS` says they lie (bench/peers/installed.ts).
 * Run: npx tsx bench/peers.bench.ts --seeds 1,2 --accounts 1200 --days 5 [--write]
 *      npx tsx bench/peers.bench.ts --folder WORLD --labels LABELS.jsonl
 */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeSection } from '../scripts/evaluate/page.ts'
import { inFolder, makeWorld, stillwatch } from '../scripts/evaluate/stillwatch.ts'
import { detect } from '../src/discover/detect.ts'
import { campaignMembers } from '../src/findings/read.ts'
import { type Compared, comparedTable, type Skipped } from '../src/range/compared.ts'
import { type FoundLine, type LabelLine, readLabels } from '../src/range/labels.ts'
import { poolScores } from '../src/range/pooled.ts'
import { type Score, score } from '../src/range/score.ts'
import { openStore } from '../src/store/open.ts'
import { sharedAddress, sharedAddressFew, sharedAnything } from './peers/components.ts'
import { fraudar } from './peers/fraudar.ts'
import { installed } from './peers/installed.ts'
import type { Group, Peer } from './peers/peer.ts'
import { synchroTrap } from './peers/synchro-trap.ts'
import { threshold } from './peers/threshold.ts'
import { type PeerWorld, readPeerWorld } from './peers/world.ts'

const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    worlds: { type: 'string', default: 'ladder,quiet' },
    accounts: { type: 'string', default: '1200' },
    days: { type: 'string', default: '5' },
    /** A world that is there already. */
    folder: { type: 'string' },
    labels: { type: 'string' },
    /** Into docs/evaluation.md; only printed without it. */
    write: { type: 'boolean', default: false },
  },
})

const ours: Peer = {
  name: 'stillwatch detect',
  source: 'this project',
  find: async ({ store, accounts }) => {
    await detect(store)
    const index = new Map(accounts.map((account, i) => [account, i]))
    const groups = new Map<string, number[]>()
    for await (const { campaign, member } of campaignMembers(store))
      groups.set(campaign, [...(groups.get(campaign) ?? []), index.get(member.account) ?? -1])
    return [...groups.values()]
  },
}
const peers: readonly Peer[] = [
  ours,
  threshold,
  sharedAddress,
  sharedAddressFew,
  sharedAnything,
  synchroTrap,
  fraudar,
  ...installed,
]

interface Outcome {
  /** Everybody accused, and those in groups that an all-knowing reader would keep. */
  readonly scores: Score[]
  readonly kept: Score[]
  seconds: number
}
const outcomes = new Map<Peer, Outcome>()
const skipped: Skipped[] = []
for (const peer of peers) {
  const reason = peer.missing?.()
  if (reason === undefined) outcomes.set(peer, { scores: [], kept: [], seconds: 0 })
  else skipped.push({ name: peer.name, skipped: reason })
}

const truthOf = (labels: readonly LabelLine[]): Map<string, string | undefined> =>
  new Map(labels.map(line => [line.account, line.campaign]))

function oracleOf(labels: readonly LabelLine[]): (accounts: readonly string[]) => PeerWorld['oracle'] {
  const truth = truthOf(labels)
  const campaigns = new Set([...truth.values()].filter(campaign => campaign !== undefined)).size
  return accounts => ({ campaigns, honest: i => truth.get(accounts[i] ?? '') === undefined })
}

/** Nine in ten of a group one can act on are members of campaigns. */
const pureLeast = 0.9

function usable(groups: readonly Group[], world: PeerWorld): Group[] {
  return groups.filter(
    group => group.filter(account => !world.oracle.honest(account)).length >= pureLeast * group.length,
  )
}

const foundLines = (groups: readonly Group[], world: PeerWorld): FoundLine[] =>
  groups.flatMap((group, g) =>
    group.map(account => ({ campaign: String(g), account: world.accounts[account] ?? '' })),
  )

/** A peer that breaks down is told of and left out; ours must not. */
async function ask(peer: Peer, world: PeerWorld, name: string): Promise<readonly Group[] | undefined> {
  try {
    return await peer.find(world)
  } catch (error) {
    if (peer === ours) throw error
    outcomes.delete(peer)
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    skipped.push({ name: peer.name, skipped: `broke down on ${name}: ${reason}` })
    return undefined
  }
}

async function judge(
  name: string,
  labels: readonly LabelLine[],
  files: readonly string[],
  data: string,
): Promise<void> {
  const store = await openStore({ data })
  try {
    const world = await readPeerWorld(store, files, oracleOf(labels))
    for (const [peer, outcome] of outcomes) {
      const began = performance.now()
      const groups = await ask(peer, world, name)
      if (groups === undefined) continue
      const seconds = (performance.now() - began) / 1000
      const result = score(labels, foundLines(groups, world))
      outcome.scores.push(result)
      outcome.kept.push(score(labels, foundLines(usable(groups, world), world)))
      outcome.seconds += seconds
      console.error(
        `${name} ${peer.name}: ${groups.length} groups, recall ${(100 * result.recall).toFixed(1)} %, ${result.falseMembers} false of ${result.flagged}, ${seconds.toFixed(1)} s`,
      )
    }
  } finally {
    await store.close()
  }
}

async function play(name: string, files: readonly string[], labels: string): Promise<void> {
  await inFolder(async folder => {
    const data = join(folder, 'data')
    stillwatch('ingest', ...files, '--data', data, '--json')
    await judge(name, await readLabels(labels), files, data)
  })
}

if (flags.folder !== undefined && flags.labels !== undefined) {
  const { folder } = flags
  await play(
    folder,
    readdirSync(folder).map(file => join(folder, file)),
    flags.labels,
  )
} else
  for (const name of flags.worlds.split(','))
    for (const seed of flags.seeds.split(','))
      await inFolder(async folder => {
        const world = makeWorld(join(folder, 'world'), name, seed, flags)
        await play(`${name} ${seed}`, world.files, world.labels)
      })

const rows = [...outcomes].map(
  ([peer, { scores, seconds }]): Compared => ({ name: peer.name, pooled: poolScores(scores), seconds }),
)
const kept = [...outcomes].map(([peer, own]): Compared => ({ name: peer.name, pooled: poolScores(own.kept) }))
const lines = [
  ...comparedTable('method', [...rows, ...skipped]),
  '',
  'Methods without a bar of their own are given one that labels tell: at most one honest account in a thousand, or as many blocks',
  'as there are campaigns. Time is for all worlds together, on a store that is filled: ours reads it, theirs were handed arrays.',
  '',
  'If somebody who knows the truth kept only the groups of which nine in ten are members:',
  '',
  ...comparedTable('method', kept),
  '',
  `Sources: ${[...outcomes.keys()].map(({ name, source }) => `${name}: ${source}`).join('; ')}.`,
]
if (flags.write)
  writeSection('docs/evaluation.md', {
    marker: 'npx tsx bench/peers.bench.ts',
    heading: '## Beside peers',
    command: `npx tsx bench/peers.bench.ts --seeds ${flags.seeds} --worlds ${flags.worlds} --accounts ${flags.accounts} --days ${flags.days} --write`,
    lines,
  })
else console.log(lines.join('\n'))
