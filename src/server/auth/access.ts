/** Who asks, told from a token or a session. While there are no credentials, this machine is trusted and nobody else. */
import type { Clock } from '../../clock.ts'
import { AppError } from '../../errors.ts'
import { holds, type Principal, type Role } from '../principal.ts'
import type { HeadersRead } from '../protect.ts'
import { type CookieJar, cookieJar } from './cookie.ts'
import { addressName, type RateLimit, rateLimit } from './rate-limit.ts'
import { makeSessions, type Sessions } from './sessions.ts'
import { findToken, isCurrent } from './token.ts'
import type { FollowedTokens } from './token-file.ts'

/** A web Request, or what Node has of one. */
export interface Asking {
  readonly headers: HeadersRead
}

export interface Access {
  /** True once anybody must prove who he is. */
  isGuarded(): boolean
  /** Undefined when the request proves nothing. @throws unknown `auth/wrong-token`, busy `auth/too-fast` */
  principal(request: Asking, address: string): Principal | undefined
  /** The principal of a request, when it has the role. @throws unknown `auth/needed`, denied `auth/role` */
  admit(request: Asking, address: string, role: Role): Principal
  /** Exchanges a token for a session. */
  signIn(secret: string, address: string): Principal
  readonly sessions: Sessions
  readonly cookie: CookieJar
  readonly isSecure: boolean
}

export interface AccessOptions {
  readonly clock: Clock
  /** Absent: this machine alone. */
  readonly tokens?: FollowedTokens
  /** True when people can sign in at an identity provider. */
  readonly hasPeople?: boolean
  /** Others can reach the service, so it is guarded even with no token left. */
  readonly isExposed?: boolean
  /** The service is reached by https. */
  readonly isSecure?: boolean
  /** Requests a second of one principal. */
  readonly perSecond?: number
}

const loopback: Principal = { id: 'loopback', kind: 'loopback', roles: ['admin'] }

/** A gateway asks `decide` for every call, so a principal's bound only stops a runaway. */
const perSecondDefault = 5000

export function makeAccess(options: AccessOptions): Access {
  const {
    clock,
    tokens,
    hasPeople = false,
    isExposed = false,
    isSecure = false,
    perSecond = perSecondDefault,
  } = options
  const sessions = makeSessions(clock)
  const cookie = cookieJar('stillwatch', isSecure, 'Strict')
  const asking = rateLimit({ perSecond, burst: perSecond, clock })
  // Guessing 256 bits is hopeless at any rate; this keeps somebody who tries from costing anything.
  const failing = rateLimit({ perSecond: 0.5, burst: 20, clock })

  const current = () => tokens?.current(clock()) ?? []
  // Taking back the last token must not open the doors, so what was guarded once stays so.
  let wasGuarded = hasPeople || isExposed
  const isGuarded = (): boolean => {
    wasGuarded ||= current().length > 0
    return wasGuarded
  }
  const byToken = (secret: string, address: string): Principal => {
    const token = findToken(current(), secret, clock())
    if (token !== undefined)
      return { id: `token:${token.name}:${token.id}`, kind: 'token', roles: token.roles }
    slowDown(failing, `failed ${addressName(address)}`)
    throw new AppError('unknown', 'auth/wrong-token', 'this token is unknown, expired or was taken back')
  }
  const bySession = (request: Asking): Principal | undefined => {
    const value = cookie.read(request)
    const session = value === undefined ? undefined : sessions.find(value)
    if (session?.token === undefined) return session?.principal
    const now = clock()
    const isThere = current().some(each => session.token?.endsWith(`:${each.id}`) && isCurrent(each, now))
    return isThere ? session.principal : undefined
  }
  const principal = (request: Asking, address: string): Principal | undefined => {
    if (!isGuarded()) return trusted(request)
    const [scheme = '', secret = ''] = (request.headers.get('authorization') ?? '').trim().split(/\s+/, 2)
    const found = scheme.toLowerCase() === 'bearer' ? byToken(secret, address) : bySession(request)
    if (found !== undefined) slowDown(asking, found.id)
    return found
  }

  return {
    isGuarded,
    principal,
    admit(request, address, role) {
      const found = principal(request, address)
      if (found === undefined)
        throw new AppError('unknown', 'auth/needed', 'sign in, or send Authorization: Bearer with a token')
      if (!holds(found, role)) throw new AppError('denied', 'auth/role', `this needs the role ${role}`)
      return found
    },
    signIn: byToken,
    sessions,
    cookie,
    isSecure,
  }
}

const proxied = ['forwarded', 'x-forwarded-for', 'via'] as const

/** A proxy on this machine would hand the trust in loopback on to everybody. */
function trusted(request: Asking): Principal {
  if (proxied.some(name => request.headers.has(name))) {
    const message =
      'there are no credentials yet, and this came through a proxy: `stillwatch token add` makes one'
    throw new AppError('denied', 'auth/proxied', message)
  }
  return loopback
}

function slowDown(limit: RateLimit, name: string): void {
  const retryAfterS = limit.take(name)
  if (retryAfterS > 0)
    throw new AppError('busy', 'auth/too-fast', 'too many requests; slow down', { retryAfterS })
}
