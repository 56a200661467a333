/** The one place where an error becomes an HTTP answer. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, errorKinds } from '../errors.ts'

export interface WrittenFailure {
  readonly status: ContentfulStatusCode
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: string
}

/** What is not ours is a bug: its text may hold paths or rows, so none of it leaves. */
export function writtenFailure(error: unknown, log: (line: string) => void): WrittenFailure {
  const known = error instanceof AppError ? error : undefined
  if (known === undefined || known.kind === 'bug' || known.kind === 'upstream') {
    log(
      `${known?.code ?? 'bug/unexpected'} ${error instanceof Error ? error.message : String(error)} ${known?.detail ?? ''}`,
    )
  }
  const said =
    known === undefined
      ? { code: 'bug/unexpected', message: 'something broke on our side; the log has the details' }
      : { code: known.code, message: known.message }
  return {
    status: errorKinds[known?.kind ?? 'bug'].http,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(known?.retryable === true && { 'retry-after': String(known.retryAfterS ?? 1) }),
    },
    body: JSON.stringify(said),
  }
}

export function failure(context: Context, error: unknown, log: (line: string) => void): Response {
  const { status, headers, body } = writtenFailure(error, log)
  return context.body(body, status, { ...headers })
}

export const unknownRoute = (): AppError => new AppError('missing', 'http/unknown-route', 'no such address')
