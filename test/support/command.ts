/** The command as a user starts it: a process of its own, with its streams and exit code. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Finished {
  readonly exit: number | null
  readonly out: string
  /** Lines of standard error. */
  readonly err: readonly string[]
}

/**
 * Runs `stillwatch` from the sources; the packaged one is tried by `npm run pack-test`.
 * @example const { exit, err } = await stillwatch(['ingest', 'logs/', '--data', folder])
 */
export async function stillwatch(words: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...words], {
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
