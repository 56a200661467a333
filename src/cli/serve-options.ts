/** What `serve` is told, from words to values; whatever is wrong is said before anything is opened. */
import { readFileSync } from 'node:fs'
import { AppError } from '../errors.ts'
import type { OidcSettings } from '../server/auth/oidc.ts'
import { logLevels } from '../server/log.ts'
import { type Role, roles } from '../server/principal.ts'
import { durationMs } from './duration.ts'
import type { StoreOptions } from './options.ts'

export interface ServeFlags extends StoreOptions {
  port: string
  host: string
  open?: boolean
  detectEvery: string
  policy?: string
  webhook?: string
  tlsCert?: string
  tlsKey?: string
  publicUrl?: string
  oidcIssuer?: string
  oidcClientId?: string
  oidcClaim: string
  oidcRole: string[]
  logLevel?: string
}

export interface ServeSettings {
  readonly port: number
  readonly host: string
  readonly isLoopback: boolean
  /** Undefined: never. */
  readonly detectEveryMs: number | undefined
  readonly tls: { cert: string; key: string } | undefined
  readonly oidc: OidcSettings | undefined
  readonly isSecure: boolean
  readonly logLevel: (typeof logLevels)[number]
}

const loopbackNames = new Set(['127.0.0.1', '::1', 'localhost'])

export function serveSettings(
  flags: ServeFlags,
  clientSecret: string | undefined,
  isTerminal: boolean,
): ServeSettings {
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('input', 'serve/port', '--port must be a whole number from 0 to 65535')
  const logLevel = logLevels.find(each => each === (flags.logLevel ?? (isTerminal ? 'warn' : 'info')))
  if (logLevel === undefined)
    throw new AppError('input', 'serve/log-level', `--log-level is one of ${logLevels.join(', ')}`)
  const tls = tlsOf(flags)
  const publicUrl = flags.publicUrl === undefined ? undefined : urlOf(flags.publicUrl, '--public-url')
  return {
    port,
    host: flags.host,
    isLoopback: loopbackNames.has(flags.host),
    detectEveryMs: flags.detectEvery === 'off' ? undefined : durationMs(flags.detectEvery, '--detect-every'),
    tls,
    oidc: oidcOf(flags, publicUrl, clientSecret),
    isSecure: tls !== undefined || publicUrl?.protocol === 'https:',
    logLevel,
  }
}

function tlsOf({ tlsCert, tlsKey }: ServeFlags): ServeSettings['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  if (tlsCert === undefined || tlsKey === undefined)
    throw new AppError('input', 'serve/tls', '--tls-cert and --tls-key go together')
  try {
    return { cert: readFileSync(tlsCert, 'utf8'), key: readFileSync(tlsKey, 'utf8') }
  } catch (cause) {
    throw new AppError('input', 'serve/tls', 'the certificate or its key cannot be read', { cause })
  }
}

function oidcOf(
  flags: ServeFlags,
  publicUrl: URL | undefined,
  clientSecret: string | undefined,
): OidcSettings | undefined {
  const { oidcIssuer, oidcClientId, oidcClaim, oidcRole } = flags
  if (oidcIssuer === undefined && oidcClientId === undefined) return undefined
  if (oidcIssuer === undefined || oidcClientId === undefined || publicUrl === undefined)
    throw new AppError('input', 'serve/oidc', '--oidc-issuer, --oidc-client-id and --public-url go together')
  const mapping = Object.fromEntries(oidcRole.map(roleOf))
  if (Object.keys(mapping).length === 0)
    throw new AppError('input', 'serve/oidc', 'without --oidc-role nobody who signs in may do anything')
  return {
    issuer: urlOf(oidcIssuer, '--oidc-issuer').href,
    clientId: oidcClientId,
    ...(clientSecret !== undefined && clientSecret !== '' && { clientSecret }),
    publicUrl: publicUrl.origin,
    claim: oidcClaim,
    mapping,
  }
}

function roleOf(text: string): [string, Role] {
  const [, value, name] = /^(.+)=(\w+)$/.exec(text) ?? []
  const role = roles.find(each => each === name)
  if (value === undefined || role === undefined) {
    const message = `--oidc-role is VALUE=ROLE with one of ${roles.join(', ')}, such as stillwatch-admins=admin`
    throw new AppError('input', 'serve/oidc', message)
  }
  return [value, role]
}

function urlOf(text: string, option: string): URL {
  if (URL.canParse(text) && /^https?:/.test(text)) return new URL(text)
  throw new AppError('input', 'serve/url', `${option} is an address that begins with https://`)
}
