import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Clock } from '../clock.ts'
import { type DecideSource, makeDecider } from '../decide/decider.ts'
import { makeLeasedBudgets } from '../decide/leased-budgets.ts'
import { AppError } from '../errors.ts'
import { followSnapshot } from '../follow/follow.ts'
import { followService } from '../follow/follow-service.ts'
import { loadPolicy, policyFolder } from '../follow/policy-folder.ts'
import { trustedProxies } from '../gateway/caller.ts'
import type { Decider } from '../gateway/decider.ts'
import { openUpstream } from '../gateway/forward.ts'
import { openGateway } from '../gateway/gateway.ts'
import { leasedDecider } from '../gateway/leased-decider.ts'
import { localDecider } from '../gateway/local-decider.ts'
import { makeRecorder, type StoreLines } from '../gateway/recorder.ts'
import { decideAtService, leaseAtService, storeAtService } from '../gateway/serve-client.ts'
import type { Service } from '../gateway/service-http.ts'
import { makeSlower } from '../gateway/slow.ts'
import { countedDecider, type GatewayStatus, openStatus } from '../gateway/status.ts'
import { loadMailDomains, loadNetworks } from '../ingest/enrich/load.ts'
import { ingestLines } from '../ingest/ingest-lines.ts'
import { loadKey, type SketchKey } from '../store/key.ts'
import { openStore } from '../store/open.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStoreOptions } from './options.ts'

interface GatewayFlags extends StoreOptions {
  upstream: string
  port: string
  host: string
  service?: string
  ask?: boolean
  accountHeader?: string
  trustProxy?: string
  contact?: string
  silence: string
  statusPort?: string
}

/** Stands before a model API: decides about each call and records it. */
export const gatewayCommand: CliCommand = io =>
  withStoreOptions(new Command('gateway'))
    .summary('stand before a model API: decide about each call, pass it on, record it')
    .description(
      'A reverse proxy for the OpenAI and Anthropic APIs. Streams pass unbuffered; prompts, answers and API keys are\n' +
        'never written anywhere. Every call is decided upon and its sketch is stored: in the store given by --data or\n' +
        '--clickhouse, or by a running `stillwatch serve` given by --service (token in STILLWATCH_TOKEN).\n' +
        'Point the clients’ base URL at it. Ctrl-C ends it once the calls under way have ended.',
    )
    .requiredOption('--upstream <url>', 'the model API: https://api.example.com')
    .option('--port <number>', 'port; 0 takes any free one', '8788')
    .option('--host <address>', 'address to listen on; others than loopback belong behind TLS', '127.0.0.1')
    .option(
      '--service <url>',
      'a `stillwatch serve` that decides and stores, instead of a store of one’s own',
    )
    .option('--ask', 'with --service: ask it about every call, and keep no snapshot here')
    .option(
      '--account-header <name>',
      'header in which your edge names the account; else a keyed hash of the API key',
    )
    .option(
      '--trust-proxy <ranges>',
      'proxies whose headers are believed, besides loopback: 10.0.0.0/8,192.0.2.7',
    )
    .option('--contact <text>', 'where a refused caller can object; shown in the error')
    .option('--status-port <number>', 'also answer /healthz, /readyz and /metrics, on this port of --host')
    .option('--silence <seconds>', 'how long the model API may say nothing', '600')
    .action(async (flags: GatewayFlags) => {
      const upstream = address(flags.upstream, '--upstream')
      const port = whole(flags.port, '--port', 65_535)
      const silenceMs = whole(flags.silence, '--silence', 86_400) * 1000
      const trusted = trustedProxies((flags.trustProxy ?? '').split(',').filter(range => range !== ''))
      const key = await loadKey(flags.data, io.env.STILLWATCH_KEY)
      const statusPort = flags.statusPort && whole(flags.statusPort, '--status-port', 65_535)
      const { store, decider: decides, snapshotAgeS, end } = await sides(flags, key, io)
      const decider = countedDecider(decides)
      const log = (line: string): void => io.err(line)
      try {
        const recorder = makeRecorder({ store, log, name: `gateway-${randomUUID()}` })
        const gateway = await openGateway({
          host: flags.host,
          port,
          upstream: openUpstream(upstream, silenceMs),
          decider,
          recorder,
          slower: makeSlower(),
          clock: io.clock,
          caller: {
            secret: `${key.k0}:${key.k1}`,
            trusted,
            ...(flags.accountHeader !== undefined && { accountHeader: flags.accountHeader.toLowerCase() }),
          },
          ...(flags.contact !== undefined && { contact: flags.contact }),
          log,
        })
        let isReady = true
        const told: GatewayStatus = {
          isReady: () => isReady,
          active: () => gateway.active(),
          decisions: decider.tally,
          exchanges: recorder.counts,
          ...(snapshotAgeS && { snapshotAgeS }),
        }
        const status =
          typeof statusPort === 'number'
            ? await openStatus(flags.host, statusPort, told).catch(async error => {
                await gateway.close(0)
                throw error
              })
            : undefined
        io.out(
          flags.json
            ? JSON.stringify({ url: gateway.url, upstream: upstream.origin, status: status?.url })
            : `The gateway to ${upstream.origin} is at ${gateway.url} (Ctrl-C ends it)`,
        )
        await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
        isReady = false
        await gateway.close(graceMs)
        await status?.close()
        const { recorded, dropped } = recorder.counts
        if (!flags.json) io.out(`${recorded} exchanges recorded${dropped > 0 ? `, ${dropped} not` : ''}`)
      } finally {
        await end()
      }
    })

/** Long answers may run for minutes; whoever restarts a gateway waits half a minute for them. */
const graceMs = 30_000

interface Sides {
  store: StoreLines
  decider: Decider
  /** Absent where no snapshot is kept here. */
  snapshotAgeS?(): number | undefined
  end(): Promise<void>
}

async function sides(flags: GatewayFlags, key: SketchKey, io: CliIo): Promise<Sides> {
  if (flags.service !== undefined) {
    const token = io.env.STILLWATCH_TOKEN
    const service = { url: address(flags.service, '--service'), ...(token !== undefined && { token }) }
    const store = storeAtService(service)
    if (flags.ask) return { store, decider: decideAtService(service), end: async () => undefined }
    return { store, ...(await followed(service, flags.data, io)) }
  }
  const policy = loadPolicy(policyFolder(flags.data))
  const store = await openStore(flags)
  try {
    await loadNetworks(store)
    await loadMailDomains(store)
  } catch (error) {
    await store.close()
    throw error
  }
  const follower = followSnapshot({ store, data: flags.data, policy, clock: io.clock, log: io.err })
  await follower.ready
  return {
    store: async (lines, batchId) => void (await ingestLines(store, key, lines, batchId, io.clock())),
    decider: localDecider(makeDecider(follower, io.clock)),
    snapshotAgeS: () => ageOf(follower, io.clock),
    end: async () => {
      await follower.stop()
      await store.close()
    },
  }
}

/** Decides here by what the service knows; shares of budgets come from it. */
async function followed(
  service: Service,
  data: string,
  { clock, err: log }: CliIo,
): Promise<Pick<Sides, 'decider' | 'snapshotAgeS' | 'end'>> {
  const source = followService({ ...service, folder: join(data, 'gateway'), clock, log })
  await source.ready
  const budgets = makeLeasedBudgets({
    gateway: randomUUID(),
    ask: leaseAtService(service),
    clock,
    shareWhenCutOff: () => source.policy().settings.budget_when_cut_off,
  })
  // A share nobody spends is room that other gateways lack.
  const idle = setInterval(() => void budgets.giveBack(), giveBackMs).unref()
  return {
    decider: leasedDecider(source, budgets),
    snapshotAgeS: () => ageOf(source, clock),
    end: async () => {
      clearInterval(idle)
      await budgets.giveBack()
      await source.stop()
    },
  }
}

const giveBackMs = 5_000

function ageOf(source: DecideSource, clock: Clock): number | undefined {
  const snapshot = source.current()
  return snapshot && (clock() - snapshot.readAt) / 1000
}

function address(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new AppError(
      'input',
      'gateway/address',
      `${option} must be an http or https address without credentials`,
    )
  return url
}

function whole(text: string, option: string, most: number): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isInteger(number) || number < 0 || number > most)
    throw new AppError('input', 'gateway/number', `${option} must be a whole number from 0 to ${most}`)
  return number
}
