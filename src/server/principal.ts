/** Who asks. Every route is told, and none asks again. */

/**
 * `admin` may do everything and `review` may read; otherwise a role is only what it says. A gateway's token carries
 * `ingest` and `decide` and can read nothing back.
 */
export const roles = ['ingest', 'decide', 'read', 'review', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Principal {
  /** Stable and safe to show: a token's id, a person's name at the identity provider, `loopback`. */
  readonly id: string
  /** `loopback`: this machine, while no credentials exist. `anyone`: nobody was asked, on a route open to all. */
  readonly kind: 'token' | 'person' | 'loopback' | 'anyone'
  readonly roles: readonly Role[]
}

/** @example holds({ id: 'swt_ab12', kind: 'token', roles: ['review'] }, 'read') // true */
export function holds({ roles: held }: Principal, asked: Role): boolean {
  return held.includes(asked) || held.includes('admin') || (asked === 'read' && held.includes('review'))
}

export const anyone: Principal = { id: 'anyone', kind: 'anyone', roles: [] }
