/** The command as a user starts it: a process of its own, with its streams and exit code. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What was built from these very sources starts in half the time; without it the sources are compiled at each start. */
const entry = builtFrom(join(root, 'src'), join(root, 'dist/cli/main.js'))
  ? [join(root, 'dist/cli/main.js')]
  : ['--import', 'tsx', join(root, 'src/cli/main.ts')]

function builtFrom(sources: string, built: string): boolean {
  const made = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
  return files.every(file => statSync(join(file.parentPath, file.name)).mtimeMs < made)
}

/** What to start, for whoever must kill it or hand it on. */
export const stillwatchCommand: readonly [string, ...string[]] = [process.execPath, ...entry]

export interface Finished {
  readonly exit: number | null
  readonly out: string
  /** Lines of standard error. */
  readonly err: readonly string[]
}

/**
 * Runs `stillwatch` as it stands; the packaged one is tried by `npm run pack-test`.
 * @example const { exit, err } = await stillwatch(['ingest', 'logs/', '--data', folder])
 */
export async function stillwatch(words: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [...entry, ...words], {
    cwd: root,
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  const [exit] = await once(child, 'close')
  const lines = Buffer.concat(err).toString('utf8').split('\n')
  return { exit, out: Buffer.concat(out).toString('utf8'), err: lines.filter(line => line !== '') }
}
