/** Over-linking is what comparable systems are hated for: what thousands share must not tie any two of them. */

import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detect } from '../src/discover/detect.ts'
import { listFindings, members } from '../src/findings/read.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { openStore } from '../src/store/open.ts'
import { type HubWorld, type HubWorldOptions, hubs, hubWorld } from './support/hubs.ts'
import { withNetworks } from './support/networks-loaded.ts'

const minutes = 60_000
/** Half of the sizes are thousands all the same; the whole is measured for docs/evaluation.md. */
const scale = Number(process.env.HUB_SCALE ?? 0.5)

interface Outcome {
  world: HubWorld
  /** Accounts in campaigns, and in groups that are kept apart from campaigns, by label. */
  accused: Map<string, number>
  grouped: Map<string, number>
  campaigns: number
}

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-hubs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function writeLines(path: string, records: Iterable<unknown>): Promise<void> {
  const out = createWriteStream(path)
  for (const record of records) if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

async function run(name: string, options: HubWorldOptions): Promise<Outcome> {
  const world = hubWorld(options)
  const files = join(folder, name)
  await writeLines(`${files}-accounts.jsonl`, world.accounts)
  await writeLines(`${files}-exchanges.jsonl`, world.exchanges())
  await withNetworks(`${files}-data`)
  const store = await openStore({ data: `${files}-data` })
  try {
    const paths = [`${files}-accounts.jsonl`, `${files}-exchanges.jsonl`]
    const taken = await ingest(store, { k0: '11', k1: '13' }, paths, {
      clock: () => Date.parse('2026-04-01T00:00:00Z'),
      rejectedFolder: `${files}-rejected`,
    })
    expect(taken).toMatchObject({ rejected: 0, repeated: 0, unknown_ips: 0, accounts: world.accounts.length })
    await detect(store)
    const accused = new Map<string, number>()
    const grouped = new Map<string, number>()
    let campaigns = 0
    for (const finding of await listFindings(store)) {
      const counts = finding.kind === 'campaign' ? accused : grouped
      if (finding.kind === 'campaign') campaigns++
      for (const member of await members(store, finding.id, { offset: 0, limit: 50_000 })) {
        const label = world.labels.get(member.account) ?? 'nobody'
        counts.set(label, (counts.get(label) ?? 0) + 1)
      }
    }
    return { world, accused, grouped, campaigns }
  } finally {
    await store.close()
  }
}

const sizeOf = (world: HubWorld, label: string): number =>
  [...world.labels.values()].filter(one => one === label).length

function print(title: string, { world, accused, grouped }: Outcome): void {
  const lines = [...hubs, 'campaign'].map(label => {
    const all = sizeOf(world, label)
    return `${label.padEnd(12)} ${String(all).padStart(6)} accounts, ${accused.get(label) ?? 0} accused, ${grouped.get(label) ?? 0} in groups left alone`
  })
  console.log(`${title}\n  ${lines.join('\n  ')}`)
}

describe('strangers on a carrier, a fingerprint, an SDK prompt, a campus and a card, with one campaign among them', () => {
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await run('with', { seed: 1, scale })
    print('hubs with a campaign', outcome)
  }, 15 * minutes)

  test.each(hubs)('the strangers of the %s hub are merged into no campaign', hub => {
    expect(sizeOf(outcome.world, hub)).toBeGreaterThanOrEqual(60)
    expect(outcome.accused.get(hub) ?? 0).toBe(0)
  })

  test('the campaign in the same traffic is found as one, nearly whole', () => {
    expect(outcome.campaigns).toBe(1)
    expect((outcome.accused.get('campaign') ?? 0) / sizeOf(outcome.world, 'campaign')).toBeGreaterThanOrEqual(
      0.95,
    )
  })
})

describe('a quarter of the same strangers', () => {
  test(
    'yield no campaign when there is none',
    async () => {
      const outcome = await run('without', { seed: 2, scale: 0.25, campaign: false })
      print('hubs without a campaign', outcome)
      expect(outcome.campaigns).toBe(0)
    },
    10 * minutes,
  )

  test(
    'stay apart even when thousands of them make training data with one popular tool',
    async () => {
      const outcome = await run('tool', { seed: 3, scale: 0.25, dataTool: true })
      print('hubs with a tool for training data', outcome)
      expect(hubs.map(hub => outcome.accused.get(hub) ?? 0)).toEqual(hubs.map(() => 0))
      expect(outcome.accused.get('campaign') ?? 0).toBeGreaterThan(0)
    },
    10 * minutes,
  )
})
