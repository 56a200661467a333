/** The two cookies: who is signed in, and who is on the way to the identity provider and back. */
import type { HeadersRead } from '../protect.ts'

export interface CookieJar {
  readonly name: string
  read(request: { readonly headers: Pick<HeadersRead, 'get'> }): string | undefined
  /** A `Set-Cookie` value; the empty value takes the cookie back. */
  write(value: string, seconds: number): string
}

/**
 * `__Host-` binds a cookie to this very host and to TLS; over plain HTTP on loopback browsers refuse it. `lax` is for
 * the way back from the provider, which is another site.
 */
export function cookieJar(name: string, isSecure: boolean, sameSite: 'Strict' | 'Lax'): CookieJar {
  const full = isSecure ? `__Host-${name}` : name
  return {
    name: full,
    read(request) {
      for (const part of (request.headers.get('cookie') ?? '').split(';')) {
        const [key = '', value = ''] = part.trim().split('=', 2)
        if (key === full && /^[\w-]{1,512}$/.test(value)) return value
      }
      return undefined
    },
    write(value, seconds) {
      const age = value === '' ? 0 : seconds
      const secure = isSecure ? '; Secure' : ''
      return `${full}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=${sameSite}${secure}`
    },
  }
}
