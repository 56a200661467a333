/** People sign in with their own identity provider: OpenID Connect, code flow with PKCE, state and nonce. */
import * as client from 'openid-client'
import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import { AppError } from '../../errors.ts'
import { type Principal, type Role, roles } from '../principal.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Where people reach this service, such as `https://stillwatch.example`. */
  readonly publicUrl: string
  /** Claim that holds a person's groups or roles. */
  readonly claim: string
  /** Value of the claim → role. Whoever has none of them may not in. */
  readonly mapping: Readonly<Record<string, Role>>
}

export interface Oidc {
  readonly issuer: string
  /** Where to send the browser, and what to remember of it until it is back. */
  begin(): Promise<{ url: string; state: string }>
  /** The person who came back. `state` is what was remembered in the browser's cookie. */
  finish(url: URL, state: string): Promise<Principal>
}

export const callbackPath = '/auth/callback'
const waitingMs = 600_000
const waitingMax = 1000

interface Waiting {
  readonly verifier: string
  readonly nonce: string
  readonly until: number
}

const claimSchema = z.union([z.string(), z.array(z.string())])

/** Asks the provider for its addresses on first use, so that it may start after this service. */
export function makeOidc(settings: OidcSettings, clock: Clock): Oidc {
  const redirect = new URL(callbackPath, settings.publicUrl).href
  const waiting = new Map<string, Waiting>()
  let known: Promise<client.Configuration> | undefined
  const provider = (): Promise<client.Configuration> => {
    known ??= discover(settings).catch(error => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    issuer: settings.issuer,
    async begin() {
      const configuration = await provider()
      const verifier = client.randomPKCECodeVerifier()
      const state = client.randomState()
      const nonce = client.randomNonce()
      waiting.set(state, { verifier, nonce, until: clock() + waitingMs })
      const [oldest] = waiting.keys()
      if (waiting.size > waitingMax && oldest !== undefined) waiting.delete(oldest)
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      return { url: url.href, state }
    },
    async finish(url, state) {
      const begun = waiting.get(state)
      waiting.delete(state)
      if (begun === undefined || begun.until < clock())
        throw new AppError(
          'unknown',
          'auth/sign-in-expired',
          'this sign-in was not begun here, or took too long',
        )
      const claims = await claimsOf(await provider(), new URL(url.search, redirect), begun, state)
      return personOf(claims, settings)
    },
  }
}

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer)
  // Plain HTTP is for a provider on this very machine, as tests have one.
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
  try {
    return await client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
      timeout: 10,
      ...(isLocal && issuer.protocol === 'http:' && { execute: [client.allowInsecureRequests] }),
    })
  } catch (cause) {
    const message = 'the identity provider does not answer as one'
    throw new AppError('upstream', 'auth/provider', message, { cause, detail: String(cause) })
  }
}

async function claimsOf(
  configuration: client.Configuration,
  url: URL,
  { verifier, nonce }: Waiting,
  state: string,
): Promise<client.IDToken> {
  try {
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims !== undefined) return claims
  } catch (cause) {
    const message = 'the identity provider did not confirm this sign-in'
    throw new AppError('unknown', 'auth/sign-in-failed', message, { cause, detail: String(cause) })
  }
  throw new AppError('unknown', 'auth/sign-in-failed', 'the identity provider said nothing of the person')
}

function personOf(claims: client.IDToken, { claim, mapping }: OidcSettings): Principal {
  const parsed = claimSchema.safeParse(claims[claim])
  const held = parsed.success ? [parsed.data].flat() : []
  const found = roles.filter(role =>
    held.some(value => Object.hasOwn(mapping, value) && mapping[value] === role),
  )
  const name = typeof claims.preferred_username === 'string' ? claims.preferred_username : claims.sub
  if (found.length === 0)
    throw new AppError(
      'denied',
      'auth/no-role',
      'you are signed in, and no role here is yours; ask an administrator',
    )
  // The provider's own id comes first: a name may change hands.
  return { id: `person:${claims.sub}:${name}`.slice(0, 256), kind: 'person', roles: found }
}
