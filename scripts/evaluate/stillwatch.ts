/** The product's steps as an evaluation takes them, in this process where many worlds are looked at: starting one costs seconds. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/clock.ts'
import { detect } from '../../src/discover/detect.ts'
import { campaignMembers } from '../../src/findings/read.ts'
import { loadMailDomains, loadNetworks } from '../../src/ingest/enrich/load.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import type { FoundLine } from '../../src/range/labels.ts'
import { loadKey } from '../../src/store/key.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'src', 'cli', 'main.ts')

// Sketches are keyed: one key for all, or the same world would look a little different in every folder.
const keyForAll = '00112233445566778899aabbccddeeff'
const env = { ...process.env, STILLWATCH_KEY: keyForAll }

/** @returns what the command printed */
export function stillwatch(...words: readonly string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', main, ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export interface WorldSize {
  readonly accounts: string
  readonly days: string
  readonly format?: string
}

export interface MadeWorld {
  readonly name: string
  readonly seed: string
  readonly labels: string
  /** Paths of exchanges and accounts. */
  readonly files: readonly string[]
  readonly exchanges: number
}

/** Makes a world of the range in `folder`. */
export function makeWorld(folder: string, name: string, seed: string, size: WorldSize): MadeWorld {
  const words = ['--world', name, '--seed', seed, '--accounts', size.accounts, '--days', size.days]
  const summary = JSON.parse(
    stillwatch('range', 'make', ...words, '--format', size.format ?? 'jsonl', '--out', folder, '--json'),
  )
  const files = (summary.files as { file: string }[])
    .map(({ file }) => file)
    .filter(file => !file.startsWith('labels'))
  return {
    name,
    seed,
    labels: join(folder, 'labels.jsonl'),
    files: files.map(file => join(folder, file)),
    exchanges: summary.counts.exchanges,
  }
}

/** Reads files into a data folder and looks once; @returns the members of campaigns. */
export async function takeAndLook(
  files: readonly string[],
  data: string,
  more: { readonly keepTextMs?: number } = {},
): Promise<FoundLine[]> {
  const store = await openStore({ data })
  try {
    await loadNetworks(store)
    await loadMailDomains(store)
    await ingest(store, await loadKey(data, keyForAll), files, {
      clock: systemClock,
      rejectedFolder: join(data, 'rejected'),
      ...more,
    })
    await detect(store)
    return await membersOf(store)
  } finally {
    await store.close()
  }
}

/** The newest run's members of campaigns. */
export async function membersOf(store: Store): Promise<FoundLine[]> {
  const lines: FoundLine[] = []
  for await (const { campaign, member } of campaignMembers(store))
    lines.push({ campaign, account: member.account, since: member.since })
  return lines
}

/** Runs `work` in a folder of its own, gone when it ends. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-evaluate-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
