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
import { readMatching } from '../src/follow/read-matching.ts'
import { lookAt } from '../src/follow/recognise.ts'
import { loadMailDomains, loadNetworks } from '../src/ingest/enrich/load.ts'
import { ingest } from '../src/ingest/ingest.ts'
import type { Finding, Member, Run } from '../src/model/finding.ts'
import { runCampaign } from '../src/range/campaign/operator.ts'
import { drawPlan, type Level } from '../src/range/campaign/plan.ts'
import { playHours } from '../src/range/clockwork.ts'
import { createLineFile } from '../src/range/files.ts'
import { makeFrame } from '../src/range/make.ts'
import { lookAlikes, scenarios } from '../src/range/scenarios/index.ts'
import type { Cast } from '../src/range/traffic.ts'
import { openStore } from '../src/store/open.ts'

const [honestAccounts = 4000, days = 8, seed = 1] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-successors-'))
const start = Date.UTC(2026, 4, 1)
const world = makeFrame({ seed, start, days, accounts: honestAccounts, scale: 1 })
const levels: readonly Level[] = [1, 2, 3, 4, 5, 6, 7]
const campaigns = levels.map((level): readonly [string, Cast] => {
  const label = `level-${level}`
  const plan = drawPlan(world.rng(`${label}/plan`), world, level, {
    pools: 2,
    startHour: 0,
    endHour: world.hours,
  })
  return [label, runCampaign(world, label, plan)]
})
const honest = [scenarios.honest, ...Object.values(lookAlikes)].map((scenario, i) =>
  scenario.cast(world, `honest-${i}`),
)
const casts = [...honest, ...campaigns.map(([, cast]) => cast)]
const sources = casts.flatMap(cast => cast.sources)
const exchanges = createLineFile(folder, 'exchanges.jsonl')
for (const step of playHours(world, sources)) exchanges.write(step.lines, step.count)
exchanges.close()
const accounts = createLineFile(folder, 'accounts.jsonl')
for (const source of sources)
  for (const { line } of source.members) accounts.write(`${JSON.stringify(line)}\n`, 1)
accounts.close()

const asOf = start + (world.hours / 2) * 3_600_000
const iso = (ms: number): string => new Date(ms).toISOString()
const store = await openStore({ data: join(folder, 'store') })
try {
  await loadNetworks(store)
  await loadMailDomains(store)
  const paths = ['exchanges.jsonl', 'accounts.jsonl'].map(name => join(folder, name))
  await ingest(store, { k0: '11', k1: '13' }, paths, {
    clock: Date.now,
    rejectedFolder: join(folder, 'rejected'),
  })
  const first = new Map<string, string[]>()
  const second = new Map<string, string[]>()
  for (const [label, cast] of campaigns)
    for (const source of cast.sources)
      for (const member of source.members) {
        const side = member.status?.status === 'banned' ? first : second
        side.set(label, [...(side.get(label) ?? []), member.line.account])
      }
  await saveRun(
    store,
    run(first),
    [...first].map(([id, own]) => finding(id, own.length)),
    members(first),
  )
  const matching = await readMatching(store, {
    run: 'truth',
    asOf,
    firstFound: asOf,
    accounts: honestAccounts,
    without: new Set(),
  })
  if (matching === undefined) throw new Error('there is nothing to match')
  console.log(
    `reference: ${matching.honest} honest accounts, inflation ${matching.inflation.toFixed(2)}, ${matching.linked} of them linked`,
  )
  for (const [label] of campaigns) {
    const recogniser = makeRecogniser()
    recogniser.use(matching)
    const pool = second.get(label) ?? []
    const links = await lookAt(store, recogniser, pool, { asOf, until: start + days * 86_400_000 })
    const own = links.filter(link => link.campaign === label)
    const needed = own.map(link => link.exchanges).sort((a, b) => a - b)
    const within = (n: number): string =>
      `${Math.round((100 * needed.filter(x => x <= n).length) / pool.length)} %`
    console.log(
      `${label}: ${first.get(label)?.length} banned, ${pool.length} successors; recognised within 1: ${within(1)}, 10: ${within(10)}, 50: ${within(50)}; ` +
        `under another name ${links.length - own.length}; values ${matching.sketches.find(one => one.campaign === label)?.values.length ?? 0}; e.g. ${own[0]?.reasons.slice(0, 3).join(' | ') ?? '-'}`,
    )
  }
  const recogniser = makeRecogniser()
  recogniser.use(matching)
  const innocents = honest.flatMap(cast =>
    cast.sources.flatMap(source => source.members.map(m => m.line.account)),
  )
  const wrong = await lookAt(store, recogniser, innocents, { asOf, until: start + days * 86_400_000 })
  console.log(
    `honest: ${wrong.length} of ${innocents.length} linked; ${wrong.slice(0, 3).map(w => `${w.account} ${w.campaign} ${w.reasons.join(' | ')}`)}`,
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
