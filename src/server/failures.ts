/** The one place where an error becomes an HTTP answer. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, errorKinds } from '../errors.ts'

/** What is not ours is a bug: its text may hold paths or rows, so none of it leaves. */
export function failure(context: Context, error: unknown, log: (line: string) => void): Response {
  const known = error instanceof AppError ? error : undefined
  const kind = errorKinds[known?.kind ?? 'bug']
  if (known === undefined || known.kind === 'bug' || known.kind === 'upstream') {
    log(
      `${known?.code ?? 'bug/unexpected'} ${error instanceof Error ? error.message : String(error)} ${known?.detail ?? ''}`,
    )
  }
  if (known?.retryable === true) context.header('retry-after', String(known.retryAfterS ?? 1))
  const body =
    known === undefined
      ? { code: 'bug/unexpected', message: 'something broke on our side; the log has the details' }
      : { code: known.code, message: known.message }
  return context.json(body, kind.http as ContentfulStatusCode)
}

export const unknownRoute = (): AppError => new AppError('missing', 'http/unknown-route', 'no such address')
