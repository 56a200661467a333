/** The product as a user runs it: a process a step, since the embedded engine holds one folder a process. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FoundLine, readFound } from '../../src/range/labels.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'src', 'cli', 'main.ts')

// Sketches are keyed: one key for all, or the same world would look a little different in every folder.
const env = { ...process.env, STILLWATCH_KEY: '00112233445566778899aabbccddeeff' }

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

/** What was found in a data folder, as it is exported. */
export function exported(data: string): Promise<FoundLine[]> {
  const members = join(data, 'members.jsonl')
  stillwatch('export', 'members', '--out', members, '--data', data, '--json')
  return readFound(members)
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
