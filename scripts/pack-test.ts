/** Packs the built package, installs it in an empty folder and runs it there, as a user would get it. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
if (!existsSync(join(root, 'dist', 'cli', 'main.js'))) throw new Error('nothing to pack: npm run build')
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-pack-'))

function run(command: string, ...words: string[]): string {
  console.log(`$ ${[command, ...words].join(' ')}`)
  return execFileSync(command, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function expect(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`expected ${pattern} in:\n${text}`)
}

try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', `./${packed}`)
  expect(run('npx', '--no-install', 'stillwatch', '--help'), /ingest/)
  const embeds =
    "import { decideAtService, guard } from 'stillwatch/decide'; console.log(typeof guard, typeof decideAtService, process.report.getReport().sharedObjects.filter(file => /chdb/.test(file)).length)"
  expect(run('node', '--input-type=module', '-e', embeds), /^function function 0$/m)
  const world = [
    '--world',
    'demo',
    '--accounts',
    '120',
    '--days',
    '2',
    '--scenario',
    'honest',
    'campaign-naive',
  ]
  run('npx', '--no-install', 'stillwatch', 'range', 'make', ...world, '--out', 'world')
  const files = ['world/exchanges.jsonl', 'world/accounts.jsonl']
  const ingested = run('npx', '--no-install', 'stillwatch', 'ingest', ...files)
  console.log(ingested.trim())
  const found = JSON.parse(run('npx', '--no-install', 'stillwatch', 'detect', '--json'))
  const made = JSON.parse(readFileSync(join(folder, 'world', 'world.json'), 'utf8'))
  if (found.exchanges !== made.counts.exchanges)
    throw new Error(`${made.counts.exchanges} exchanges were made, ${found.exchanges} arrived`)
  expect(run('npx', '--no-install', 'stillwatch', 'campaigns'), /campaign|ID/)
  console.log(`the package works: ${found.exchanges} exchanges, ${found.campaigns} campaigns`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
