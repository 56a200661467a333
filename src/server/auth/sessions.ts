/**
 * Who is signed in, in memory alone: a restart signs everybody out. The cookie is 32 random bytes and here stands only
 * its hash, so that a dump of memory or a stray log line opens nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Principal } from '../principal.ts'

export interface Session {
  readonly principal: Principal
  /** The token it was opened with: it ends with that. */
  readonly token?: string
}

export interface Sessions {
  /** The value of the cookie. */
  open(session: Session): string
  find(cookie: string): Session | undefined
  end(cookie: string): void
}

/** A working day; after it people sign in again, and their roles are asked anew. */
export const sessionMs = 12 * 3_600_000
const sessionsMax = 10_000

export function makeSessions(clock: Clock, lifeMs = sessionMs): Sessions {
  const held = new Map<string, { session: Session; until: number }>()
  const hash = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url')
  return {
    open(session) {
      const cookie = randomBytes(32).toString('base64url')
      held.set(hash(cookie), { session, until: clock() + lifeMs })
      const [oldest] = held.keys()
      if (held.size > sessionsMax && oldest !== undefined) held.delete(oldest)
      return cookie
    },
    find(cookie) {
      const found = held.get(hash(cookie))
      if (found === undefined) return undefined
      if (found.until > clock()) return found.session
      held.delete(hash(cookie))
      return undefined
    },
    end(cookie) {
      held.delete(hash(cookie))
    },
  }
}
