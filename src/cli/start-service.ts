/** The running service, put together: what follows what, and in which order it ends. */
import { appendAudit } from '../audit/append.ts'
import { keepUp } from '../contain/keep-up.ts'
import { makeDecider } from '../decide/decider.ts'
import { AppError } from '../errors.ts'
import { followSnapshot } from '../follow/follow.ts'
import { loadPolicy, policyFolder } from '../follow/policy-folder.ts'
import { trustedProxies } from '../gateway/caller.ts'
import { loadMailDomains, loadNetworks } from '../ingest/enrich/load.ts'
import { ingestBodies } from '../ingest/ingest-bodies.ts'
import type { KeysView } from '../model/page.ts'
import { type AppParts, createApp } from '../server/app.ts'
import { makeAccess } from '../server/auth/access.ts'
import { makeOidc } from '../server/auth/oidc.ts'
import { isCurrent, type Token } from '../server/auth/token.ts'
import { followTokens } from '../server/auth/token-file.ts'
import { hotDoor } from '../server/hot.ts'
import { listen } from '../server/listen.ts'
import { liveIngest } from '../server/live/ingest.ts'
import { type Log, makeLog } from '../server/log.ts'
import { type Metrics, makeMetrics } from '../server/metrics.ts'
import { hasNewTraffic } from '../server/new-traffic.ts'
import { readPage } from '../server/page.ts'
import { repeat } from '../server/schedule.ts'
import { sketchKeyName } from '../server/share-campaigns.ts'
import { loadKey } from '../store/key.ts'
import type { Store } from '../store/store.ts'
import { version } from '../version.ts'
import type { CliIo } from './command.ts'
import { type DetectionThread, detectInThread } from './detect-in-thread.ts'
import { dossierInThread } from './dossier-in-thread.ts'
import { keepContainment, webhookOf } from './keep-containment.ts'
import type { ServeFlags, ServeSettings } from './serve-options.ts'
import { signalGlossary } from './signal-glossary.ts'
import { signingFingerprint } from './signing-key.ts'

export interface Service {
  readonly url: string
  stop(): Promise<void>
}

/** Answers under way get this long; whoever stops the process gives thirty seconds as a rule. */
const drainMs = 10_000
const firstDetectMs = 15_000

export async function startService(
  io: CliIo,
  flags: ServeFlags,
  settings: ServeSettings,
  store: Store,
  pages: string,
): Promise<Service> {
  const { clock } = io
  const log = makeLog(settings.logLevel)
  const webhook = webhookOf(flags.webhook)
  const key = await loadKey(flags.data, io.env.STILLWATCH_KEY)
  const tokens = followTokens(flags.data, {
    broken: error => log.error({ code: codeOf(error) }, 'the token file cannot be read; the last one counts'),
    changed: (before, after) => auditTokens(store, before, after, clock(), log),
  })
  const oidc = settings.oidc === undefined ? undefined : makeOidc(settings.oidc, clock)
  if (!settings.isLoopback && oidc === undefined && tokens.current(clock()).length === 0) {
    const message =
      'without credentials only this machine is answered: `stillwatch token add` first, or --oidc-issuer'
    throw new AppError('denied', 'serve/no-credentials', message)
  }
  await loadNetworks(store)
  await loadMailDomains(store)

  const policy = loadPolicy(flags.policy ?? policyFolder(flags.data))
  const follower = followSnapshot({ store, data: flags.data, policy, clock, log: line => log.warn(line) })
  const decider = makeDecider(follower, clock)
  const live = liveIngest(store, key, {
    clock,
    onBatch: batch => {
      metrics.stored(batch)
      log.debug({ bodies: batch.bodies, bytes: batch.bytes, ms: batch.ms }, 'stored a batch')
    },
    onRefused: () => metrics.refused(),
  })
  const metrics: Metrics = makeMetrics({
    heldBytes: () => live.heldBytes,
    snapshotAgeS: () => ageOf(follower.current()?.readAt, clock()),
    decisions: decider.tally,
  })
  const containment = keepContainment(store, webhook, clock, error =>
    log.error({ code: codeOf(error), detail: detailOf(error) }, 'looking after containment failed'),
  )
  const detection = scheduleDetection(store, settings.detectEveryMs, metrics, log, clock)
  let isStopping = false
  const access = makeAccess({
    clock,
    tokens,
    hasPeople: oidc !== undefined,
    isExposed: !settings.isLoopback,
    isSecure: settings.isSecure,
  })
  const parts: AppParts = {
    store,
    version,
    glossary: signalGlossary,
    clock,
    page: readPage(pages),
    access,
    ...(oidc !== undefined && { oidc }),
    live,
    metrics,
    follower,
    decider,
    callers: { secret: `${key.k0}:${key.k1}`, accountHeader: 'x-account', trusted: trustedProxies([]) },
    sketchKey: sketchKeyName(key),
    dossiers: dossierInThread(store, flags.data),
    keys: () => ({
      tokens: tokens.current(clock()).map(token => named(token, clock())),
      guarded: access.isGuarded(),
      people: oidc !== undefined,
      sketch: sketchKeyName(key),
      signing: signingFingerprint(flags.data),
    }),
    isStopping: () => isStopping,
    log: line => log.error(line),
    onAnswer: answer => {
      metrics.answered(answer)
      log[answer.isHot && answer.status < 400 ? 'debug' : 'info'](answer, 'answered')
    },
  }
  // The first batch compiles every pattern, which takes seconds; better now than in somebody's request.
  const warm = ingestBodies(store, key, [Buffer.from('{}')], `warm-${process.pid}`, clock()).catch(error =>
    log.warn({ code: codeOf(error) }, 'the trial batch failed'),
  )
  const stopParts = async (): Promise<void> => {
    await detection.stop()
    await containment.stop()
    await live.close()
    await warm
    await follower.stop()
  }
  const watching = setInterval(() => tokens.current(clock()), 1000).unref()
  try {
    const listening = await listen(createApp(parts), settings.port, {
      hot: hotDoor(parts, access),
      host: settings.host,
      ...(settings.tls !== undefined && { tls: settings.tls }),
    })
    return {
      url: listening.url,
      async stop() {
        isStopping = true
        clearInterval(watching)
        log.info('stopping')
        await listening.close(drainMs)
        await stopParts()
      },
    }
  } catch (error) {
    clearInterval(watching)
    await stopParts()
    throw error
  }
}

function scheduleDetection(
  store: Store,
  everyMs: number | undefined,
  metrics: Metrics,
  log: Log,
  clock: () => number,
): { stop(): Promise<void> } {
  if (everyMs === undefined) return { stop: async () => undefined }
  let thread: DetectionThread | undefined
  const schedule = repeat({
    everyMs,
    firstMs: Math.min(everyMs, firstDetectMs),
    isDue: () => hasNewTraffic(store),
    work: async () => {
      const begun = clock()
      let isFailed = true
      try {
        thread = detectInThread(store)
        const { campaigns, groups, members, exchanges } = await thread.run
        const kept = await keepUp(store, clock())
        isFailed = false
        if (kept.proposed > 0) log.info(kept, 'proposed for containment: a person must approve')
        log.info({ campaigns, groups, members, exchanges, ms: clock() - begun }, 'looked for campaigns')
      } finally {
        thread = undefined
        metrics.detected((clock() - begun) / 1000, isFailed)
      }
    },
    failed: error => log.error({ code: codeOf(error), detail: detailOf(error) }, 'detection failed'),
  })
  return {
    async stop() {
      const stopped = schedule.stop()
      await thread?.stop()
      await stopped
    },
  }
}

/** The commands cannot open a store that is in use, so whoever serves it writes down what they did. */
function auditTokens(
  store: Store,
  before: readonly Token[],
  after: readonly Token[],
  at: number,
  log: Log,
): void {
  const actor = { id: 'command:token', kind: 'command' } as const
  const note = (act: string, { id, name, roles, expires }: Token): void => {
    const detail = { name, roles: [...roles], ...(expires !== undefined && { expires }) }
    appendAudit(store, { actor, act, subject: `token:${id}`, detail, at }).catch(error =>
      log.error({ code: codeOf(error) }, 'a change of tokens could not be written to the audit log'),
    )
  }
  for (const token of after) {
    const old = before.find(each => each.id === token.id)
    if (old === undefined) note('token/add', token)
    else if (old.expires !== token.expires) note('token/expire', token)
  }
  for (const token of before) if (!after.some(each => each.id === token.id)) note('token/revoke', token)
}

const named = (token: Token, now: number): KeysView['tokens'][number] => ({
  id: token.id,
  name: token.name,
  roles: [...token.roles],
  created: token.created,
  expires: token.expires ?? '',
  current: isCurrent(token, now),
})

const ageOf = (readAt: number | undefined, now: number): number | undefined =>
  readAt === undefined ? undefined : (now - readAt) / 1000
const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'bug/unexpected')
const detailOf = (error: unknown): string =>
  error instanceof AppError ? (error.detail ?? error.message) : String(error)
