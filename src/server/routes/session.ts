import { z } from 'zod'
import { AppError, errorKinds } from '../../errors.ts'
import { cookieJar } from '../auth/cookie.ts'
import { callbackPath } from '../auth/oidc.ts'
import { languageOf, loginPage, onwardPage } from '../auth/pages.ts'
import { sessionMs } from '../auth/sessions.ts'
import { roles } from '../principal.ts'
import { readBytes } from '../read-body.ts'
import { defineRawRoute, defineRoute, needed, type ServerParts } from '../route.ts'

const html = (body: string, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      ...headers,
    },
  })
const answer = z.string()
const guarded = ({ access }: ServerParts) => needed(access, 'credentials')
/** On the way to the provider and back; that is another site, so the strict cookie would not come along. */
const wayCookie = ({ isSecure }: { isSecure: boolean }) => cookieJar('stillwatch_way', isSecure, 'Lax')

/** Who I am, for the page. */
export const sessionShow = defineRoute({
  path: '/v1/session',
  operation: 'showSession',
  summary: 'Who is asking, and with which roles.',
  answer: z.object({ id: z.string(), kind: z.string(), roles: z.array(z.enum(roles)) }),
  handle: async (_, { principal: { id, kind, roles } }) => ({ id, kind, roles: [...roles] }),
})

/** The form; works without a script. */
export const loginShow = defineRawRoute({
  path: '/login',
  operation: 'showLogin',
  summary: 'The form to sign in.',
  role: 'anyone',
  answer,
  answers: 'text/html',
  handle: async (parts, { request }) =>
    html(loginPage({ hasProvider: parts.oidc !== undefined, language: languageOf(request) })),
})

/** A token opens a session, for people at a service without an identity provider. */
export const loginSend = defineRawRoute({
  method: 'POST',
  path: '/login',
  operation: 'sendLogin',
  summary: 'Exchanges a token for a session cookie.',
  role: 'anyone',
  takes: ['application/x-www-form-urlencoded'],
  bodyBytes: 4096,
  answer,
  answers: 'text/html',
  handle: async (parts, { request, address }) => {
    const access = guarded(parts)
    const form = new URLSearchParams(Buffer.from(await readBytes(request, 4096)).toString('utf8'))
    try {
      const principal = access.signIn((form.get('token') ?? '').trim(), address)
      const cookie = access.sessions.open({ principal, token: principal.id })
      return new Response(null, {
        status: 303,
        headers: { location: '/', 'set-cookie': access.cookie.write(cookie, sessionMs / 1000) },
      })
    } catch (error) {
      // A person is shown the form again, with the reason; a program gets the refusal as ever.
      const isPerson = request.headers.get('accept')?.includes('text/html') === true
      if (!(error instanceof AppError) || !isPerson) throw error
      const { code, message, kind } = error
      const language = languageOf(request)
      const page = loginPage({ hasProvider: parts.oidc !== undefined, language, refused: { code, message } })
      return html(page, {}, errorKinds[kind].http)
    }
  },
})

/** Off to the identity provider. */
export const signInBegin = defineRawRoute({
  path: '/auth/begin',
  operation: 'beginSignIn',
  summary: 'Sends the browser to the identity provider.',
  role: 'anyone',
  answer,
  answers: 'text/html',
  handle: async parts => {
    const { url, state } = await needed(parts.oidc, 'an identity provider').begin()
    return new Response(null, {
      status: 303,
      headers: { location: url, 'set-cookie': wayCookie(guarded(parts)).write(state, 600) },
    })
  },
})

/** Back from the identity provider. */
export const signInFinish = defineRawRoute({
  path: callbackPath,
  operation: 'finishSignIn',
  summary: 'Where the identity provider sends the browser back to.',
  role: 'anyone',
  answer,
  answers: 'text/html',
  handle: async (parts, { request }) => {
    const access = guarded(parts)
    const way = wayCookie(access)
    const state = way.read(request)
    if (state === undefined)
      throw new AppError(
        'unknown',
        'auth/sign-in-expired',
        'this sign-in was not begun here, or took too long',
      )
    const principal = await needed(parts.oidc, 'an identity provider').finish(new URL(request.url), state)
    const response = html(onwardPage(languageOf(request)))
    response.headers.append('set-cookie', way.write('', 0))
    const cookie = access.sessions.open({ principal })
    response.headers.append('set-cookie', access.cookie.write(cookie, sessionMs / 1000))
    return response
  },
})

/** Ends the session. */
export const logoutSend = defineRawRoute({
  method: 'POST',
  path: '/logout',
  operation: 'sendLogout',
  summary: 'Ends the session of the cookie.',
  role: 'anyone',
  answer,
  answers: 'text/html',
  handle: async (parts, { request }) => {
    const access = guarded(parts)
    const cookie = access.cookie.read(request)
    if (cookie !== undefined) access.sessions.end(cookie)
    return new Response(null, {
      status: 303,
      headers: { location: '/login', 'set-cookie': access.cookie.write('', 0) },
    })
  },
})
