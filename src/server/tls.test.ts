/** The service over TLS, with a certificate of the test's own. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { makeAccess } from './auth/access.ts'
import { hotDoor } from './hot.ts'
import { type Listening, listen } from './listen.ts'
import type { ServerParts } from './route.ts'

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-tls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function makeCertificate(): { cert: string; key: string } | undefined {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  try {
    execFileSync('openssl', [...words, '-keyout', key, '-out', cert, '-days', '2', ...name], {
      stdio: 'ignore',
    })
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } catch {
    console.warn('left out: there is no openssl to make a certificate with')
    return undefined
  }
}
const tls = makeCertificate()

describe.skipIf(tls === undefined)('over TLS', () => {
  let listening: Listening
  let port: number
  beforeAll(async () => {
    const access = makeAccess({ clock: Date.now, isSecure: true })
    const parts = {
      // No route that is asked here reads the store.
      store: {} as ServerParts['store'],
      version: '0',
      glossary: {},
      clock: Date.now,
      page: new Map(),
      log: () => undefined,
      access,
    }
    listening = await listen(createApp(parts), 0, { ...(tls && { tls }), hot: hotDoor(parts, access) })
    port = Number(new URL(listening.url).port)
  })
  afterAll(() => listening.close())

  const get = (path: string, method = 'GET'): Promise<[number | undefined, string]> =>
    new Promise((resolve, reject) => {
      const options = { port, path, method, host: '127.0.0.1', ca: tls?.cert ?? '' }
      const request = https.request(options, answer => {
        let text = ''
        answer.on('data', piece => {
          text += piece
        })
        answer.on('end', () => resolve([answer.statusCode, text]))
      })
      request.on('error', reject)
      request.end(method === 'POST' ? '{}' : undefined)
    })

  test('routes answer, the short way too', async () => {
    expect(listening.url).toMatch(/^https:/)
    expect((await get('/healthz'))[0]).toBe(200)
    const [status, text] = await get('/v1/settle', 'POST')
    expect([status, JSON.parse(text).code]).toEqual([400, 'http/invalid'])
  })

  test('plain HTTP and TLS below 1.2 get no answer', async () => {
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
    const failed = new Promise<string>(resolve => {
      const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
      const socket = connect({
        port,
        host: '127.0.0.1',
        ...versions,
        rejectUnauthorized: false,
        ciphers: 'ALL:@SECLEVEL=0',
      })
      socket.on('error', error => resolve(error.message))
      socket.on('secureConnect', () => resolve('connected'))
    })
    expect(await failed).not.toBe('connected')
  })

  test('who hangs up in the middle of a handshake disturbs nobody', async () => {
    await new Promise<void>(resolve => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
      socket.destroy()
    })
    expect((await get('/healthz'))[0]).toBe(200)
  })
})
