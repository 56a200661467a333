/** Builds `dist/`: compiled TypeScript, the `.sql` files beside their users, and the page. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fontFiles, fontFolder } from '../src/cli/report-fonts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
async function run(name: string, ...words: string[]): Promise<void> {
  const command = join(root, 'node_modules', '.bin', name)
  const [exit] = await once(spawn(command, words, { cwd: root, stdio: 'inherit' }), 'exit')
  if (exit !== 0) throw new Error(`${[name, ...words].join(' ')} ended with ${exit}`)
}

const dist = join(root, 'dist')
// The page is made apart and takes longest: `--no-page` leaves the last one in place.
const keepsPage = process.argv.includes('--no-page')
const hasPage = !keepsPage && existsSync(join(root, 'ui', 'vite.config.ts'))
if (!keepsPage) rmSync(dist, { recursive: true, force: true })
await Promise.all([
  run('tsc', '-p', 'tsconfig.build.json'),
  hasPage && run('vite', 'build', '--config', 'ui/vite.config.ts', '--logLevel', 'warn'),
])
cpSync(join(root, 'src'), dist, {
  recursive: true,
  filter: path => !/\.(ts|tsx)$/.test(path) && !path.includes('/samples') && !path.includes('/fixtures'),
})
// The faces of the PDF, beside the program: their packages are not installed with it.
mkdirSync(join(dist, 'fonts'), { recursive: true })
for (const [name, file] of fontFiles) {
  cpSync(join(fontFolder(name), file), join(dist, 'fonts', file))
  cpSync(join(fontFolder(name), '..', 'LICENSE'), join(dist, 'fonts', `${basename(name)}-LICENSE`))
}
chmodSync(join(dist, 'cli', 'main.js'), 0o755)
