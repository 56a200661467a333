/** Live ingest over a real socket: what is answered is stored, and what does not fit is refused and not lost. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type LiveService, startLive } from '../../../test/support/live-service.ts'
import type { Store } from '../../store/store.ts'
import { listen } from '../listen.ts'

/** Four exchanges, packed by the zstd program. */
const zstd =
  'KLUv/QRYZQIAxAN7ImlkIjoienMtMCIsInRpbWUiOjE3NjcyMjU2MCwiYWNjb3VudCI6ImEiLCJtb2RlbCI6Im0ifQoxMjMFAINIAqQLSAYQNmeBPCw2S9I='

let service: LiveService
beforeAll(async () => {
  service = await startLive()
}, 240_000)
afterAll(() => service.stop())

const exchange = (id: string): string =>
  JSON.stringify({ id, time: Date.UTC(2026, 0, 1), account: 'a', model: 'm', response: { text: 'x' } })
const lines = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_, i) => exchange(`${prefix}-${i}`)).join('\n')

async function send(body: BodyInit, headers: Record<string, string> = {}, path = '/v1/exchanges') {
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
  const answer = await fetch(`${service.url}${path}`, init)
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
const count = async (prefix: string) => {
  const query = {
    name: 'test/count',
    sql: 'SELECT count() AS n, uniqExact(id) AS ids FROM exchanges WHERE startsWith(id, {prefix:String})',
    params: z.object({ prefix: z.string() }),
    row: z.object({ n: z.number(), ids: z.number() }),
  }
  return (await service.store.rows(query, { prefix }))[0]
}

describe('what is sent', () => {
  test('at once by many is stored once each, and each sender hears of his own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => send(lines(`many-${i % 8}`, 5 + (i % 8)))),
    )
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    for (const [i, { body }] of answers.entries()) expect(body.taken + body.repeated).toBe(5 + (i % 8))
    expect(await count('many')).toEqual({ n: 68, ids: 68 })
  })

  test.each([
    ['gzip', gzipSync(lines('gz', 4))],
    ['zstd', Buffer.from(zstd, 'base64')],
  ])('packed with %s is unpacked', async (encoding, body) => {
    const answer = await send(new Uint8Array(body), { 'content-encoding': encoding })
    expect([answer.status, answer.body.taken + answer.body.repeated]).toEqual([200, 4])
  })

  test('as one document, or in a foreign format, is taken too', async () => {
    const json = { 'content-type': 'application/json' }
    expect((await send(`[${exchange('doc-1')},${exchange('doc-2')}]`, json)).body.taken).toBe(2)
    const samples = new URL('../../ingest/formats/samples/litellm-standard/callback.jsonl', import.meta.url)
    const logged: unknown = JSON.parse(readFileSync(samples, 'utf8').split('\n')[0] ?? '')
    expect((await send(JSON.stringify([logged]), json)).body).toMatchObject({ taken: 1, rejected: 0 })
  })

  test('with bad lines among good ones costs only those, and says which', async () => {
    const { body } = await send(`${exchange('mixed-1')}\nbroken\n{"id":"mixed-2"}\n`)
    expect(body).toMatchObject({ taken: 1, rejected: 2, reasons: [{ line: 2 }, { line: 3 }] })
    const accounts = await send('{"account":"a","plan":"pro"}\n', {}, '/v1/accounts')
    expect(accounts.body).toMatchObject({ accounts: 1, taken: 0 })
  })
})

describe('what cannot be taken', () => {
  test.each([
    ['', {}, 400, 'ingest/empty'],
    ['broken\n[]\n', {}, 400, 'ingest/nothing-sound'],
    ['{"some":"thing"}', { 'content-type': 'application/json' }, 400, 'ingest/unknown-format'],
    ['x', { 'content-encoding': 'br' }, 400, 'http/encoding'],
    ['no gzip', { 'content-encoding': 'gzip' }, 400, 'http/broken-body'],
    ['no zstd', { 'content-encoding': 'zstd' }, 400, 'http/broken-body'],
  ])('%j with %j is answered %i %s', async (body, headers, status, code) => {
    const answer = await send(body, headers as Record<string, string>)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('a body larger than its bound is refused by its length, by its bytes, and by what it unpacks to', async () => {
    const large = Buffer.alloc(33 * 1024 * 1024, 32)
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 33; i++) controller.enqueue(large.subarray(0, 1024 * 1024))
        controller.close()
      },
    })
    const bomb = new Uint8Array(gzipSync(large))
    for (const [body, headers] of [
      [stream, {}],
      [bomb, { 'content-encoding': 'gzip' }],
    ] as const)
      expect((await send(body, headers)).body.code).toBe('http/too-large')
    expect(service.live.heldBytes).toBe(0)
  })

  test('a zstd frame that asks for a window of a gigabyte is refused unread', async () => {
    const frame = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, 0x01, 0x00, 0x00])
    expect((await send(frame, { 'content-encoding': 'zstd' })).body.code).toBe('http/broken-body')
  })
})

describe('clients that mean no good', () => {
  async function raw(text: string, url = service.url): Promise<string> {
    const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(text)
    let answer = ''
    socket.on('data', piece => {
      answer += piece.toString()
    })
    socket.on('error', () => undefined)
    await once(socket, 'close')
    return answer
  }

  test('that send their headers or their body drop by drop are cut off', async () => {
    const impatient = await listen(service.app, 0, { headersMs: 400, requestMs: 800 })
    const headers = 'GET / HTTP/1.1\r\nHost: localhost\r\nX-'
    expect(await raw(headers, impatient.url)).toContain('http/too-slow')
    const body = 'POST /v1/exchanges HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nab'
    expect(await raw(body, impatient.url)).toMatch(/^HTTP\/1.1 4\d\d|^$/)
    await expect.poll(() => service.live.heldBytes, { timeout: 10_000 }).toBe(0)
    await impatient.close()
  })

  test('that send what is no HTTP, or too many headers, get a code', async () => {
    expect(await raw('\x16\x03\x01 hello\r\n\r\n')).toContain('http/malformed')
    const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`
    expect(await raw(long)).toContain('http/headers-too-large')
  })

  test('that send anything at all get an answer below 500 with a code', async () => {
    const anyBody = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json().map(text => new TextEncoder().encode(text)),
      fc
        .record({ id: fc.anything(), account: fc.anything(), time: fc.anything(), model: fc.anything() })
        .map(record =>
          new TextEncoder().encode(JSON.stringify(record, (_, v) => (typeof v === 'bigint' ? 0 : v))),
        ),
    )
    const anyHeaders = fc.record({
      'content-type': fc.constantFrom(
        'application/json',
        'application/x-ndjson',
        'application/x-protobuf',
        'x',
      ),
      'content-encoding': fc.constantFrom('identity', 'gzip', 'zstd', 'deflate', 'x'),
    })
    const anyPath = fc.constantFrom('/v1/exchanges', '/v1/accounts', '/v1/traces', '/v1/decide', '/login')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyPath, anyBody, anyHeaders), { minLength: 8, maxLength: 8 }),
        async calls => {
          const answers = await Promise.all(
            calls.map(([path, body, headers]) =>
              fetch(`${service.url}${path}`, { method: 'POST', body: new Uint8Array(body), headers }),
            ),
          )
          for (const answer of answers) {
            expect(answer.status).toBeLessThan(500)
            const text = await answer.text()
            if (answer.status >= 400) expect(JSON.parse(text).code).toMatch(/^[a-z-]+\/[a-z-]+$/)
          }
        },
      ),
      { numRuns: 12, seed: 20260401 },
    )
    expect(service.logged).toEqual([])
  }, 120_000)
})

describe('when more comes than can be stored', () => {
  test('it is refused with a time to come again, memory stays bounded, and nothing acknowledged is lost', async () => {
    const slow = (store: Store): Store =>
      new Proxy(store, {
        get: (target, name) =>
          name === 'append'
            ? async (...given: Parameters<Store['append']>) => {
                await new Promise(resolve => setTimeout(resolve, 50))
                return target.append(...given)
              }
            : typeof Reflect.get(target, name) === 'function'
              ? Reflect.get(target, name).bind(target)
              : Reflect.get(target, name),
      })
    await service.stop()
    service = await startLive({ wrap: slow, live: { queueBytes: 40_000 } })
    const body = lines('full', 100)
    let most = 0
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const answer = await send(body.replaceAll('full-', `full-${i}-`))
        most = Math.max(most, service.live.heldBytes)
        return answer
      }),
    )
    const taken = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status === 429)
    expect(taken.length + refused.length).toBe(20)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.body.code).toBe('ingest/full')
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(40_000)
    expect(await count('full')).toEqual({ n: taken.length * 100, ids: taken.length * 100 })
    expect(service.live.heldBytes).toBe(0)
  }, 240_000)
})
