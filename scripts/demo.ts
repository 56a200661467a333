/**
 * From nothing to a page: makes the demo world, ingests it, looks for campaigns and shows them. Every step is the
 * command a user would type, and says so.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { rangeVersion } from '../src/range/make.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: flags } = parseArgs({
  options: {
    data: { type: 'string', default: '.stillwatch-demo' },
    port: { type: 'string', default: '8787' },
    'no-build': { type: 'boolean', default: false },
    'no-serve': { type: 'boolean', default: false },
  },
})
const main = join(root, 'dist', 'cli', 'main.js')
const world = join(flags.data, 'world')
const store = join(flags.data, 'store')
const started = Date.now()

const announce = (words: readonly string[]): void => console.log(`\n$ npx stillwatch ${words.join(' ')}`)

function stillwatch(...words: string[]): void {
  announce(words)
  execFileSync(process.execPath, [main, ...words], { cwd: root, stdio: 'inherit' })
}

/** A world that another version made is made again, since its text may differ. */
function isMade(): boolean {
  const summary = resolve(root, world, 'world.json')
  return existsSync(summary) && JSON.parse(readFileSync(summary, 'utf8')).version === rangeVersion
}

if (!flags['no-build']) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
if (!isMade()) stillwatch('range', 'make', '--world', 'demo', '--out', world)
stillwatch('ingest', join(world, 'exchanges.jsonl'), join(world, 'accounts.jsonl'), '--data', store)
stillwatch('detect', '--data', store)
stillwatch('campaigns', '--data', store)
const members = join(flags.data, 'members.jsonl')
stillwatch('export', 'members', '--out', members, '--data', store)
stillwatch('range', 'score', '--labels', join(world, 'labels.jsonl'), '--members', members)
console.log(
  `\n${Math.round((Date.now() - started) / 1000)} seconds; everything is in ${relative('.', flags.data) || flags.data}`,
)

if (!flags['no-serve']) {
  const words = ['serve', '--data', store, '--port', flags.port]
  announce(words)
  const server = spawn(process.execPath, [main, ...words], { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches the server by itself; this process only waits for it to close the store.
  process.on('SIGINT', () => undefined)
  server.on('exit', code => {
    process.exitCode = code ?? 0
  })
}
