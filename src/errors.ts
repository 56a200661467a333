/** The one error taxonomy: a stable code, a message that is safe to show, private detail for logs. */

export const errorKinds = {
  input: { http: 400, exit: 2, meaning: 'the caller sent something wrong' },
  unknown: { http: 401, exit: 1, meaning: 'who asks is not known' },
  denied: { http: 403, exit: 1, meaning: 'not allowed' },
  missing: { http: 404, exit: 1, meaning: 'not there' },
  conflict: { http: 409, exit: 1, meaning: 'state disagrees' },
  limit: { http: 413, exit: 1, meaning: 'a bound was hit' },
  busy: { http: 429, exit: 1, meaning: 'too much at once; retry later' },
  upstream: { http: 503, exit: 1, meaning: 'the engine or a peer is down; retry later' },
  bug: { http: 500, exit: 1, meaning: 'an invariant is broken' },
} as const

export type ErrorKind = keyof typeof errorKinds

export interface ErrorOptions {
  /** For logs only; may name files and settings, never secrets or prompts. */
  detail?: string
  cause?: unknown
  retryable?: boolean
  /** Seconds after which the same request is worth another try. */
  retryAfterS?: number
}

/**
 * `code` is a stable path such as `store/locked`; `message` is one line that is safe to show.
 * @example throw new AppError('missing', 'campaign/unknown', `no campaign ${id}`)
 */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly detail: string | undefined
  readonly retryable: boolean
  readonly retryAfterS: number | undefined

  constructor(kind: ErrorKind, code: string, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.detail = options.detail
    this.retryable = options.retryable ?? (kind === 'upstream' || kind === 'busy')
    this.retryAfterS = options.retryAfterS
  }
}
