import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import type { CliCommand } from './command.ts'
import { withStore, withStoreOptions } from './options.ts'
import { type ServeFlags, serveSettings } from './serve-options.ts'
import { startService } from './start-service.ts'

const several = (value: string, before: string[]): string[] => [...before, value]

/** Takes exchanges, finds campaigns, decides and shows, until it is told to stop. */
export const serveCommand: CliCommand = io =>
  withStoreOptions(new Command('serve'))
    .summary('take exchanges, decide about requests and show what was found')
    .description(
      'Serves ingest, decisions, the analysts’ page and a JSON API (described at /openapi.json), and looks for campaigns\n' +
        'whenever there is new traffic. Until credentials exist (`stillwatch token add`, or --oidc-issuer) it answers this\n' +
        'machine alone. Nothing is blocked by default. STILLWATCH_OIDC_SECRET holds the client secret, if there is one.\n' +
        'SIGTERM or Ctrl-C stores what was taken and ends it.',
    )
    .option('--port <number>', 'port; 0 takes any free one', '8787')
    .option('--host <address>', 'address to listen on; other than loopback needs credentials', '127.0.0.1')
    .option(
      '--detect-every <time>',
      'how often to look for campaigns when there is new traffic: 10m, 1h, off',
      '1h',
    )
    .option('--policy <dir>', 'folder with rules.cedar and settings.json (default: DATA/policy)')
    .option(
      '--webhook <file>',
      'JSON with url and secrets of the endpoint that suspends keys and sets quotas; off without it',
    )
    .option('--tls-cert <file>', 'certificate chain (PEM): serve https')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--public-url <url>', 'the address people reach it by, such as that of a proxy before it')
    .option('--oidc-issuer <url>', 'identity provider (OpenID Connect) by which people sign in')
    .option('--oidc-client-id <id>', 'what the provider calls this service')
    .option('--oidc-claim <name>', 'claim that holds a person’s groups or roles', 'groups')
    .option(
      '--oidc-role <value=role>',
      'who has that value in the claim has this role; may be given again',
      several,
      [],
    )
    .option('--log-level <level>', 'debug, info, warn, error, silent; default: info, on a terminal warn')
    .option('--open', 'open the page in the system’s browser')
    .action(async (flags: ServeFlags) => {
      const settings = serveSettings(flags, io.env.STILLWATCH_OIDC_SECRET, io.isTerminal)
      await withStore(flags, async store => {
        const service = await startService(io, flags, settings, store, pageFolder())
        io.out(
          flags.json
            ? JSON.stringify({ url: service.url })
            : `Stillwatch is at ${service.url} (Ctrl-C ends it)`,
        )
        if (flags.open) openBrowser(service.url)
        await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
        // Whoever asks twice does not want to wait.
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
        await service.stop()
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
