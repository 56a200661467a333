/**
 * Peers that others made. They are run where they lie, never copied: `PEERS` names a folder with `node_modules`,
 * `fraudar` (its repository), `dcube/DCube-2.0.jar` and `Glasswally` (built); what is not there is left out with the reason.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { glasswally } from './glasswally.ts'
import type { Group, Peer } from './peer.ts'
import { aboveBestBar } from './threshold.ts'
import type { PeerWorld } from './world.ts'

const folder = process.env.PEERS ?? ''
const python = process.env.PEERS_PYTHON ?? 'python3'
const script = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))

const absent = (path: string): string | undefined =>
  folder === ''
    ? 'PEERS names no folder with peers'
    : existsSync(join(folder, path))
      ? undefined
      : `no ${path} in the folder of peers`

const pythonLacks = (module: string): string | undefined =>
  spawnSync(python, ['-c', `import ${module}`]).status === 0 ? undefined : `${python} has no ${module}`

/** Runs `work` with a folder of its own. */
function inFolder<T>(work: (own: string) => T): T {
  const own = mkdtempSync(join(tmpdir(), 'stillwatch-peer-'))
  try {
    return work(own)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

const isolationForest: Peer = {
  name: 'Isolation Forest on accounts (best bar)',
  source: 'scikit-learn, BSD-3-Clause',
  missing: () => pythonLacks('sklearn'),
  find: async world => {
    const rows = world.conduct.map(({ account: _, ...numbers }) => Object.values(numbers))
    const out = execFileSync(python, [script('isolation_forest.py')], {
      input: JSON.stringify(rows),
      maxBuffer: 1 << 28,
    })
    return aboveBestBar(JSON.parse(out.toString()), world).map(account => [account])
  },
}

const fraudarPackage: Peer = {
  name: 'rgmining-fraudar, as many blocks as there are campaigns',
  source: 'rgmining/fraudar, GPL-3.0 around Apache-2.0 core',
  missing: () => absent('fraudar/fraudar/export/greedy.py') ?? pythonLacks('scipy'),
  find: async world => {
    const edges = world.values.flatMap(({ holders }, v) => holders.map(holder => [holder, v]))
    const input = JSON.stringify({ edges, blocks: Math.max(1, world.oracle.campaigns) })
    const out = execFileSync(python, [script('run_fraudar.py'), join(folder, 'fraudar')], {
      input,
      maxBuffer: 1 << 28,
    })
    return JSON.parse(out.toString())
  },
}

/** A tensor of account × object × day, as numbers: the reference reads no others. */
function* tuples(world: PeerWorld): Generator<string> {
  const objects = new Map<string, number>()
  const first = world.cells.reduce((least, cell) => Math.min(least, cell.hour), Infinity)
  for (const { object, hour, accounts } of world.cells) {
    const number = objects.get(object) ?? objects.size
    objects.set(object, number)
    for (const account of accounts) yield `${account},${number},${Math.floor((hour - first) / 24)},1\n`
  }
}

const dcube: Peer = {
  name: 'D-Cube (account × object × day), as many blocks as there are campaigns',
  source: 'kijungs/dcube 2.0, GPL-3.0',
  missing: () =>
    absent('dcube/DCube-2.0.jar') ?? (spawnSync('java', ['-version']).status === 0 ? undefined : 'no java'),
  find: async world =>
    inFolder(own => {
      writeFileSync(join(own, 'tensor.csv'), [...tuples(world)].join(''))
      const jar = join(folder, 'dcube', 'DCube-2.0.jar')
      const count = String(Math.max(1, world.oracle.campaigns))
      const words = ['-cp', jar, 'dcube.Proposed', 'tensor.csv', 'out', '3', 'geo', 'density', '1.0', count]
      execFileSync('mkdir', ['-p', join(own, 'out')])
      execFileSync('java', words, { cwd: own, stdio: 'ignore' })
      return readdirSync(join(own, 'out'))
        .filter(name => name.endsWith('.attributes'))
        .map(name => accountsOf(readFileSync(join(own, 'out', name), 'utf8')))
    }),
}

/** Lines `mode,value`; accounts are the first mode. */
const accountsOf = (attributes: string): Group =>
  attributes.split('\n').flatMap(line => {
    const found = /^0,(\d+)\b/.exec(line)
    return found ? [Number(found[1])] : []
  })

/** Accounts that share two kinds of value, heavier the rarer the values. */
function sharing(world: PeerWorld): Map<number, number> {
  const kinds = new Map<number, Set<string>>()
  const weights = new Map<number, number>()
  const size = world.accounts.length
  for (const { kind, holders } of world.values) {
    if (holders.length > 200) continue
    for (let i = 0; i < holders.length; i++)
      for (let j = i + 1; j < holders.length; j++) {
        const pair = (holders[i] ?? 0) * size + (holders[j] ?? 0)
        const own = kinds.get(pair)
        if (own === undefined) kinds.set(pair, new Set([kind]))
        else own.add(kind)
        weights.set(pair, (weights.get(pair) ?? 0) + 1 / Math.log(holders.length + 5))
      }
  }
  for (const [pair, own] of kinds) if (own.size < 2) weights.delete(pair)
  return weights
}

type Communities = (graph: unknown) => Record<string, number>

const louvain: Peer = {
  name: 'Louvain communities of at least 5 that share two kinds of value',
  source: 'graphology-communities-louvain, MIT',
  missing: () => absent('node_modules/graphology-communities-louvain'),
  find: async world => {
    const load = createRequire(join(folder, 'peers.cjs'))
    const { UndirectedGraph } = load('graphology')
    const communitiesOf: Communities = load('graphology-communities-louvain')
    const graph = new UndirectedGraph()
    const size = world.accounts.length
    for (const [pair, weight] of sharing(world))
      graph.mergeEdge(String(Math.floor(pair / size)), String(pair % size), { weight })
    const groups = new Map<number, number[]>()
    for (const [node, community] of Object.entries(communitiesOf(graph)))
      groups.set(community, [...(groups.get(community) ?? []), Number(node)])
    return [...groups.values()].filter(group => group.length >= 5)
  },
}

export const installed: readonly Peer[] = [isolationForest, louvain, fraudarPackage, dcube, glasswally]
