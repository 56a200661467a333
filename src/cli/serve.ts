import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { createApp } from '../server/app.ts'
import { listen } from '../server/listen.ts'
import { readPage } from '../server/page.ts'
import { version } from '../version.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { signalGlossary } from './signal-glossary.ts'

interface ServeFlags extends StoreOptions {
  port: string
  open?: boolean
}

/** Shows what was found, to this machine alone. */
export const serveCommand: CliCommand = io =>
  withStoreOptions(new Command('serve'))
    .summary('show what was found in a browser')
    .description(
      'Serves the analysts’ page and a JSON API (described at /openapi.json) on this machine’s loopback address only.\n' +
        'Read-only: nothing that is done in the page changes or blocks anything. Ctrl-C ends it.',
    )
    .option('--port <number>', 'port; 0 takes any free one', '8787')
    .option('--open', 'open the page in the system’s browser')
    .action(async (flags: ServeFlags) => {
      const port = Number(flags.port)
      if (!Number.isInteger(port) || port < 0 || port > 65_535)
        throw new AppError('input', 'serve/port', '--port must be a whole number from 0 to 65535')
      await withStore({ ...flags, readonly: true }, async store => {
        const app = createApp({
          store,
          version,
          clock: io.clock,
          glossary: signalGlossary,
          page: readPage(pageFolder()),
          log: io.err,
        })
        const listening = await listen(app, port)
        io.out(
          flags.json
            ? JSON.stringify({ url: listening.url })
            : `Stillwatch is at ${listening.url} (Ctrl-C ends it)`,
        )
        if (flags.open) openBrowser(listening.url)
        await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
        await listening.close()
      })
    })

/** Beside the compiled commands; in a checkout, where the build puts it. */
export function pageFolder(): string {
  const built = fileURLToPath(new URL('../ui', import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL('../../dist/ui', import.meta.url))
}

/** A browser that cannot be opened is no failure: the address was printed. */
function openBrowser(url: string): void {
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open']
  const child = spawn(command ?? 'xdg-open', [...before, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
