/** Follows a `stillwatch serve` from elsewhere: what a gateway decides by, without a store of its own. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { compilePolicy, type Policy } from '../decide/compile-policy.ts'
import type { DecideSource } from '../decide/decider.ts'
import type { Known } from '../decide/known.ts'
import { makeRecogniser } from '../decide/recogniser.ts'
import { makeSnapshot, type Snapshot } from '../decide/snapshot.ts'
import { AppError } from '../errors.ts'
import { decodeKnown } from './copy.ts'
import { readCopy, writeCopy } from './copy-file.ts'

export interface FollowServiceOptions {
  readonly url: URL
  /** A token with the role `decide`. */
  readonly token?: string
  /** Folder of the copy, so that a restart decides as before while the service is away. */
  readonly folder: string
  readonly clock: Clock
  /** Milliseconds between two questions. */
  readonly everyMs?: number
  /** One line about what failed; following goes on. */
  readonly log: (line: string) => void
}

export interface ServiceFollower extends DecideSource {
  /** Resolves after the first question, whether it was answered or not. */
  readonly ready: Promise<void>
  /** Asks now; rejects when there is no usable answer. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

const answerMs = 60_000
const retryMsMax = 30_000
const policySchema = z.object({
  version: z.string(),
  rules: z.string(),
  settings: z.record(z.string(), z.unknown()),
})
type WrittenPolicy = z.infer<typeof policySchema>

/** @example const source = followService({ url, token, folder, clock, log }); await source.ready */
export function followService(options: FollowServiceOptions): ServiceFollower {
  const { url, token, folder, clock, log, everyMs = 1_000 } = options
  const recogniser = makeRecogniser()
  let policy: Policy = compilePolicy()
  /** As the service names it. */
  let policyVersion = ''
  let known: Known | undefined
  let snapshot: Snapshot | undefined
  let etag = ''
  let stopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let turn: Promise<void> = Promise.resolve()

  const get = async (path: string, more: Record<string, string> = {}): Promise<Response> => {
    const headers = { ...more, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
    const answer = await fetch(new URL(url.href.replace(/\/$/, '') + path), {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    })
    if (answer.ok || answer.status === 304) return answer
    await answer.body?.cancel()
    throw new AppError(
      'upstream',
      'gateway/service-refused',
      `the service answered ${answer.status} to ${path}`,
    )
  }
  const use = (next: Known): void => {
    if (next.matching !== known?.matching) recogniser.use(next.matching)
    known = next
    snapshot = makeSnapshot(next, policy)
  }
  const take = (written: WrittenPolicy): void => {
    policy = compilePolicy({ rules: written.rules, settings: written.settings })
    policyVersion = written.version
  }
  const look = async (): Promise<void> => {
    const answer = await get('/v1/snapshot', etag === '' ? {} : { 'if-none-match': etag })
    const readAt = clock() - Number(answer.headers.get('x-stillwatch-age-ms') ?? 0)
    if (answer.status === 304) {
      if (known !== undefined) known = { ...known, readAt }
      if (snapshot !== undefined) snapshot = { ...snapshot, readAt }
      return
    }
    const next = await decodeKnown(linesOf(answer))
    if (next === undefined)
      throw new AppError('upstream', 'gateway/broken-snapshot', 'the snapshot arrived damaged or cut off')
    const version = answer.headers.get('x-stillwatch-policy') ?? ''
    if (version !== policyVersion) {
      const written = policySchema.parse(await (await get('/v1/snapshot/policy')).json())
      take(written)
      await keepPolicy(folder, written)
    }
    use({ ...next, readAt })
    etag = answer.headers.get('etag') ?? ''
    await writeCopy(folder, next)
  }
  const refresh = (): Promise<void> => {
    const looked = turn.then(look, look)
    turn = looked.catch(() => undefined)
    return looked
  }
  const loop = async (): Promise<void> => {
    try {
      await refresh()
      failures = 0
    } catch (error) {
      failures += 1
      // A service that is away for an hour is said once, not three thousand times.
      if (!stopped && failures === 1) log(`follow/failed ${reasonOf(error)}`)
    }
    if (!stopped) timer = setTimeout(loop, Math.min(retryMsMax, everyMs * 2 ** Math.min(failures, 5)))
  }
  const start = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      const [written, copy] = [await readPolicy(folder), await readCopy(folder)]
      if (written !== undefined) take(written)
      if (copy !== undefined) use(copy)
    } catch (error) {
      log(`follow/copy ${error instanceof Error ? error.message : 'failed'}`)
    }
    await loop()
  }

  return {
    current: () => snapshot,
    policy: () => policy,
    recogniser,
    ready: start(),
    refresh,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await turn
    },
  }
}

/** What `fetch` throws says nothing by itself; its cause names the connection's fault. */
function reasonOf(error: unknown): string {
  const { message = 'failed', cause } = error instanceof Error ? error : {}
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return `the service gave no snapshot: ${message}${code}`
}

const policyPath = (folder: string): string => join(folder, 'policy.json')

async function keepPolicy(folder: string, written: WrittenPolicy): Promise<void> {
  const beside = `${policyPath(folder)}.new`
  await writeFile(beside, JSON.stringify(written), { mode: 0o600 })
  await rename(beside, policyPath(folder))
}

async function readPolicy(folder: string): Promise<WrittenPolicy | undefined> {
  try {
    return policySchema.parse(JSON.parse(await readFile(policyPath(folder), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function linesOf(answer: Response): AsyncIterable<string> {
  // Node's stream of this name; the browser's type does not say so.
  const body = answer.body as ReadableStream | null
  const input = body === null ? Readable.from([]) : Readable.fromWeb(body)
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
}
