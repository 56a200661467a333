/** Who may do what: every route against every role, and every way to prove who one is. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { createApp } from './app.ts'
import { makeAccess } from './auth/access.ts'
import { mint } from './auth/token.ts'
import { changeTokens, followTokens, readTokens, tokenPath } from './auth/token-file.ts'
import { type Role, roles } from './principal.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'

let temporary: TemporaryStore
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-tokens-'))
const secrets = new Map<Role, string>()
let now = Date.UTC(2026, 0, 1)
const clock = (): number => now

beforeAll(async () => {
  temporary = await openTemporary()
  for (const role of roles) secrets.set(role, addToken(role))
})
afterAll(async () => {
  await temporary.end()
  rmSync(folder, { recursive: true, force: true })
})

function addToken(role: Role, name: string = role, expires?: string): string {
  return changeTokens(folder, tokens => {
    const { token, secret } = mint({ name, roles: [role], ...(expires && { expires }) }, now)
    return { tokens: [...tokens, token], result: secret }
  })
}

const quiet = { broken: () => undefined, changed: () => undefined }
function service(isExposed = true) {
  const access = makeAccess({ clock, tokens: followTokens(folder, quiet), isExposed, perSecond: 50 })
  const parts = {
    store: temporary.store,
    version: '0',
    glossary: {},
    clock,
    page: new Map(),
    log: () => undefined,
  }
  return createApp({ ...parts, access })
}

const headersOf = (secret?: string): Record<string, string> =>
  secret === undefined ? {} : { authorization: `Bearer ${secret}` }
const ask = (app: ReturnType<typeof service>, method: string, path: string, secret?: string) =>
  app.request(path, { method, headers: { host: 'stillwatch.example', ...headersOf(secret) } })
const codeOf = async (answer: Response): Promise<unknown> => (await answer.json()).code

/** Plug-ins pass on another's Authorization, so they prove who they are in a header of their own. */
const isPlugIn = ({ path, role }: Route): boolean => role === 'anyone' && path.startsWith('/v1/plug/')
const own = routes.filter(route => !isPlugIn(route))

/** What a role may reach, written down apart from the code that decides it. */
const reaches: Record<Role, readonly (Role | 'anyone')[]> = {
  ingest: ['anyone', 'ingest'],
  decide: ['anyone', 'decide'],
  read: ['anyone', 'read'],
  review: ['anyone', 'read', 'review'],
  admin: ['anyone', 'ingest', 'decide', 'read', 'review', 'admin'],
}

describe.each(roles)('a token with the role %s', role => {
  test.each(own.map(route => [route.method, route.path, route.role] as const))(
    'is judged at %s %s by the role %s alone',
    async (method, path, asked) => {
      const answer = await ask(service(), method, path.replaceAll(/\{\w+\}/g, 'x'), secrets.get(role))
      const code = answer.headers.get('content-type')?.includes('json') ? await codeOf(answer) : undefined
      expect(code === 'auth/role').toBe(!reaches[role].includes(asked))
      expect(code).not.toBe('auth/needed')
    },
  )
})

test.each(own.filter(route => route.role !== 'anyone').map(route => [route.method, route.path] as const))(
  '%s %s answers nobody without credentials',
  async (method, path) => {
    const answer = await ask(service(), method, path.replaceAll(/\{\w+\}/g, 'x'))
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'auth/needed'])
  },
)

test.each(routes.filter(isPlugIn).map(route => [route.method, route.path] as const))(
  '%s %s asks a plug-in for its own credentials',
  async (method, path) => {
    const answer = await ask(service(), method, path, secrets.get('decide'))
    expect(answer.status).toBe(401)
  },
)

test('only these routes are open to all', () => {
  const open = own.filter(route => route.role === 'anyone').map(route => `${route.method} ${route.path}`)
  expect(open.sort()).toEqual([
    'GET /auth/begin',
    'GET /auth/callback',
    'GET /healthz',
    'GET /login',
    'GET /readyz',
    'POST /login',
    'POST /logout',
  ])
})

describe('a token', () => {
  test('stands in the file as a hash alone, which nobody else can read', () => {
    expect(JSON.stringify(readTokens(folder))).not.toContain(secrets.get('admin')?.split('_')[2])
    expect(statSync(tokenPath(folder)).mode & 0o777).toBe(0o600)
  })

  test.each(['', 'x', 'swt_000000000000_', `swt_000000000000_${'a'.repeat(43)}`, 'swt_', '\u0130'])(
    'such as %j opens nothing',
    async secret => {
      const answer = await ask(service(), 'GET', '/v1/overview', encodeURIComponent(secret))
      expect(answer.status).toBe(401)
    },
  )

  test('opens nothing with one letter changed', async () => {
    const secret = secrets.get('admin') ?? ''
    const changed = `${secret.slice(0, -2)}${secret.at(-2) === 'A' ? 'B' : 'A'}${secret.at(-1)}`
    const answer = await ask(service(), 'GET', '/v1/overview', changed)
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'auth/wrong-token'])
  })

  test('is refused once it has expired, or was taken back, without a restart', async () => {
    const app = service()
    const secret = addToken('read', 'short', new Date(now + 5000).toISOString())
    now += 1000
    expect((await ask(app, 'GET', '/v1/session', secret)).status).toBe(200)
    now += 5000
    expect((await ask(app, 'GET', '/v1/session', secret)).status).toBe(401)
    const other = addToken('read', 'gone')
    now += 1000
    expect((await ask(app, 'GET', '/v1/session', other)).status).toBe(200)
    changeTokens(folder, tokens => ({
      tokens: tokens.filter(each => each.name !== 'gone'),
      result: undefined,
    }))
    now += 1000
    expect((await ask(app, 'GET', '/v1/session', other)).status).toBe(401)
  })

  test('that asks too fast is told when to come again', async () => {
    const app = service()
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => ask(app, 'GET', '/v1/session', secrets.get('read'))),
    )
    const slowed = answers.filter(answer => answer.status === 429)
    expect(slowed).toHaveLength(10)
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('guessed again and again is answered ever later, and the right one is not held up', async () => {
    const app = service()
    for (let i = 0; i < 20; i++) await ask(app, 'GET', '/v1/session', 'swt_wrong')
    expect((await ask(app, 'GET', '/v1/session', 'swt_wrong')).status).toBe(429)
    expect((await ask(app, 'GET', '/v1/session', secrets.get('read'))).status).toBe(200)
  })
})

describe('a session', () => {
  const signIn = (app: ReturnType<typeof service>, token: string, headers: Record<string, string> = {}) =>
    app.request('/login', { method: 'POST', headers, body: new URLSearchParams({ token }) })

  test('opens with a token, holds for its roles, and ends with the token', async () => {
    const app = service()
    const secret = addToken('read', 'person')
    now += 1000
    const answer = await signIn(app, secret)
    const set = answer.headers.get('set-cookie') ?? ''
    expect(answer.status).toBe(303)
    expect(set).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = set.split(';')[0] ?? ''
    const me = await app.request('/v1/session', { headers: { cookie } })
    expect(await me.json()).toMatchObject({ kind: 'token', roles: ['read'] })
    changeTokens(folder, tokens => ({
      tokens: tokens.filter(each => each.name !== 'person'),
      result: undefined,
    }))
    now += 1000
    expect((await app.request('/v1/session', { headers: { cookie } })).status).toBe(401)
  })

  test('does not open from another site, nor with a wrong token', async () => {
    const app = service()
    const foreign = await signIn(app, secrets.get('admin') ?? '', { origin: 'https://evil.example' })
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'http/foreign-origin'])
    expect((await signIn(app, 'swt_wrong')).headers.get('set-cookie')).toBeNull()
  })

  test('ends when one signs out, and after its time', async () => {
    const app = service()
    const open = async () => {
      const answer = await signIn(app, secrets.get('read') ?? '')
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    }
    const status = async (cookie: string) =>
      (await app.request('/v1/session', { headers: { cookie } })).status
    const first = await open()
    await app.request('/logout', { method: 'POST', headers: { cookie: first } })
    expect(await status(first)).toBe(401)
    const second = await open()
    expect(await status(second)).toBe(200)
    now += 13 * 3_600_000
    expect(await status(second)).toBe(401)
  })

  test('is asked for before a view of the page is shown', async () => {
    const parts = { store: temporary.store, version: '0', glossary: {}, clock, log: () => undefined }
    const body = new TextEncoder().encode('<!doctype html>')
    const page = new Map([['/index.html', { body, type: 'text/html; charset=utf-8', immutable: false }]])
    const app = createApp({ ...parts, page, access: makeAccess({ clock, isExposed: true }) })
    const answer = await app.request('/campaigns')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login'])
    const login = await app.request('/login')
    expect(login.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(await login.text()).not.toContain('<script')
  })
})

describe('without credentials', () => {
  const open = () => {
    const parts = {
      store: temporary.store,
      version: '0',
      glossary: {},
      clock,
      page: new Map(),
      log: () => undefined,
    }
    return createApp(parts)
  }
  const local = { host: 'localhost:8787' }

  test('this machine may do everything', async () => {
    const me = await open().request('/v1/session', { headers: local })
    expect(await me.json()).toEqual({ id: 'loopback', kind: 'loopback', roles: ['admin'] })
  })

  test.each(['x-forwarded-for', 'forwarded', 'via'])('what a proxy passed on (%s) is refused', async name => {
    const answer = await open().request('/v1/session', { headers: { ...local, [name]: '203.0.113.9' } })
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'auth/proxied'])
  })

  test('what was guarded once stays so when the last token is taken back', async () => {
    const own = mkdtempSync(join(tmpdir(), 'stillwatch-last-'))
    changeTokens(own, () => ({
      tokens: [mint({ name: 'a', roles: ['read'] }, now).token],
      result: undefined,
    }))
    const access = makeAccess({ clock, tokens: followTokens(own, quiet) })
    expect(access.isGuarded()).toBe(true)
    changeTokens(own, () => ({ tokens: [], result: undefined }))
    now += 1000
    expect(access.isGuarded()).toBe(true)
    rmSync(own, { recursive: true, force: true })
  })
})

test('a person whose token is wrong sees the form again, with the reason in his language', async () => {
  const send = (headers: Record<string, string>) =>
    service().request('/login', {
      method: 'POST',
      headers: {
        host: 'stillwatch.example',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: 'token=%3Cb%3Ewrong',
    })
  const chinese = await send({ accept: 'text/html,*/*', 'accept-language': 'zh-CN,en;q=0.5' })
  expect(chinese.status).toBe(401)
  const page = await chinese.text()
  expect(page).toContain('令牌不存在、已过期或已被收回。')
  expect(page).not.toContain('wrong')
  expect(await (await send({ accept: 'text/html' })).text()).toContain('this token is unknown, expired')
  expect(await codeOf(await send({ accept: 'application/json' }))).toBe('auth/wrong-token')
})
