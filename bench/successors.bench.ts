/**
 * Successors: pools that are banned and come back with new accounts, in a labelled world of every level. How many
 * exchanges a successor makes before it is recognised, and how many honest new accounts are taken for one.
 * Run: npx tsx bench/successors.bench.ts [honest accounts] [days] [seed]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRecogniser } from '../src/decide/recogniser.ts'
import { saveRun } from '../src/findings/save.ts'
import { readConduct } from '../src/follow/conduct.ts'
import { readMatching } from '../src/follow/read-matching.ts'
import { learnReturns, readClosures } from '../src/follow/read-returns.ts'
import { lookAt } from '../src/follow/recognise.ts'
import { returnMs } from '../src/follow/returns.ts'
import { loadMailDomains, loadNetworks } from '../src/ingest/enrich/load.ts'
import { ingest } from '../src/ingest/ingest.ts'
import type { Finding, Member, Run } from '../src/model/finding.ts'
import { openStore } from '../src/store/open.ts'
import { playReturns } from './successors/play.ts'
import { makeSuccessorWorld } from './successors/world.ts'

const [honestAccounts = 4000, days = 8, seed = 1] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-successors-'))
const world = makeSuccessorWorld(folder, { seed, honest: honestAccounts, days })
const { start, banned: asOf, end, pools } = world
const first = new Map(pools.map(one => [one.campaign, one.first]))
const iso = (ms: number): string => new Date(ms).toISOString()
const store = await openStore({ data: join(folder, 'store') })
try {
  await loadNetworks(store)
  await loadMailDomains(store)
  await ingest(store, { k0: '11', k1: '13' }, world.paths, {
    clock: Date.now,
    rejectedFolder: join(folder, 'rejected'),
  })
  await saveRun(
    store,
    run(first),
    [...first].map(([id, own]) => finding(id, own.length)),
    members(first),
  )
  const accounts = world.honest.size
  const matching = await readMatching(store, {
    run: 'truth',
    asOf,
    firstFound: asOf,
    accounts,
    without: new Set(),
  })
  if (matching === undefined) throw new Error('there is nothing to match')
  const closures = await readClosures(store, 'truth', asOf + 3_600_000)
  const began = process.cpuUsage()
  const model = await learnReturns(store, {
    run: 'truth',
    closures,
    members: first,
    accounts: matching.honest,
  })
  if (model === undefined) throw new Error('nobody was shut out')
  const spent = process.cpuUsage(began)
  console.log(
    `seed ${seed}: ${matching.honest} honest accounts before the ban, inflation ${matching.inflation.toFixed(2)}, ${matching.linked} of them linked; ` +
      `returns learned from ${model.honest.length} of them in ${((spent.user + spent.system) / 1e6).toFixed(1)} s of CPU`,
  )
  const recogniser = makeRecogniser()
  recogniser.use(matching)
  const innocents = [...world.honest.keys()]
  const successors = pools.flatMap(one => one.second)
  const shown = new Map(
    (await lookAt(store, recogniser, [...innocents, ...successors], { asOf, until: end })).map(link => [
      link.account,
      link,
    ]),
  )
  const begun = (await readConduct(store, [...innocents, ...successors], end)).filter(
    one => (one.times[0] ?? 0) >= asOf,
  )
  const returned = playReturns(model, begun)
  const active = new Set(begun.map(one => one.account))
  for (const { campaign, first: shut, second } of pools) {
    const pool = second.filter(account => active.has(account))
    const told = (links: typeof shown | typeof returned): string => {
      const needed = pool.flatMap(account => links.get(account)?.exchanges ?? [])
      const within = (n: number): string =>
        `${Math.round((100 * needed.filter(x => x <= n).length) / pool.length)} %`
      return [1, 10, 50].map(within).join(', ')
    }
    const either = new Map([...returned, ...shown])
    for (const [account, link] of returned)
      if (link.exchanges < (either.get(account)?.exchanges ?? 0)) either.set(account, link)
    const elsewhere = pool.filter(account => {
      const name = either.get(account)?.campaign
      return name !== undefined && name !== campaign
    })
    const example = pool.map(account => returned.get(account)).find(link => link !== undefined)
    console.log(
      `${campaign}: ${shut.length} banned, ${pool.length} of ${second.length} successors active; recognised within 1, 10, 50 exchanges: ` +
        `by what they show ${told(shown)}; by how they begin ${told(returned)}; by either ${told(either)}; ` +
        `under another name ${elsewhere.length}; e.g. ${example?.reasons.join(' | ') ?? '-'}`,
    )
  }
  const isLate = (account: string): boolean => world.honest.has(account) && active.has(account)
  const late = begun.filter(one => isLate(one.account))
  const awaited = late.filter(one => (one.times[0] ?? 0) <= asOf + returnMs)
  const alone = playReturns(model, late)
  const wrong = (links: ReadonlyMap<string, { campaign: string; reasons: readonly string[] }>): string => {
    const accused = [...links].filter(([account]) => world.honest.has(account))
    const some = accused
      .slice(0, 3)
      .map(([account, link]) => `${world.honest.get(account)} for ${link.campaign}`)
    return `${accused.length} (${some.join(', ') || '-'})`
  }
  console.log(
    `honest: ${innocents.length} accounts, ${late.length} began after the ban, ${awaited.length} of them while a return was awaited; ` +
      `linked by what they show ${wrong(shown)}, by how they begin ${wrong(returned)}, and where no pool came back ${wrong(alone)}`,
  )
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

function members(pools: ReadonlyMap<string, readonly string[]>): Map<string, Member[]> {
  return new Map(
    [...pools].map(([id, own]) => [
      id,
      own.map(account => ({
        account,
        probability: 1,
        since: iso(asOf),
        measure: 'watch' as const,
        exchanges: 1,
        first: iso(start),
        last: iso(asOf),
        evidence: [],
      })),
    ]),
  )
}

function finding(id: string, count: number): Finding {
  return {
    id,
    kind: 'campaign',
    name: id,
    state: 'new',
    accounts: count,
    exchanges: 0,
    input_tokens: 0,
    output_tokens: 0,
    first: iso(start),
    last: iso(asOf),
    since: iso(asOf),
    confidence: 1,
    e_value: 0,
    false_discovery_rate: 0.01,
    same_hand: 0,
    purpose: 0,
    capabilities: [],
    models: [],
    networks: [],
    countries: [],
    evidence: [],
    timeline: [],
  }
}

function run(pools: ReadonlyMap<string, readonly string[]>): Run {
  return {
    run: 'truth',
    as_of: iso(asOf),
    version: 'bench',
    exchanges: 0,
    accounts: honestAccounts,
    campaigns: pools.size,
    groups: 0,
    members: 0,
    false_discovery_rate: 0.01,
    sources: [],
    signals: [],
  }
}
