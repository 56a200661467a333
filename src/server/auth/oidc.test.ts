/** Signing in at a real identity provider, in its own process space, over real sockets. */
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Loopback, onLoopback } from '../../../test/support/loopback.ts'
import { openTemporary, type TemporaryStore } from '../../../test/support/temporary-store.ts'
import { systemClock } from '../../clock.ts'
import { createApp } from '../app.ts'
import { type Listening, listen } from '../listen.ts'
import { makeAccess } from './access.ts'
import { makeOidc } from './oidc.ts'

let identity: Loopback
let issuer = ''
let temporary: TemporaryStore
let listening: Listening

const groups: Record<string, string[]> = { ada: ['analysts'], bob: ['cleaners'], eve: [] }

beforeAll(async () => {
  temporary = await openTemporary()
  // The provider must know where people come back to, and the service who sends them: ports first, then both.
  const provider = createServer()
  identity = await onLoopback(provider)
  issuer = identity.url
  const late: { url?: string } = {}
  const oidc = () => makeOidc({ ...settings, issuer, publicUrl: late.url ?? '' }, systemClock)
  let made: ReturnType<typeof oidc> | undefined
  const lazily = () => (made ??= oidc())
  const app = createApp({
    store: temporary.store,
    version: '0',
    glossary: {},
    clock: systemClock,
    page: new Map(),
    log: () => undefined,
    access: makeAccess({ clock: systemClock, hasPeople: true }),
    oidc: { issuer, begin: () => lazily().begin(), finish: (url, state) => lazily().finish(url, state) },
  })
  listening = await listen(app, 0)
  late.url = listening.url
  const real = new Provider(issuer, {
    clients: [
      {
        client_id: 'stillwatch',
        client_secret: 'a-secret-of-tests',
        redirect_uris: [`${listening.url}/auth/callback`],
      },
    ],
    claims: { openid: ['sub', 'groups'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, groups: groups[id] ?? [], preferred_username: id }),
    }),
  })
  provider.on('request', real.callback())
})
afterAll(async () => {
  await listening.close()
  await identity.close()
  await temporary.end()
})

const settings = {
  clientId: 'stillwatch',
  clientSecret: 'a-secret-of-tests',
  claim: 'groups',
  mapping: { analysts: 'review', chiefs: 'admin' },
} as const

/** As much of a browser as this takes: cookies by host, redirects one by one, the provider's own forms. */
class Browser {
  readonly #jars = new Map<string, Map<string, string>>()
  async ask(url: string, form?: Record<string, string>): Promise<Response> {
    const jar = this.#jars.get(new URL(url).host) ?? new Map<string, string>()
    this.#jars.set(new URL(url).host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
    const answer = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  /** Follows redirects until somebody answers with a page. */
  async follow(url: string, form?: Record<string, string>): Promise<{ url: string; answer: Response }> {
    let at = url
    let answer = await this.ask(at, form)
    for (let steps = 0; answer.status >= 300 && answer.status < 400 && steps < 20; steps++) {
      at = new URL(answer.headers.get('location') ?? '', at).href
      answer = await this.ask(at)
    }
    return { url: at, answer }
  }
}

async function signIn(browser: Browser, login: string): Promise<Response> {
  let { url, answer } = await browser.follow(`${listening.url}/auth/begin`)
  for (let steps = 0; url.startsWith(issuer) && steps < 4; steps++) {
    const page = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? url
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
    const next = await browser.follow(new URL(action, url).href, { prompt, login, password: 'x' })
    url = next.url
    answer = next.answer
  }
  return answer
}

test('a person signs in at the provider and has the roles that her groups stand for', async () => {
  const browser = new Browser()
  const back = await signIn(browser, 'ada')
  expect(back.status).toBe(200)
  expect(await back.text()).toContain('http-equiv="refresh"')
  const me = await (await browser.ask(`${listening.url}/v1/session`)).json()
  expect(me).toEqual({ id: 'person:ada:ada', kind: 'person', roles: ['review'] })
})

test.each(['bob', 'eve'])('%s, whose groups mean nothing here, may not in', async login => {
  const browser = new Browser()
  const back = await signIn(browser, login)
  expect([back.status, (await back.json()).code]).toEqual([403, 'auth/no-role'])
  expect((await browser.ask(`${listening.url}/v1/session`)).status).toBe(401)
})

test('a way back that was not begun here, or by another browser, opens nothing', async () => {
  const begun = await new Browser().ask(`${listening.url}/auth/begin`)
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
  const stolen = await new Browser().ask(`${listening.url}/auth/callback?code=x&state=${state}`)
  expect([stolen.status, (await stolen.json()).code]).toEqual([401, 'auth/sign-in-expired'])
  const browser = new Browser()
  await browser.ask(`${listening.url}/auth/begin`)
  const forged = await browser.ask(`${listening.url}/auth/callback?code=x&state=forged`)
  expect([forged.status, (await forged.json()).code]).toEqual([401, 'auth/sign-in-failed'])
})

test('a way back works once', async () => {
  const browser = new Browser()
  await signIn(browser, 'ada')
  const again = await browser.ask(`${listening.url}/auth/callback?code=x&state=y`)
  expect(again.status).toBe(401)
})
